import { type Ref, useMemo, useState } from 'react'
import {
  type CauseMeasure,
  causeWords,
  detailWords,
  type FigureFilter,
  type NoteSum,
  type ParetoBar,
  paretoOf,
} from '../../../shared/figures.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import styles from './Figures.module.css'
import type { Focusable } from './FiguresGrid.tsx'
import { ParetoChart } from './ParetoChart.tsx'

interface NotesProps {
  filter: FigureFilter
  bar: ParetoBar
  onOpen: (note: NoteSum) => void
}

/** What people wrote beside the chosen cause: its sub-causes. */
const Notes = ({ filter, bar, onOpen }: NotesProps) => {
  const t = useT()
  const { data, error } = useQuery(
    client.figures.notes,
    { ...filter, cause: bar.causeCode ?? 'none' },
    { keep: true, enabled: bar.operations > 0 },
  )
  const columns = useMemo(
    (): Column<NoteSum>[] => [
      { key: 'note', header: t('figures.detailHead'), value: (row) => detailWords(row, t) },
      { key: 'operations', header: t('figures.operationsHead'), kind: 'integer', width: 80 },
      { key: 'days', header: t('figures.lateDays'), kind: 'integer', width: 76 },
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
        rowKey={({ sub, note }) => `${sub} ${note}`}
        onOpen={onOpen}
        autoFocus={false}
        empty={<span className="dim">{t('figures.noNotes')}</span>}
      />
    </Panel>
  )
}

export interface CausePanelsProps {
  filter: FigureFilter
  chosen: number
  onChoose: (index: number) => void
  /** The processes behind a bar, or behind the words beside it. */
  onOpen: (bar: ParetoBar, detail: NoteSum | null) => void
  /** ↑ from the bars. */
  onAbove: () => void
  chart: Ref<Focusable>
}

/** The Pareto of the causes of delay by processes or by days, and the words beside the chosen one. */
export const CausePanels = ({ filter, chosen, onChoose, onOpen, onAbove, chart }: CausePanelsProps) => {
  const t = useT()
  const [by, setBy] = useState<CauseMeasure>('operations')
  const { data, error } = useQuery(client.figures.causes, filter, { keep: true })
  const bars = useMemo(() => paretoOf(data ?? [], by), [data, by])
  const sum = (of: CauseMeasure): number => bars.reduce((all, each) => all + each[of], 0)
  const missed = sum('operations')
  const at = Math.min(chosen, bars.length - 1)
  const bar = bars[at]!
  const change = (): void => {
    setBy(by === 'operations' ? 'days' : 'operations')
    onChoose(0)
  }
  return (
    <div className={styles['below']}>
      <Panel
        title={t('figures.causes')}
        note={t('figures.causesSum', {
          operations: missed.toLocaleString('en'),
          days: sum('days').toLocaleString('en'),
        })}
        actions={
          <KeyButton keys="d" disabled={missed === 0} onClick={change}>
            {t(by === 'operations' ? 'figures.byOperations' : 'figures.byDays')}
          </KeyButton>
        }
        foot={
          <small className={`dim ${styles['words']}`}>
            {t('figures.hint')} · {t('figures.chartHint')}
          </small>
        }
      >
        <RefusalNote message={error?.message} />
        {missed === 0 ? (
          <Empty title={t('figures.noMissed')} />
        ) : (
          <ParetoChart
            ref={chart}
            bars={bars}
            by={by}
            chosen={at}
            onChoose={onChoose}
            onOpen={(each) => onOpen(each, null)}
            onAbove={onAbove}
          />
        )}
      </Panel>
      <Notes filter={filter} bar={bar} onOpen={(detail) => onOpen(bar, detail)} />
    </div>
  )
}
