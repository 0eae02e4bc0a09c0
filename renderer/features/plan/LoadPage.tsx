import { useEffect, useMemo, useRef, useState } from 'react'
import { loadDays } from '../../../shared/plan.ts'
import type { DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { DayWorkPanel } from './DayWorkPanel.tsx'
import { dayColumns, daysAcross, type HeatPlace, nextOverload, overloadedDays, weekColumns } from './heat.ts'
import { HeatTable } from './HeatTable.tsx'
import { LoadChart } from './LoadChart.tsx'
import styles from './Plan.module.css'

const typing = (): boolean => document.activeElement?.matches('input, select, textarea') ?? false

/** The last window of days that is not empty begins here. */
const lastOffset = Math.floor((loadDays - 1) / daysAcross) * daysAcross

/** 产能负荷: how full each process is for thirteen weeks, which orders make it so, and what is done about it (duty 38). */
export const LoadPage = () => {
  const t = useT()
  const { data: load, error } = useQuery(client.plan.load, {}, { keep: true })
  const [byWeek, setByWeek] = useState(false)
  const [figures, setFigures] = useState(false)
  const [offset, setOffset] = useState(0)
  const [chosen, setPlace] = useState<HeatPlace | null>(null)
  const grid = useRef<{ focus(): void }>(null)
  const table = useRef<DataTableHandle>(null)
  // it opens where there is something to do
  const place = chosen ?? (load && nextOverload(load, { row: -1, day: 0 })) ?? { row: 0, day: 0 }
  // and stays there when what was done about it ends the overload
  useEffect(() => {
    if (load && load.processes.length > 0) setPlace((before) => before ?? nextOverload(load, { row: -1, day: 0 }))
  }, [load])
  const columns = useMemo(
    () => (load ? (byWeek ? weekColumns(load) : dayColumns(load, offset)) : []),
    [load, byWeek, offset],
  )
  const row = Math.min(place.row, Math.max(0, (load?.processes.length ?? 0) - 1))
  const process = load?.processes[row]
  const column = Math.max(
    0,
    columns.findIndex(({ from, to }) => place.day >= from && place.day <= to),
  )
  const there = load !== undefined && load.processes.length > 0
  useEffect(() => {
    if (there && !typing()) grid.current?.focus()
  }, [there])

  /** Goes to a day, in another window of days where it must. */
  const goTo = (next: HeatPlace): void => {
    setPlace(next)
    if (!byWeek && (next.day < offset || next.day >= offset + daysAcross))
      setOffset(Math.floor(next.day / daysAcross) * daysAcross)
  }
  const turn = (to: number): void => {
    const next = Math.max(0, Math.min(lastOffset, to))
    setOffset(next)
    setPlace({ row, day: next })
  }
  const toOverload = (): void => {
    const next = load && nextOverload(load, { row, day: place.day })
    if (!next) return notify(t('plan.noOverload'), 'info')
    goTo(next)
    grid.current?.focus()
  }
  const over = load ? overloadedDays(load, columns) : 0
  const anywhere = load !== undefined && nextOverload(load, { row: -1, day: 0 }) !== null
  return (
    <Page className={there ? styles['load']! : ''}>
      <Panel
        title={t('plan.title')}
        bar={
          <>
            <KeyButton keys="v" help={t('plan.byWeek')} aria-pressed={byWeek} onClick={() => setByWeek(!byWeek)}>
              {byWeek ? t('plan.byWeek') : t('plan.byDay')}
            </KeyButton>
            {!byWeek && (
              <>
                <KeyButton keys="," disabled={offset === 0} onClick={() => turn(offset - daysAcross)}>
                  {t('plan.earlier')}
                </KeyButton>
                <KeyButton keys="." disabled={offset === lastOffset} onClick={() => turn(offset + daysAcross)}>
                  {t('plan.further')}
                </KeyButton>
              </>
            )}
            <KeyButton keys="t" aria-pressed={figures} onClick={() => setFigures(!figures)}>
              {t('plan.figures')}
            </KeyButton>
            {over > 0 && (
              <StateBadge tone="bad" shape="">
                {t('plan.overloads', { count: over })}
              </StateBadge>
            )}
          </>
        }
        actions={
          <>
            <KeyButton keys="n" disabled={!anywhere} onClick={toOverload}>
              {t('plan.nextOverload')}
            </KeyButton>
            <KeyButton
              keys="m"
              onClick={() => openTab({ word: 'plan', page: 'measures', title: t('plan.measuresTitle') })}
            >
              {t('plan.measures')}
            </KeyButton>
            <KeyButton keys="F6" onClick={() => openTab({ word: 'queues' })}>
              {t('plan.queueTitle')}
            </KeyButton>
          </>
        }
        {...(there ? { foot: <span className="dim">{t('plan.hint')}</span> } : {})}
      >
        <RefusalNote message={error?.message} />
        {load && !there && <Empty title={t('plan.empty')} hint={t('plan.emptyHint')} />}
        {load && there && (
          <HeatTable
            ref={grid}
            load={load}
            columns={columns}
            row={row}
            column={column}
            figures={figures}
            onMove={(toRow, toColumn) => setPlace({ row: toRow, day: columns[toColumn]!.from })}
            onOpen={() => table.current?.focus()}
          />
        )}
      </Panel>
      {load && process && columns[column] && (
        <div className={styles['below']}>
          <Panel title={t('plan.chartTitle', { process: process.processName, unit: process.unit })}>
            <LoadChart
              load={load}
              process={process}
              from={columns[0]!.from}
              to={columns.at(-1)!.to}
              chosen={columns[column]}
              onChoose={(day) => setPlace({ row, day })}
            />
            <small className={styles['chartNote']}>
              {process.daily === 0 ? t('plan.chartUnlimited') : t('plan.chartKey')}
            </small>
          </Panel>
          <DayWorkPanel
            load={load}
            process={process}
            column={columns[column]}
            table={table}
            onLeave={() => grid.current?.focus()}
          />
        </div>
      )}
    </Page>
  )
}
