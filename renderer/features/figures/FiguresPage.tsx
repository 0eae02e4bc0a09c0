import { useEffect, useMemo, useRef, useState } from 'react'
import {
  byWorkshop,
  causeWords,
  type FigureFilter,
  type FigureKind,
  figureKeys,
  type FigureRow,
  type FigureSums,
  type NoteSum,
  type ParetoBar,
  totalOf,
} from '../../../shared/figures.ts'
import type { Translate } from '../../../shared/language.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useExporting } from '../statements/exporting.tsx'
import { CausePanels } from './CausePanels.tsx'
import { FigureFilters, isFiltered, type PageFilter } from './FigureFilters.tsx'
import styles from './Figures.module.css'
import { FiguresGrid, type Focusable, type GridRow } from './FiguresGrid.tsx'
import { openRows, type RowsAsked } from './rowsTab.ts'

const asked = ({ customer: _, ...filter }: PageFilter): FigureFilter => ({ ...filter, process: null })

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

/** How the figures are counted, in words. */
const Rules = ({ untimed }: Pick<FigureSums, 'untimed'>) => {
  const t = useT()
  return (
    <small className={styles['rules']}>
      {[
        t('figures.rules'),
        t('figures.rulesUnits'),
        t('figures.rulesEfficiency'),
        untimed > 0 ? t('figures.untimed', { count: untimed }) : '',
      ].join(' ')}
    </small>
  )
}

const typing = (): boolean => document.activeElement?.matches('input, select, textarea') ?? false

/** The keyboard is at the figures, and at the bars again for who comes back from the rows of one. */
const useKeyboardPlace = (empty: boolean) => {
  const grid = useRef<Focusable>(null)
  const chart = useRef<Focusable>(null)
  const inChart = useRef(false)
  useEffect(() => {
    // from the nav too, but never out of a field somebody types in
    if (typing()) return
    const there = (inChart.current ? chart.current : null) ?? grid.current
    there?.focus()
  }, [empty])
  return {
    grid,
    chart,
    toGrid: () => grid.current?.focus(),
    leaveFrom: (place: 'grid' | 'chart') => {
      inChart.current = place === 'chart'
    },
  }
}

/** Excel and paper of what is seen. */
const Outputs = ({ filter, rows, onExcel }: { filter: PageFilter; rows: number; onExcel: () => Promise<void> }) => {
  const t = useT()
  const print = (): void =>
    void openTab({
      word: 'figures',
      page: 'print',
      title: `${t('figures.title')} ${filter.month}`,
      parameters: { ...asked(filter) },
    })
  return (
    <>
      <KeyButton keys="e" disabled={rows === 0} onClick={onExcel}>
        {t('app.export')}
      </KeyButton>
      <KeyButton keys="Control+p" disabled={rows === 0} onClick={print}>
        {t('app.print')}
      </KeyButton>
    </>
  )
}

const useExcel = (filter: PageFilter, rows: number) => {
  const t = useT()
  const exporting = useExporting()
  const shop = filter.workshop === '' ? t('figures.noWorkshop') : filter.workshop
  return {
    bar: exporting.bar,
    async excel() {
      const note = [shop, filter.customer].filter(Boolean).join(' · ')
      const name = `${t('figures.title')} ${filter.month}`
      const made = await exporting.run('figures', { what: 'overview', ...asked(filter), note }, name)
      if (made) notify(t('figures.exported', { name: made.saved, count: rows }))
    },
  }
}

/** 生产月报: the month's figures by workshop with what they are made of, and the Pareto of the causes of delay. */
export const FiguresPage = () => {
  const t = useT()
  const [filter, setFilter] = useState<PageFilter>({
    month: todayHere().slice(0, 7),
    workshop: null,
    customerId: null,
    customer: '',
  })
  const [byProcess, setByProcess] = useState(false)
  const [place, setPlace] = useState({ row: 0, column: 0 })
  const [chosen, setChosen] = useState(0)
  const { data, error } = useQuery(client.figures.overview, asked(filter), { keep: true })
  const rows = useMemo(() => gridRows(data?.rows ?? [], byProcess, t), [data, byProcess, t])
  const { due, inTime, untimed } = rows[0]!.sums
  const empty = data !== undefined && data.rows.length === 0
  const keyboard = useKeyboardPlace(empty)
  const outputs = useExcel(filter, data?.rows.length ?? 0)

  const change = (part: Partial<PageFilter>): void => {
    setFilter((before) => ({ ...before, ...part }))
    setPlace((before) => ({ ...before, row: 0 }))
    setChosen(0)
    // the bars may be gone with the next answer
    if (!typing()) keyboard.toGrid()
  }
  const behind = (part: Partial<RowsAsked>, title: string): void => {
    const start = {
      kind: 'operations',
      process: null,
      which: 'all',
      cause: null,
      causeSub: null,
      causeNote: null,
    } as const
    openRows({ ...start, ...filter, ...part }, title)
  }
  const openFigure = (row: GridRow, kind: FigureKind): void => {
    keyboard.leaveFrom('grid')
    behind({ kind, workshop: row.workshop ?? filter.workshop, process: row.process }, t(figureKeys[kind]))
  }
  const openBar = ({ causeCode }: ParetoBar, detail: NoteSum | null): void => {
    keyboard.leaveFrom('chart')
    const part =
      detail === null ? {} : { causeSub: detail.sub, ...(detail.sub === '' ? { causeNote: detail.note } : {}) }
    behind({ which: 'missed', cause: causeCode ?? 'none', ...part }, causeWords(causeCode, t))
  }
  return (
    <Page className={styles[empty ? 'empty' : 'page']!}>
      <Panel
        title={t('figures.title')}
        bar={
          <FigureFilters
            filter={filter}
            onChange={change}
            workshops={data?.workshops ?? []}
            through={data?.through ?? null}
            byProcess={byProcess}
            onByProcess={setByProcess}
            onDone={keyboard.toGrid}
          />
        }
        actions={
          <>
            <KeyButton
              keys="u"
              help={t('figures.missed')}
              disabled={due === inTime}
              onClick={() => behind({ which: 'missed' }, t('figures.missed'))}
            >
              {t('figures.missedCount', { count: (due - inTime).toLocaleString('en') })}
            </KeyButton>
            <KeyButton
              keys="l"
              onClick={() =>
                openTab({
                  word: 'shortages',
                  page: 'loss',
                  title: t('materials.lossTitle', { month: filter.month }),
                  parameters: { month: filter.month },
                })
              }
            >
              {t('materials.lossRateLong')}
            </KeyButton>
            <Outputs filter={filter} rows={data?.rows.length ?? 0} onExcel={outputs.excel} />
          </>
        }
        foot={<Rules untimed={untimed} />}
      >
        <RefusalNote message={error?.message} />
        {empty ? (
          <Empty
            title={isFiltered(filter) ? t('figures.emptyFiltered') : t('figures.emptyMonth', { month: filter.month })}
            {...(isFiltered(filter) ? {} : { hint: t('figures.emptyMonthHint') })}
          />
        ) : (
          <FiguresGrid
            ref={keyboard.grid}
            rows={rows}
            place={{ row: Math.min(place.row, rows.length - 1), column: place.column }}
            onMove={setPlace}
            onOpen={openFigure}
            onBelow={() => keyboard.chart.current?.focus()}
          />
        )}
      </Panel>
      {!empty && (
        <CausePanels
          filter={asked(filter)}
          chosen={chosen}
          onChoose={setChosen}
          onOpen={openBar}
          onAbove={keyboard.toGrid}
          chart={keyboard.chart}
        />
      )}
      {outputs.bar}
    </Page>
  )
}
