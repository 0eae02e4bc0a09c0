import { type Ref, useMemo, useState } from 'react'
import { plusDays } from '../../../shared/dates.ts'
import {
  type ReportFilter,
  reportKeys,
  type ReportRow,
  type ReportTable,
  ruleKeys,
  spanKinds,
} from '../../../shared/reports.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { KeyField } from '../../components/KeyField.tsx'
import { Empty, Figure, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { useExporting } from '../statements/exporting.tsx'
import { MonthChoice } from '../statements/MonthChoice.tsx'
import { columnsOf, noteOf, openCell, openTarget, totalsOf } from './asked.ts'
import { BarChart } from './BarChart.tsx'
import { LockDialog } from './LockDialog.tsx'
import styles from './Reports.module.css'

interface Part {
  filter: ReportFilter
  onChange: (part: Partial<ReportFilter>) => void
}

/** Day or month of the report, and how it is told. */
const Filters = ({ filter, onChange, onDone }: Part & { onDone: () => void }) => {
  const t = useT()
  const seesMoney = useMay('prices.read')
  const { report, day, month } = filter
  const span = spanKinds[report]
  return (
    <>
      {span === 'month' && <MonthChoice month={month} onChange={(next) => onChange({ month: next })} />}
      {span === 'day' && (
        <>
          <KeyButton keys="," help={t('reports.previousDay')} onClick={() => onChange({ day: plusDays(day, -1) })}>
            ‹
          </KeyButton>
          <KeyField keys="d" label={t('reports.day')} onDone={onDone}>
            <DateInput
              inline
              label={t('reports.day')}
              value={day}
              onChange={(next) => next !== null && onChange({ day: next })}
            />
          </KeyField>
          <KeyButton keys="." help={t('reports.nextDay')} onClick={() => onChange({ day: plusDays(day, 1) })}>
            ›
          </KeyButton>
        </>
      )}
      {report === 'matrix' && seesMoney && (
        <KeyButton keys="v" onClick={() => onChange({ measure: filter.measure === 'amount' ? 'quantity' : 'amount' })}>
          {t(filter.measure === 'amount' ? 'reports.byQuantity' : 'reports.byAmount')}
        </KeyButton>
      )}
      {report === 'top' && (
        <KeyButton keys="v" onClick={() => onChange({ reach: filter.reach === 'month' ? 'year' : 'month' })}>
          {t(filter.reach === 'month' ? 'reports.wholeYear' : 'reports.monthOnly')}
        </KeyButton>
      )}
      {report === 'rateRows' && (
        <KeyButton keys="v" aria-pressed={filter.late} onClick={() => onChange({ late: !filter.late })}>
          {t('reports.lateOnly')}
        </KeyButton>
      )}
    </>
  )
}

/** The sums of all rows; those of many columns in one line. */
const Sums = ({ table }: { table: ReportTable }) => {
  const sums = totalsOf(table)
  if (sums.length <= 8)
    return sums.map(({ label, text, negative }) => (
      <Figure key={label} label={label} negative={negative}>
        {text}
      </Figure>
    ))
  return (
    <div className={styles['sums']}>
      {sums.map(({ label, text, negative }) => (
        <span key={label}>
          <small>{label}</small> <b className={negative ? 'neg' : undefined}>{text}</b>
        </span>
      ))}
    </div>
  )
}

/** One report: chart, table and sums, its keys for Excel and paper; Enter opens what lies behind a row. */
export const ReportPanel = ({
  filter,
  onChange,
  title,
  table,
  autoFocus,
}: Part & { title: string; table: Ref<DataTableHandle>; autoFocus: boolean }) => {
  const t = useT()
  const { data, error } = useQuery(client.reports.table, { ...filter, limit: 1 }, { keep: true })
  const shown = useMemo(() => columnsOf(data), [data])
  const exporting = useExporting()
  const [locking, setLocking] = useState(false)
  const note = noteOf(filter, title, t)
  const when = spanKinds[filter.report] === 'month' ? filter.month : filter.day
  const save = async (password: string | null): Promise<void> => {
    const name = [t(reportKeys[filter.report]), when, note]
      .filter(Boolean)
      .join(' ')
      .replace(/[\\/:*?"<>|]/g, ' ')
    const made = await exporting.run('reports', { ...filter, note, password }, name.slice(0, 100))
    if (made) notify(t('reports.exported', { name: made.saved, count: data?.total ?? 0 }))
  }
  const print = (): string =>
    openTab({
      word: 'reports',
      page: 'print',
      another: true,
      title: `${title} ${t('app.print')}`,
      parameters: { ...filter },
    })
  const empty = !data || data.total === 0
  return (
    <Panel
      title={title}
      note={data ? t('shell.rows', { count: data.total }) : ''}
      bar={
        <Filters
          filter={filter}
          onChange={onChange}
          onDone={() => {
            if (table && 'current' in table) table.current?.focus()
          }}
        />
      }
      actions={
        <>
          {filter.report === 'matrix' && (
            <KeyButton keys="k" disabled={empty} onClick={() => setLocking(true)}>
              {t('reports.locked')}
            </KeyButton>
          )}
          <KeyButton keys="e" disabled={empty} onClick={() => save(null)}>
            {t('app.export')}
          </KeyButton>
          <KeyButton keys="Control+p" disabled={empty} onClick={print}>
            {t('app.print')}
          </KeyButton>
        </>
      }
      foot={
        <>
          {data && <Sums table={data} />}
          <small className={styles['rule']}>{[data?.foot, t(ruleKeys[filter.report])].filter(Boolean).join(' ')}</small>
        </>
      }
    >
      <RefusalNote message={error?.message} />
      {data?.chart && data.chart.points.length > 0 && <BarChart chart={data.chart} />}
      <DataTable
        key={filter.report}
        ref={table}
        autoFocus={autoFocus}
        label={title}
        columns={shown}
        list={client.reports.table}
        filter={filter}
        rowKey={({ key }) => key}
        onOpen={(row) => openTarget(row, filter)}
        {...(filter.report === 'matrix' && {
          onOpenCell: (row: ReportRow, key: string) => openCell(row, data?.columns ?? [], key, filter),
        })}
        empty={<Empty title={t('reports.empty')} hint={t('reports.emptyHint')} />}
      />
      {locking && <LockDialog onClose={() => setLocking(false)} onLock={save} />}
      {exporting.bar}
    </Panel>
  )
}
