import { useMemo, useState } from 'react'
import {
  causeInFull,
  causeWords,
  detailWords,
  figureKeys,
  type FigureKind,
  figureOf,
  hoursOf,
  partsText,
  type PlannedChoice,
  type PlannedRow,
  plannedChoices,
  rateText,
  type ReportedRow,
  totalOf,
} from '../../../shared/figures.ts'
import type { PhraseKey, Translate } from '../../../shared/language.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useExporting } from '../statements/exporting.tsx'
import { type RowsAsked, rowsAsked } from './rowsTab.ts'

const openOrder = ({ orderId, orderNumber }: { orderId: number; orderNumber: string }): string =>
  openTab({ word: 'orders', id: orderId, title: orderNumber })

const causeCell = (row: PlannedRow, t: Translate): string => (row.inTime ? '' : causeInFull(row, t))

const DoneCell = ({ row }: { row: PlannedRow }) => {
  const t = useT()
  if (row.finishedOn !== null) return row.finishedOn.slice(5)
  return row.forecastOn === null ? null : <b>{t('figures.expectedDay', { day: row.forecastOn.slice(5) })}</b>
}

const plannedColumns = (t: Translate): Column<PlannedRow>[] => [
  { key: 'workshop', header: t('operations.workshop'), width: 82 },
  { key: 'processName', header: t('operations.process'), width: 64 },
  { key: 'customer', header: t('app.customer'), width: 92 },
  { key: 'orderNumber', header: t('operations.order'), width: 112 },
  { key: 'description', header: t('operations.description') },
  { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 72 },
  { key: 'goodInTime', header: t('figures.goodInTime'), kind: 'quantity', width: 76 },
  { key: 'good', header: t('figures.done'), kind: 'quantity', width: 72 },
  { key: 'plannedFinish', header: t('figures.planned'), width: 66, value: (row) => row.plannedFinish.slice(5) },
  { key: 'done', header: t('figures.finishedOrNew'), width: 104, render: (row) => <DoneCell row={row} /> },
  {
    key: 'lateDays',
    header: t('figures.lateDays'),
    width: 84,
    align: 'right',
    render: (row) =>
      row.inTime ? (
        <StateBadge tone="ok">{t('figures.inTime')}</StateBadge>
      ) : (
        <StateBadge tone="bad">{row.lateDays}</StateBadge>
      ),
  },
  { key: 'cause', header: t('figures.causeHead'), width: 190, value: (row) => causeCell(row, t) },
]

const reportedColumns = (t: Translate): Column<ReportedRow>[] => [
  { key: 'reportedOn', header: t('app.date'), kind: 'date', width: 92 },
  { key: 'workshop', header: t('operations.workshop'), width: 84 },
  { key: 'processName', header: t('operations.process'), width: 74 },
  { key: 'customer', header: t('app.customer'), width: 104 },
  { key: 'orderNumber', header: t('operations.order'), width: 112 },
  { key: 'description', header: t('operations.description') },
  { key: 'good', header: t('operations.good'), kind: 'quantity', width: 76 },
  { key: 'bad', header: t('operations.bad'), kind: 'quantity', width: 68 },
  { key: 'hours', header: t('operations.hours'), kind: 'quantity', width: 60 },
  { key: 'people', header: t('operations.people'), kind: 'integer', width: 54 },
  { key: 'personHours', header: t('figures.personHours'), kind: 'quantity', width: 72 },
  {
    key: 'standardTime',
    header: t('figures.standardHours'),
    kind: 'quantity',
    width: 72,
    value: (row) => hoursOf(row.standardTime),
  },
  {
    key: 'reverses',
    header: t('app.state'),
    width: 76,
    render: (row) => (row.reverses === null ? null : <StateBadge tone="warn">{t('figures.takenBack')}</StateBadge>),
  },
  { key: 'by', header: t('app.by'), width: 70 },
]

/** The figure the rows stand behind, as the page before showed it: what they add up to. */
const Sum = ({ asked, kind }: { asked: RowsAsked; kind: FigureKind }) => {
  const t = useT()
  const { month, workshop, process, customerId } = asked
  const { data } = useQuery(client.figures.overview, { month, workshop, process, customerId }, { keep: true })
  if (!data) return null
  const figure = figureOf(kind, totalOf(data.rows))
  return (
    <b>
      {t('figures.rowsFoot', {
        name: t(figureKeys[kind]),
        parts: partsText(kind, figure),
        rate: rateText(kind, figure, t),
      })}
    </b>
  )
}

/** How many processes were missed, of one cause or of all, and their days together. */
const MissedTotal = ({ asked }: { asked: RowsAsked }) => {
  const t = useT()
  const { month, workshop, process, customerId, cause } = asked
  const filter = { month, workshop, process, customerId }
  const whole = asked.causeSub === null
  const { data: causes } = useQuery(client.figures.causes, filter, { keep: true, enabled: whole })
  const { data: notes } = useQuery(
    client.figures.notes,
    { ...filter, cause: cause ?? 'none' },
    { keep: true, enabled: !whole },
  )
  const found = whole
    ? causes?.filter(({ causeCode }) => cause === null || (causeCode ?? 'none') === cause)
    : notes?.filter(({ sub, note }) => sub === asked.causeSub && note === (asked.causeNote ?? ''))
  if (!found) return null
  const sum = (of: 'operations' | 'days'): string => found.reduce((all, each) => all + each[of], 0).toLocaleString('en')
  return <span>{t('figures.causesSum', { operations: sum('operations'), days: sum('days') })}</span>
}

