import { useMemo, useRef, useState } from 'react'
import {
  byWorkshop,
  type CauseMeasure,
  causeWords,
  type FigureFilter,
  type FigureKind,
  figureKeys,
  type FigureRow,
  type NoteSum,
  type ParetoBar,
  paretoOf,
  totalOf,
} from '../../../shared/figures.ts'
import type { Translate } from '../../../shared/language.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { KeyField } from '../../components/KeyField.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useExporting } from '../statements/exporting.tsx'
import { MonthChoice } from '../statements/MonthChoice.tsx'
import styles from './Figures.module.css'
import { FiguresGrid, type Focusable, type GridRow } from './FiguresGrid.tsx'
import { ParetoChart } from './ParetoChart.tsx'
import { openRows, type RowsAsked } from './rowsTab.ts'

interface Filter {
  month: string
  workshop: string | null
  customerId: number | null
  customer: string
}
const asked = ({ customer: _, ...filter }: Filter): FigureFilter => ({ ...filter, process: null })

/** The total, then the workshops; with `byProcess` each workshop's processes under it. */
const gridRows = (rows: readonly FigureRow[], byProcess: boolean, t: Translate): GridRow[] => [
  { label: t('figures.total'), workshop: null, process: null, sums: totalOf(rows) },
  ...byWorkshop(rows).flatMap((sums): GridRow[] => [
    { label: sums.workshop || t('figures.noWorkshop'), workshop: sums.workshop, process: null, sums },
    ...rows
      .filter(({ workshop }) => byProcess && workshop === sums.workshop)
      .map((row) => ({ label: `　${row.processName}`, workshop: row.workshop, process: row.processName, sums: row })),
  ]),
]

/** What people wrote beside the chosen cause: its sub-causes. */
const Notes = ({ filter, bar, onOpen }: { filter: FigureFilter; bar: ParetoBar; onOpen: (note: NoteSum) => void }) => {
  const t = useT()
  const { data, error } = useQuery(
    client.figures.notes,
    { ...filter, cause: bar.causeCode ?? 'none' },
    { keep: true, enabled: bar.operations > 0 },
  )
  const columns = useMemo(
    (): Column<NoteSum>[] => [
      { key: 'note', header: t('operations.note'), value: ({ note }) => note || t('figures.noteNone') },
      { key: 'operations', header: t('figures.operationsHead'), kind: 'integer', width: 58 },
      { key: 'days', header: t('figures.lateDays'), kind: 'integer', width: 64 },
    ],
    [t],
  )
  const title = t('figures.notesOf', { cause: causeWords(bar.causeCode, t) })
  return (
    <Panel title={title}>
      <RefusalNote message={error?.message} />
      <DataTable
        label={title}
        columns={columns}
        rows={bar.operations > 0 ? (data ?? []) : []}
        rowKey={({ note }) => note}
        onOpen={onOpen}
        autoFocus={false}
        empty={<span className="dim">{t('figures.noNotes')}</span>}
      />
    </Panel>
  )
}

