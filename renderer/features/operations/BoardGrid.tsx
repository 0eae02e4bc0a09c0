import { type CSSProperties, type KeyboardEvent, useEffect, useId, useRef } from 'react'
import { type BoardRow, type BoardStep, causeShortKeys, causeSigns } from '../../../shared/operations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { weekdayOf } from '../../lib/values.ts'
import { causeOfRow, cellWords, moved, type Place, stepAt } from './board.ts'
import styles from './Board.module.css'

const StepCell = ({ step }: { step: BoardStep }) => {
  const share = step.quantity === 0 ? 0 : Math.min(100, (step.good / step.quantity) * 100)
  return (
    <div className={styles['cell']}>
      <span>
        {formatQuantity(step.good)}
        {step.finishedOn === null && step.lateDays > 0 && <em>▲{step.lateDays}</em>}
      </span>
      {step.at ? (
        <span className={step.at.lateDays > 0 ? styles['outsideLate'] : styles['outside']}>
          {step.at.factory} {formatQuantity(step.at.out)}
          {step.at.lateDays > 0 && ` ▲${step.at.lateDays}`}
        </span>
      ) : (
        <span className={styles['bar']}>
          <i style={{ '--done': `${share}%` } as CSSProperties} />
        </span>
      )}
    </div>
  )
}

const stepClass = (step: BoardStep | undefined, cursor: boolean): string =>
  [
    styles['step'],
    step && step.good >= step.quantity ? styles['done'] : '',
    step && step.finishedOn === null && step.lateDays > 0 ? styles['late'] : '',
    cursor ? styles['cursor'] : '',
  ].join(' ')

const Forecast = ({ row }: { row: BoardRow }) => {
  const t = useT()
  if (row.forecastOn === null) return null
  const days = row.forecastDays
  return (
    <>
      {row.forecastOn.slice(5)}{' '}
      {days > 0 ? (
        <StateBadge tone="bad" shape="">
          {t('operations.lateBy', { days })}
        </StateBadge>
      ) : days < 0 ? (
        <StateBadge tone="warn" shape="">
          {t('operations.earlyBy', { days: -days })}
        </StateBadge>
      ) : (
        <StateBadge tone="ok" shape="">
          {t('operations.onTime')}
        </StateBadge>
      )}
    </>
  )
}

const Cause = ({ row }: { row: BoardRow }) => {
  const t = useT()
  if (row.missingCause) return <StateBadge tone="now">{t('operations.missingCause')}</StateBadge>
  const step = causeOfRow(row)
  return step?.causeCode ? (
    <span
      title={step.causeNote || undefined}
    >{`${causeSigns[step.causeCode]} ${t(causeShortKeys[step.causeCode])}`}</span>
  ) : null
}

export interface BoardGridProps {
  rows: readonly BoardRow[]
  processes: readonly string[]
  place: Place
  onMove: (place: Place) => void
  /** Enter or double click on a cell. */
  onOpen: (row: BoardRow, step: BoardStep | undefined) => void
}

/** Orders × processes: ↑↓ rows, ←→ processes, Enter opens the daily report at the cell. */
export const BoardGrid = ({ rows, processes, place, onMove, onOpen }: BoardGridProps) => {
  const t = useT()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // from the nav too, but never out of a field somebody types in
    if (!document.activeElement?.matches('input, select, textarea')) frame.current?.focus()
  }, [])
  useEffect(() => {
    frame.current
      ?.querySelector(`[data-place="${place.row} ${place.column}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [place])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.shiftKey) return
    const next = moved(place, event.key, rows.length, processes.length)
    const row = rows[place.row]
    if (next) onMove(next)
    else if (event.key === 'Enter' && row) onOpen(row, stepAt(row, processes[place.column]))
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={frame}
      className={styles['frame']}
      tabIndex={0}
      role="grid"
      aria-label={t('operations.board')}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={`${id}-${place.row}-${place.column}`}
      onKeyDown={onKeyDown}
    >
      <table className={styles['grid']} role="presentation">
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">{t('operations.due')}</th>
            <th role="columnheader">{t('app.customer')}</th>
            <th role="columnheader">{t('app.number')}</th>
            <th role="columnheader">{t('operations.description')}</th>
            <th role="columnheader" className="n">
              {t('operations.ordered')}
            </th>
            {processes.map((process) => (
              <th key={process} role="columnheader" className={styles['step']}>
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
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr
              key={row.noticeLineId}
              role="row"
              className={[index === place.row ? styles['here'] : '', row.stale ? styles['stale'] : ''].join(' ')}
              aria-selected={index === place.row}
            >
              <td role="gridcell">
                <b>{row.dueOn.slice(5)}</b> {weekdayOf(row.dueOn)}
              </td>
              <td role="gridcell">
                {row.customer}
                {row.rush && <span className={`tag bad ${styles['rushTag']}`}>{t('operations.rush')}</span>}
              </td>
              <td role="gridcell">{row.orderNumber}</td>
              <td role="gridcell" title={row.description}>
                {row.description}
              </td>
              <td role="gridcell" className="n">
                {formatQuantity(row.quantity)}
              </td>
              {processes.map((process, column) => {
                const step = stepAt(row, process)
                return (
                  <td
                    key={process}
                    id={`${id}-${index}-${column}`}
                    data-place={`${index} ${column}`}
                    role="gridcell"
                    className={stepClass(step, index === place.row && column === place.column)}
                    title={step && cellWords(step, t)}
                    aria-label={step ? cellWords(step, t) : undefined}
                    onMouseDown={() => onMove({ row: index, column })}
                    onDoubleClick={() => onOpen(row, step)}
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
              <td role="gridcell">
                <Cause row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
