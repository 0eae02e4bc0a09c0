import { weekday } from '../../../shared/dates.ts'
import type { Load, LoadProcess } from '../../../shared/plan.ts'
import { isOverloaded } from '../../../shared/planLoad.ts'

/** A column of the table: one day, or a calendar week of them; places in `load.days`, both included. */
export interface HeatColumn {
  from: number
  to: number
}

/** So many days side by side are read without scrolling at 1366 px. */
export const daysAcross = 21

export const dayColumns = (load: Load, offset: number): HeatColumn[] =>
  load.days.slice(offset, offset + daysAcross).map((_, index) => ({ from: offset + index, to: offset + index }))

/** Weeks begin on Monday; the first is what is left of this one. */
export const weekColumns = (load: Load): HeatColumn[] => {
  const columns: HeatColumn[] = []
  for (const [index, day] of load.days.entries())
    if (index === 0 || weekday(day) === 1) columns.push({ from: index, to: index })
    else columns.at(-1)!.to = index
  return columns
}

export interface HeatCell {
  load: number
  /** Null: not limited. */
  capacity: number | null
  /** Percent of the capacity; null where there is none to speak of. */
  share: number | null
  /** Days on which there is more than can be done, and how much more all of them together. */
  overDays: number
  over: number
}

export const cellOf = (process: LoadProcess, { from, to }: HeatColumn): HeatCell => {
  const cell: HeatCell = { load: 0, capacity: 0, share: null, overDays: 0, over: 0 }
  for (let index = from; index <= to; index += 1) {
    const [load, capacity] = [process.load[index]!, process.capacity[index]!]
    cell.load += load
    cell.capacity = cell.capacity === null || capacity === null ? null : cell.capacity + capacity
    if (isOverloaded(load, capacity)) {
      cell.overDays += 1
      cell.over += load - capacity!
    }
  }
  if (cell.capacity !== null && cell.capacity > 0) cell.share = Math.round((cell.load * 100) / cell.capacity)
  return cell
}

/** Days of all processes with more work than they can do, of the columns that are on screen. */
export const overloadedDays = (load: Load, columns: readonly HeatColumn[]): number =>
  load.processes.reduce(
    (sum, process) => sum + columns.reduce((days, column) => days + cellOf(process, column).overDays, 0),
    0,
  )

/** Place of the cursor: a process and a day of the load. */
export interface HeatPlace {
  row: number
  day: number
}

/** The next overloaded day after the cursor, process by process and round again; null when there is none. */
export const nextOverload = (load: Load, place: HeatPlace): HeatPlace | null => {
  const all = load.processes.flatMap((process, row) =>
    process.load.flatMap((amount, day) => (isOverloaded(amount, process.capacity[day]!) ? [{ row, day }] : [])),
  )
  return all.find(({ row, day }) => row > place.row || (row === place.row && day > place.day)) ?? all[0] ?? null
}

/** The first overloaded day of a column, else its first worked one. */
export const dayOfColumn = (load: Load, process: LoadProcess, { from, to }: HeatColumn): number => {
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  return (
    days.find((day) => isOverloaded(process.load[day]!, process.capacity[day]!)) ??
    days.find((day) => load.works[day]) ??
    from
  )
}
