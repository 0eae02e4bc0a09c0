import { useMemo, useRef } from 'react'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'
import { type GridRow, gridRows, isFilled, type Typed, typedOf } from './reportRows.ts'

interface Kept {
  /** The day what was typed is of; null = today. */
  day: string | null
  shift: string
  /** The workshop it is typed for. */
  workshop: string
  /** By operation. */
  typed: Record<string, Typed>
}
const nothing: Kept = { day: null, shift: '', workshop: '', typed: {} }

/**
 * What was typed of the daily report, by operation: it survives that the rows are asked anew, that another workshop is
 * looked at, and that the power goes.
 */
export const useReportRows = (workshop: string) => {
  const t = useT()
  const kept = useKeptFields<Kept>('dailyReport', nothing)
  const { fields } = kept
  const day = fields.day ?? todayHere()
  const { data, loading } = useQuery(client.operations.openForReport, { workshop, day }, { keep: true })
  const typed = useMemo(
    () => new Map(Object.entries(fields.typed).map(([id, row]) => [Number(id), row])),
    [fields.typed],
  )
  const rows = useMemo(() => gridRows(data ?? [], typed, t), [data, typed, t])
  const filled = rows.filter(isFilled)
  const shown = new Set(rows.map(({ operationId }) => operationId))
  // a cell may be left and a completion chosen before the page is drawn again
  const latest = useRef(fields.typed)
  latest.current = fields.typed
  return {
    rows,
    day,
    shift: fields.shift,
    /** Where a report that was not saved was being typed; '' for all workshops. */
    keptWorkshop: fields.workshop,
    loading: loading && data === undefined,
    asking: loading,
    filled,
    /** Rows typed in that this workshop and day does not show. */
    elsewhere: data === undefined ? 0 : [...typed.keys()].filter((id) => !shown.has(id)).length,
    setDay: (chosen: string | null): void => kept.change({ day: chosen === todayHere() ? null : chosen }),
    setShift: (shift: string): void => kept.change({ shift }),
    // a row nobody touched, or that says again what it said, goes on showing what others report
    change(changed: readonly GridRow[]): void {
      const stood = new Map(rows.map((row) => [row.operationId, JSON.stringify(typedOf(row))]))
      const touched = changed.filter((row) => stood.get(row.operationId) !== JSON.stringify(typedOf(row)))
      const own = Object.fromEntries(touched.map((row) => [row.operationId, typedOf(row)]))
      latest.current = { ...latest.current, ...own }
      // the day is held from the first letter on: what was typed before midnight is of that day
      kept.change({ typed: latest.current, day, workshop })
    },
    /** What was saved is typed no more; what stands in other workshops stays. */
    saved(): void {
      const left = Object.fromEntries(Object.entries(latest.current).filter(([id]) => !shown.has(Number(id))))
      latest.current = left
      const none = Object.keys(left).length === 0
      kept.change({ typed: left, day: none && day === todayHere() ? null : day })
      if (none) kept.done()
    },
  }
}
