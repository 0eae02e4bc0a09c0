import type { CSSProperties, MouseEvent } from 'react'
import { type BoardRow, type BoardStep, causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import { subLabel } from '../../../shared/exceptions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { weekdayOf } from '../../lib/values.ts'
import { causeOfRow, cellWords, stepAt } from './board.ts'
import styles from './Board.module.css'

/** Height of a row in CSS px: the quantity, its bar, and what is bad and left under it. */
export const boardRowHeight = 38

/** Widths in CSS px, so that columns stand still while rows come and go; eight processes fit 1366, 品名规格 takes what is left. */
const widths = { due: 84, customer: 92, number: 96, ordered: 50, step: 58, delivered: 48, forecast: 106, cause: 106 }
const leastDescription = 150

/** Late and not finished. */
const isLate = (step: BoardStep): boolean => step.finishedOn === null && step.lateDays > 0

/** What is wrong with a process in the words of a narrow cell: 余 what is left, 不 rejects, 废 scrap. */
const Parts = ({ step }: { step: BoardStep }) => {
  const t = useT()
  return (
    <span className={styles['parts']}>
      {step.remaining > 0 && step.good > 0 && t('operations.cellLeft', { left: formatQuantity(step.remaining) })}
      {step.bad > 0 && <b>{t('operations.cellRejects', { bad: formatQuantity(step.bad) })}</b>}
    </span>
  )
}

const StepCell = ({ step }: { step: BoardStep }) => {
  const share = step.quantity === 0 ? 0 : Math.min(100, (step.good / step.quantity) * 100)
  const overdue = step.troubles.some((trouble) => trouble.overdue)
  return (
    <div className={styles['cell']}>
      <span>
        {step.troubles.length > 0 && (
          <strong className={overdue ? styles['trouble'] : styles['openTrouble']}>{overdue ? '✖' : '!'}</strong>
        )}
        {formatQuantity(step.good)}
        {isLate(step) && <em>▲{step.lateDays}</em>}
      </span>
      <span className={styles['bar']}>
        <i style={{ '--done': `${share}%` } as CSSProperties} />
      </span>
      {step.at ? (
        <span className={step.at.lateDays > 0 ? styles['outsideLate'] : styles['outside']}>
          {step.at.factory} {formatQuantity(step.at.out)}
          {step.at.lateDays > 0 && ` ▲${step.at.lateDays}`}
        </span>
      ) : (
        <Parts step={step} />
      )}
    </div>
  )
}

const stepClass = (step: BoardStep | undefined, cursor: boolean): string =>
  [
    styles['step'],
    step && step.good >= step.quantity ? styles['done'] : '',
    step && isLate(step) ? styles['late'] : '',
    cursor ? styles['cursor'] : '',
  ].join(' ')

const Forecast = ({ row }: { row: BoardRow }) => {
  const t = useT()
  if (row.waitingDays > 0)
    return (
      <StateBadge tone="warn" shape="◇">
        {t('operations.waiting', { days: row.waitingDays })}
      </StateBadge>
    )
  if (row.forecastOn === null) return null
  // nobody has said what becomes of goods a final inspection rejected: the day alone would promise too much
  if (row.rejected > 0) {
    const quantity = formatQuantity(row.rejected)
    return (
      <>
        {row.forecastOn.slice(5)}{' '}
        <StateBadge tone="bad" shape="" title={t('operations.rejectedTitle', { quantity, unit: row.unit })}>
          {t('operations.rejectedBadge', { quantity })}
        </StateBadge>
      </>
    )
  }
  const days = row.forecastDays
  const [tone, words] =
    days > 0
      ? (['bad', t('operations.lateBy', { days })] as const)
      : days < 0
        ? (['warn', t('operations.earlyBy', { days: -days })] as const)
        : (['ok', t('operations.onTime')] as const)
  return (
    <>
      {row.forecastOn.slice(5)}{' '}
      <StateBadge tone={tone} shape="">
        {words}
      </StateBadge>
    </>
  )
}

/** The process that still lacks its cause; beside it the cause that was given for another of the row. */
const Missing = ({ row }: { row: BoardRow }) => {
  const t = useT()
  const lacking = row.steps.filter((step) => step.missingCause).map(({ processName }) => processName)
  if (lacking.length === 0) return null
  const process = lacking.length > 1 ? `${lacking[0]} +${lacking.length - 1}` : lacking[0]!
  return (
    <StateBadge tone="now" title={lacking.join('、')}>
      {t('operations.missingCauseOf', { process })}
    </StateBadge>
  )
}

const Cause = ({ row }: { row: BoardRow }) => {
  const t = useT()
  const step = causeOfRow(row)
  if (!step?.causeCode) return null
  const words =
    step.causeSub === ''
      ? `${causeSigns[step.causeCode]} ${t(causeShortKeys[step.causeCode])}`
      : subLabel(step.causeSub, step.causeSubName)
  return <span title={`${step.processName} ${words} ${step.causeNote}`.trim()}>{words}</span>
}

/** 欠料 (duty 65): nobody ordered it in time, or it comes too late. */
const Lacking = ({ names }: { names: readonly string[] }) => {
  const t = useT()
  if (names.length === 0) return null
  return (
    <StateBadge tone="bad" shape="" title={names.join('、')}>
      {names.length > 1 ? t('operations.lackingMore', { count: names.length }) : t('operations.lackingBadge')}
    </StateBadge>
  )
}

export const BoardColumns = ({ processes }: { processes: readonly string[] }) => (
  <colgroup>
    <col style={{ width: widths.due }} />
    <col style={{ width: widths.customer }} />
    <col style={{ width: widths.number }} />
    <col />
    <col style={{ width: widths.ordered }} />
    {processes.map((process) => (
      <col key={process} style={{ width: widths.step }} />
    ))}
    <col style={{ width: widths.delivered }} />
    <col style={{ width: widths.forecast }} />
    <col style={{ width: widths.cause }} />
  </colgroup>
)

/** The least width at which every column can be read, in CSS px. */
export const boardWidth = (processes: readonly string[]): number => {
  const { step, ...others } = widths
  return Object.values(others).reduce((sum, width) => sum + width, leastDescription) + step * processes.length
}

export const BoardHead = ({ processes }: { processes: readonly string[] }) => {
  const t = useT()
  return (
    <thead role="rowgroup">
      <tr role="row" aria-rowindex={1}>
        <th role="columnheader">{t('operations.due')}</th>
        <th role="columnheader">{t('app.customer')}</th>
        <th role="columnheader">{t('app.number')}</th>
        <th role="columnheader">{t('operations.description')}</th>
        <th role="columnheader" className="n">
          {t('operations.ordered')}
        </th>
        {processes.map((process) => (
          <th key={process} role="columnheader" className={styles['step']} title={process}>
            {process}
          </th>
        ))}
        <th role="columnheader" className="n">
          {t('operations.delivered')}
        </th>
        <th role="columnheader">{t('operations.forecast')}</th>
        <th role="columnheader">{t('operations.cause')}</th>
      </tr>
    </thead>
  )
}

interface RowProps {
  row: BoardRow
  index: number
  processes: readonly string[]
  /** The column the cursor is in; null when it is in another row, or there is none. */
  column: number | null
  cellId?: (column: number) => string
  onPlace?: (column: number, event: MouseEvent) => void
  onOpen?: (step: BoardStep | undefined) => void
}

/** One line of the board: its processes with good, bad and what is left, the forecast, the cause. */
export const BoardLine = ({ row, index, processes, column, cellId, onPlace, onOpen }: RowProps) => {
  const t = useT()
  return (
    <tr
      role="row"
      aria-rowindex={index + 2}
      className={[column === null ? '' : styles['here'], row.stale ? styles['stale'] : ''].join(' ')}
      aria-selected={column !== null}
    >
      <td role="gridcell">
        <b>{row.dueOn.slice(5)}</b> {weekdayOf(row.dueOn)}
      </td>
      <td role="gridcell" title={row.customer}>
        {row.rush && <span className={`tag bad ${styles['rushTag']}`}>{t('operations.rush')}</span>}
        {row.customer}
      </td>
      <td role="gridcell">{row.orderNumber}</td>
      <td role="gridcell" title={row.description}>
        <span className={styles['goods']}>{row.description}</span>
      </td>
      <td role="gridcell" className="n">
        {formatQuantity(row.quantity)}
      </td>
      {processes.map((process, at) => {
        const step = stepAt(row, process)
        return (
          <td
            key={process}
            id={cellId?.(at)}
            role="gridcell"
            className={stepClass(step, at === column)}
            title={step && cellWords(step, t)}
            aria-label={step ? cellWords(step, t) : undefined}
            onMouseDown={onPlace && ((event) => onPlace(at, event))}
            onDoubleClick={onOpen && (() => onOpen(step))}
          >
            {step ? <StepCell step={step} /> : <span className="dim">—</span>}
          </td>
        )
      })}
      <td role="gridcell" className="n">
        {formatQuantity(row.delivered)}
      </td>
      <td role="gridcell">
        <Forecast row={row} />
      </td>
      <td role="gridcell" className={styles['causes']}>
        <Missing row={row} /> <Cause row={row} /> <Lacking names={row.lacking} />
      </td>
    </tr>
  )
}
