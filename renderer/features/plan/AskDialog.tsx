import { useEffect, useMemo, useRef, useState } from 'react'
import type { AskedAnswer, AskedLine } from '../../../shared/plan.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { answerWords, orderWords, spokenDay } from './askWords.ts'
import { spanText } from './openLine.ts'
import styles from './Plan.module.css'

/** A line with the place it has in the order being keyed: 1 is the first. */
export interface AskedWithPlace extends AskedLine {
  place: number
}
interface Row extends AskedWithPlace {
  answer: AskedAnswer
}

/** Process by process: the days there is room, beside the latest that would do. */
const Steps = ({ answer }: { answer: AskedAnswer }) => {
  const t = useT()
  return (
    <table className={styles['askSteps']}>
      <thead>
        <tr>
          <th>{t('plan.process')}</th>
          <th className="n">{t('plan.amount')}</th>
          <th>{t('plan.earliest')}</th>
          <th>{t('plan.latest')}</th>
        </tr>
      </thead>
      <tbody>
        {answer.steps.map((step) => {
          const late = step.finish !== null && step.finish > step.latestFinish
          return (
            <tr key={step.processId}>
              <td>
                {step.processName} {step.outside && <StateBadge tone="info">{t('plan.outside')}</StateBadge>}
              </td>
              <td className="n">
                {formatQuantity(step.amount)} {step.unit}
              </td>
              <td className={late ? 'neg' : undefined}>
                {step.start === null || step.finish === null ? '—' : spanText(step.start, step.finish)}
                {late && ' ▲'}
              </td>
              <td className="dim">{spanText(step.latestStart, step.latestFinish)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const useColumns = (): Column<Row>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'place', header: '#', width: 34, align: 'right' },
      { key: 'name', header: t('operations.description'), width: 190 },
      {
        key: 'quantity',
        header: t('app.quantity'),
        width: 90,
        align: 'right',
        value: (row) => `${formatQuantity(row.quantity)} ${row.unit}`,
      },
      {
        key: 'answer',
        header: t('plan.ask'),
        render: (row) => (
          <StateBadge tone={row.answer.inTime ? 'ok' : 'bad'}>{answerWords(row.answer, row.dueOn, t)}</StateBadge>
        ),
      },
    ],
    [t],
  )
}

interface AskResultProps {
  lines: readonly AskedWithPlace[]
  /** Places of lines without a quantity or a due date. */
  leftOut?: readonly number[]
  /** The list takes the keyboard when the answer is there. */
  autoFocus?: boolean
}

/** The answer: of the whole, of each line, and process by process of the chosen one. */
export const AskResult = ({ lines, leftOut = [], autoFocus = false }: AskResultProps) => {
  const t = useT()
  const { data, error } = useQuery(client.plan.ask, { lines: lines.map(({ place: _, ...line }) => line) })
  const columns = useColumns()
  const table = useRef<DataTableHandle>(null)
  const rows = useMemo(
    (): Row[] => (data ? lines.map((line, index) => ({ ...line, answer: data.lines[index]! })) : []),
    // oxlint-disable-next-line react/exhaustive-deps -- an answer belongs to the lines it was asked for
    [data],
  )
  const [here, setHere] = useState<Row | null>(null)
  const ready = data !== undefined
  useEffect(() => {
    if (ready && autoFocus) table.current?.focus()
  }, [ready, autoFocus])
  if (!data) return <RefusalNote message={error?.message} />
  const all = rows.map(({ answer }) => answer)
  const good = all.every(({ inTime }) => inTime)
  // of one line all is said in one sentence
  const only = rows.length === 1 ? rows[0] : undefined
  const shown = rows.find(({ place }) => place === here?.place) ?? rows[0]
  return (
    <>
      <div role="status" className={`${styles['verdict']} ${good ? 'ok' : 'bad'}`}>
        {good ? '✓' : '▲'} {only ? answerWords(only.answer, only.dueOn, t) : orderWords(all, t)}
      </div>
      {!only && (
        <div className={styles['askLines']} style={{ height: 32 + 30 * Math.min(5, rows.length) }}>
          <DataTable
            ref={table}
            label={t('plan.ask')}
            columns={columns}
            rows={rows}
            rowKey={({ place }) => place}
            onSelect={setHere}
            autoFocus={false}
          />
        </div>
      )}
      {shown && <Steps answer={shown.answer} />}
      <p className={`dim ${styles['askNote']}`}>
        {t('plan.askFrom', { day: spokenDay(data.from, t) })}
        {leftOut.length > 0 && ` ${t('plan.askLeftOut', { lines: leftOut.join('、') })}`}
      </p>
    </>
  )
}

/** 赶得及吗 of lines as they are typed, beside all that is in work; nothing is written (duty 38). */
export const AskDialog = ({ onClose, ...asked }: AskResultProps & { onClose: () => void }) => {
  const t = useT()
  return (
    <Dialog title={t('plan.ask')} width={780} onClose={onClose}>
      <AskResult {...asked} autoFocus />
    </Dialog>
  )
}