const filterWords = (asked: RowsAsked, t: Translate): string =>
  [
    asked.month,
    asked.workshop === '' ? t('figures.noWorkshop') : asked.workshop,
    asked.process,
    asked.customer,
    asked.cause && causeWords(asked.cause === 'none' ? null : asked.cause, t),
    asked.causeSub === null ? '' : detailWords({ sub: asked.causeSub, subName: '', note: asked.causeNote ?? '' }, t),
  ]
    .filter(Boolean)
    .join(' · ')

const whichKeys: Record<PlannedChoice, PhraseKey> = {
  all: 'figures.all',
  inTime: 'figures.inTime',
  missed: 'figures.missed',
}

/** Excel of the rows as they are filtered; `count` says how many there are. */
const useExcel = (
  what: 'planned' | 'reported',
  filter: Record<string, unknown>,
  note: string,
  count: () => Promise<{ total: number }>,
) => {
  const t = useT()
  const exporting = useExporting()
  return {
    bar: exporting.bar,
    async excel() {
      const name = t(what === 'planned' ? 'figures.plannedTitle' : 'figures.reportedTitle')
      const { total } = await count()
      const made = await exporting.run('figures', { what, ...filter, note }, `${name} ${note.slice(0, 60)}`)
      if (made) notify(t('figures.exported', { name: made.saved, count: total }))
    },
  }
}

/** The processes behind a figure of the plan or behind a bar; the 未达成 list with cause and new day (duty 54). */
const PlannedRows = ({ asked }: { asked: RowsAsked }) => {
  const t = useT()
  const columns = useMemo(() => plannedColumns(t), [t])
  const [which, setWhich] = useState(asked.which)
  const [last, setLast] = useState(asked.kind === 'lines')
  const { month, workshop, process, customerId, cause, causeSub, causeNote } = asked
  const filter = { month, workshop, process, customerId, cause, causeSub, causeNote, which, last }
  const outputs = useExcel('planned', filter, filterWords(asked, t), () =>
    client.figures.planned({ ...filter, limit: 1 }),
  )
  const kind = last ? 'lines' : asked.kind === 'lines' ? 'operations' : asked.kind
  return (
    <Page>
      <Panel
        title={t('figures.plannedTitle')}
        note={filterWords(asked, t)}
        bar={
          cause === null && (
            <>
              <Views
                views={plannedChoices}
                shown={which}
                labelOf={(choice) => t(whichKeys[choice])}
                onShow={setWhich}
              />
              <KeyButton keys="l" aria-pressed={last} onClick={() => setLast(!last)}>
                {t('figures.lastOnly')}
              </KeyButton>
            </>
          )
        }
        actions={
          <KeyButton keys="e" onClick={outputs.excel}>
            {t('app.export')}
          </KeyButton>
        }
        foot={
          <>
            {cause === null && <Sum asked={asked} kind={kind} />}
            {which === 'missed' && !last && <MissedTotal asked={asked} />}
          </>
        }
      >
        <DataTable
          label={t('figures.plannedTitle')}
          columns={columns}
          list={client.figures.planned}
          filter={filter}
          rowKey={(row) => row.operationId}
          onOpen={openOrder}
          empty={<span className="dim">{t('figures.emptyRows')}</span>}
        />
      </Panel>
      {outputs.bar}
    </Page>
  )
}

/** The daily reports behind 不良率 and 效率; what was taken back stands with its minus. */
const ReportedRows = ({ asked }: { asked: RowsAsked }) => {
  const t = useT()
  const columns = useMemo(() => reportedColumns(t), [t])
  const { month, workshop, process, customerId, kind } = asked
  const filter = {
    month,
    workshop,
    process,
    customerId,
    timed: kind === 'efficiency' || kind === 'standard',
    standard: kind === 'standard',
  }
  const outputs = useExcel('reported', filter, filterWords(asked, t), () =>
    client.figures.reported({ ...filter, limit: 1 }),
  )
  return (
    <Page>
      <Panel
        title={t('figures.reportedTitle')}
        note={filterWords(asked, t)}
        actions={
          <KeyButton keys="e" onClick={outputs.excel}>
            {t('app.export')}
          </KeyButton>
        }
        foot={<Sum asked={asked} kind={kind} />}
      >
        <DataTable
          label={t('figures.reportedTitle')}
          columns={columns}
          list={client.figures.reported}
          filter={filter}
          rowKey={(row) => row.id}
          rowClass={(row) => (row.reverses === null ? undefined : 'dim')}
          onOpen={openOrder}
          empty={<span className="dim">{t('figures.emptyRows')}</span>}
        />
      </Panel>
      {outputs.bar}
    </Page>
  )
}

/** Figures made of daily reports; the others are made of the plan. */
const reportedKinds = new Set<FigureKind>(['bad', 'standard', 'efficiency'])

/** The very rows behind one figure or one bar, page by page; Enter opens the order. */
export const FigureRowsPage = ({ tab: { parameters } }: PageProps) => {
  const asked = rowsAsked(parameters, todayHere())
  const Rows = reportedKinds.has(asked.kind) ? ReportedRows : PlannedRows
  // opened for another figure: nothing of the one before stays
  return <Rows key={JSON.stringify(asked)} asked={asked} />
}
