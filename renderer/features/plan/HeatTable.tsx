import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react'
import type { Load, LoadProcess } from '../../../shared/plan.ts'
import { loadDays } from '../../../shared/plan.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { useT } from '../../lib/language.ts'
import { weekdayOf } from '../../lib/values.ts'
import { cellOf, type HeatCell, type HeatColumn } from './heat.ts'
import styles from './Plan.module.css'

export interface HeatTableProps {
  load: Load
  columns: readonly HeatColumn[]
  /** Row of the process and column of the cursor. */
  row: number
  column: number
  /** Load and capacity in figures instead of percent. */
  figures: boolean
  onMove: (row: number, column: number) => void
  /** Enter: to the orders of the cell. */
  onOpen: () => void
  ref?: Ref<{ focus(): void }>
}

/** How full a cell is, in steps: the colour is read together with the number and the sign in it. */
const toneOf = ({ overDays, share }: HeatCell): string => {
  if (overDays > 0) return styles['over']!
  if (share === null || share === 0) return ''
  return share >= 90 ? styles['full']! : share >= 60 ? styles['busy']! : styles['some']!
}

const Figure = ({
  cell,
  rest,
  figures,
  weeks,
}: {
  cell: HeatCell
  rest: boolean
  figures: boolean
  /** Columns are weeks. */
  weeks: boolean
}) => {
  const t = useT()
  if (cell.load === 0)
    return (
      <span className="dim">
        {rest ? t('plan.restCell') : figures && cell.capacity ? `0/${formatQuantity(cell.capacity)}` : '·'}
      </span>
    )
  // a week may be overloaded on one day and be far from full together: its days are said, not its percent
  if (weeks && cell.overDays > 0 && !figures) return t('plan.overDays', { count: cell.overDays })
  const mark = cell.overDays > 0 ? '▲' : ''
  if (figures)
    return (
      <>
        {mark}
        {formatQuantity(cell.load)}
        {cell.capacity !== null && <small>/{formatQuantity(cell.capacity)}</small>}
      </>
    )
  if (cell.capacity === null) return <small>{formatQuantity(cell.load)}</small>
  return (
    <>
      {mark}
      {cell.share === null ? formatQuantity(cell.load) : `${cell.share}%`}
    </>
  )
}

const Head = ({ load, columns }: Pick<HeatTableProps, 'load' | 'columns'>) => {
  const t = useT()
  return (
    <tr role="row">
      <th role="columnheader">{t('plan.process')}</th>
      <th role="columnheader" className="n">
        {t('plan.capacityOf')}
      </th>
      {columns.map(({ from, to }) => (
        <th
          key={from}
          role="columnheader"
          className={`c ${from === to && !load.works[from] ? styles['rest'] : ''}`}
          title={from === to ? load.days[from] : `${load.days[from]} – ${load.days[to]}`}
        >
          {load.days[from]!.slice(5)}
          <small>
            {from === to ? weekdayOf(load.days[from]!) : t('plan.weekTo', { day: load.days[to]!.slice(5) })}
          </small>
        </th>
      ))}
      <th role="columnheader" className="n" title={t('plan.laterHelp', { days: loadDays })}>
        {t('plan.later')}
      </th>
    </tr>
  )
}

const moves: Record<string, (row: number, column: number) => [number, number]> = {
  ArrowDown: (row, column) => [row + 1, column],
  ArrowUp: (row, column) => [row - 1, column],
  ArrowRight: (row, column) => [row, column + 1],
  ArrowLeft: (row, column) => [row, column - 1],
  Home: (row) => [row, 0],
  End: (row) => [row, 1000],
}
const within = (value: number, most: number): number => Math.max(0, Math.min(most, value))

const dailyWords = (process: LoadProcess, unlimited: string): string =>
  process.daily === 0 ? unlimited : `${formatQuantity(process.daily)} ${process.unit}`

/** Processes × days or weeks: how full each is. ↑↓←→ move, Enter goes to the orders behind the cell. */
export const HeatTable = ({ load, columns, row, column, figures, onMove, onOpen, ref }: HeatTableProps) => {
  const t = useT()
  const weeks = columns.some(({ from, to }) => from !== to)
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => ({ focus: () => frame.current?.focus() }), [])
  useEffect(() => {
    frame.current
      ?.querySelector(`[data-place="${row} ${column}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [row, column])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.shiftKey) return
    const move = moves[event.key]
    if (move) {
      const [toRow, toColumn] = move(row, column)
      onMove(within(toRow, load.processes.length - 1), within(toColumn, columns.length - 1))
    } else if (event.key === 'Enter') onOpen()
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={frame}
      className={styles['heatFrame']}
      tabIndex={0}
      role="grid"
      aria-label={t('plan.title')}
      aria-rowcount={load.processes.length + 1}
      aria-activedescendant={`${id}-${row}-${column}`}
      onKeyDown={onKeyDown}
    >
      <table
        className={styles['heat']}
        role="presentation"
        style={{ minWidth: 190 + columns.length * (figures ? 74 : weeks ? 66 : 46) }}
      >
        <colgroup>
          <col style={{ width: 64 }} />
          <col style={{ width: 76 }} />
          {columns.map(({ from }) => (
            <col key={from} />
          ))}
          <col style={{ width: 50 }} />
        </colgroup>
        <thead role="rowgroup">
          <Head load={load} columns={columns} />
        </thead>
        <tbody role="rowgroup">
          {load.processes.map((process, at) => (
            <tr key={process.processId} role="row" className={at === row ? styles['here'] : ''}>
              <td role="rowheader" title={process.workshop}>
                {process.processName}
              </td>
              <td role="gridcell" className="n dim">
                {dailyWords(process, t('plan.unlimitedCell'))}
              </td>
              {columns.map((each, place) => {
                const cell = cellOf(process, each)
                const cursor = at === row && place === column
                return (
                  <td
                    key={each.from}
                    id={`${id}-${at}-${place}`}
                    data-place={`${at} ${place}`}
                    role="gridcell"
                    aria-selected={cursor}
                    className={`c ${toneOf(cell)} ${cursor ? styles['cursor'] : ''}`}
                    aria-label={t('plan.cellLabel', {
                      process: process.processName,
                      day: load.days[each.from]!.slice(5),
                      load: formatQuantity(cell.load),
                      unit: process.unit,
                      capacity: cell.capacity === null ? t('plan.unlimitedCell') : formatQuantity(cell.capacity),
                    })}
                    onMouseDown={() => onMove(at, place)}
                    onDoubleClick={onOpen}
                  >
                    <Figure cell={cell} rest={cell.capacity === 0} figures={figures} weeks={weeks} />
                  </td>
                )
              })}
              <td role="gridcell" className="n dim">
                {process.later > 0 ? formatQuantity(process.later) : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