/** 生产月报: the month's figures by workshop with what they are made of, and the Pareto of the causes of delay. */
export const FiguresPage = () => {
  const t = useT()
  const [filter, setFilter] = useState<Filter>({
    month: todayHere().slice(0, 7),
    workshop: null,
    customerId: null,
    customer: '',
  })
  const [byProcess, setByProcess] = useState(false)
  const [by, setBy] = useState<CauseMeasure>('operations')
  const [place, setPlace] = useState({ row: 0, column: 0 })
  const [chosen, setChosen] = useState(0)
  const grid = useRef<Focusable>(null)
  const chart = useRef<Focusable>(null)
  const exporting = useExporting()
  const { data, error } = useQuery(client.figures.overview, asked(filter), { keep: true })
  const { data: causes } = useQuery(client.figures.causes, asked(filter), { keep: true })
  const rows = useMemo(() => gridRows(data?.rows ?? [], byProcess, t), [data, byProcess, t])
  const bars = useMemo(() => paretoOf(causes ?? [], by), [causes, by])
  const total = rows[0]!.sums
  const missed = total.due - total.inTime
  const days = bars.reduce((sum, bar) => sum + bar.days, 0)
  const bar = bars[Math.min(chosen, bars.length - 1)]!
  const filtered = filter.workshop !== null || filter.customerId !== null

  const change = (part: Partial<Filter>): void => {
    setFilter((before) => ({ ...before, ...part }))
    setPlace({ row: 0, column: place.column })
    setChosen(0)
  }
  const ways = [null, ...(data?.workshops ?? [])]
  const nextWorkshop = (): void => change({ workshop: ways[(ways.indexOf(filter.workshop) + 1) % ways.length] ?? null })
  const behind = (part: Partial<RowsAsked>, title: string): void => {
    const start = { kind: 'operations', process: null, which: 'all', cause: null, note: null } as const
    openRows({ ...start, ...filter, ...part }, title)
  }
  const openFigure = (row: GridRow, kind: FigureKind): void =>
    behind({ kind, workshop: row.workshop ?? filter.workshop, process: row.process }, t(figureKeys[kind]))
  const openBar = (cause: ParetoBar, note: string | null = null): void =>
    behind({ which: 'missed', cause: cause.causeCode ?? 'none', note }, causeWords(cause.causeCode, t))
  const note = [filter.workshop === '' ? t('figures.noWorkshop') : filter.workshop, filter.customer]
    .filter(Boolean)
    .join(' · ')
  const excel = async (): Promise<void> => {
    const made = await exporting.run(
      'figures',
      { what: 'overview', ...asked(filter), note },
      `${t('figures.title')} ${filter.month}`,
    )
    if (made) notify(t('figures.exported', { name: made.saved, count: data?.rows.length ?? 0 }))
  }

  const bar1 = (
    <>
      <MonthChoice month={filter.month} onChange={(month) => change({ month })} />
      {data?.through && <small>{t('figures.through', { day: data.through.slice(5) })}</small>}
      <KeyButton
        keys="w"
        aria-pressed={filter.workshop !== null}
        help={t('operations.workshop')}
        disabled={ways.length === 1}
        onClick={nextWorkshop}
      >
        {filter.workshop === null ? t('operations.allWorkshops') : filter.workshop || t('figures.noWorkshop')}
      </KeyButton>
      <KeyField keys="k" label={t('app.customer')} onDone={() => grid.current?.focus()}>
        <CustomerPicker
          inline
          label={t('app.customer')}
          width={128}
          placeholder={t('figures.allCustomers')}
          text={filter.customer}
          onPick={(customer) =>
            change({ customerId: customer?.id ?? null, customer: customer ? customer.shortName || customer.name : '' })
          }
        />
      </KeyField>
      <KeyButton keys="g" aria-pressed={byProcess} onClick={() => setByProcess(!byProcess)}>
        {t('figures.byProcess')}
      </KeyButton>
      {filtered && (
        <KeyButton keys="0" onClick={() => change({ workshop: null, customerId: null, customer: '' })}>
          {t('operations.clearFilter')}
        </KeyButton>
      )}
    </>
  )
  const actions = (
    <>
      <KeyButton
        keys="u"
        help={t('figures.missed')}
        disabled={missed === 0}
        onClick={() => behind({ which: 'missed' }, t('figures.missed'))}
      >
        {t('figures.missedCount', { count: missed.toLocaleString('en') })}
      </KeyButton>
      <KeyButton keys="e" onClick={excel}>
        {t('app.export')}
      </KeyButton>
      <KeyButton
        keys="Control+p"
        onClick={() =>
          openTab({ word: 'figures', page: 'print', title: t('figures.title'), parameters: { ...asked(filter) } })
        }
      >
        {t('app.print')}
      </KeyButton>
    </>
  )
  const rules = [
    t('figures.rules'),
    t('figures.rulesUnits'),
    t('figures.rulesEfficiency'),
    total.untimed > 0 ? t('figures.untimed', { count: total.untimed }) : '',
  ].join(' ')
  return (
    <Page className={styles['page']!}>
      <Panel
        title={t('figures.title')}
        bar={bar1}
        actions={actions}
        foot={<small className={styles['rules']}>{rules}</small>}
      >
        <RefusalNote message={error?.message} />
        {data && data.rows.length === 0 ? (
          <Empty
            title={filtered ? t('figures.emptyFiltered') : t('figures.emptyMonth', { month: filter.month })}
            {...(filtered ? {} : { hint: t('figures.emptyMonthHint') })}
          />
        ) : (
          <FiguresGrid
            ref={grid}
            rows={rows}
            place={{ row: Math.min(place.row, rows.length - 1), column: place.column }}
            onMove={setPlace}
            onOpen={openFigure}
            onBelow={() => chart.current?.focus()}
          />
        )}
      </Panel>
      <div className={styles['below']}>
        <Panel
          title={t('figures.causes')}
          note={t('figures.causesSum', { operations: missed.toLocaleString('en'), days: days.toLocaleString('en') })}
          actions={
            <KeyButton
              keys="d"
              onClick={() => {
                setBy(by === 'operations' ? 'days' : 'operations')
                setChosen(0)
              }}
            >
              {t(by === 'operations' ? 'figures.byOperations' : 'figures.byDays')}
            </KeyButton>
          }
          foot={
            <small className={`dim ${styles['words']}`}>
              {t('figures.hint')} · {t('figures.chartHint')}
            </small>
          }
        >
          {missed === 0 ? (
            <Empty title={t('figures.noMissed')} />
          ) : (
            <ParetoChart
              ref={chart}
              bars={bars}
              by={by}
              chosen={Math.min(chosen, bars.length - 1)}
              onChoose={setChosen}
              onOpen={(each) => openBar(each)}
              onAbove={() => grid.current?.focus()}
            />
          )}
        </Panel>
        <Notes filter={asked(filter)} bar={bar} onOpen={({ note: words }) => openBar(bar, words)} />
      </div>
      {exporting.bar}
    </Page>
  )
}
