import {
  type CauseCode,
  causeCodes,
  causeKeys,
  causeOf,
  causeShortKeys,
  causeSigns,
  type OpenOperation,
  type ReportRow,
} from '../../../shared/operations.ts'
import type { Translate } from '../../../shared/language.ts'

/** What a hand has typed into a row so far; quantities and hours in thousandths. */
export interface Typed {
  good: number | null
  bad: number | null
  hours: number | null
  people: number | null
  /** `② 机器设备故障` */
  cause: string
  causeNote: string
}
/** A row of the grid: what is known of the operation and what was typed. */
export type GridRow = Omit<OpenOperation, 'good' | 'bad'> & Typed

export const causeLabel = (code: CauseCode, t: Translate): string => `${causeSigns[code]} ${t(causeShortKeys[code])}`
/** Completions of what was typed for a cause: `2`, `②` or a word of it. */
export const causeOptions = (typed: string, t: Translate): { value: string; label: string; detail: string }[] => {
  const exact = causeOf(typed)
  const codes = exact
    ? [exact]
    : causeCodes.filter((code) =>
        `${causeLabel(code, t)} ${t(causeKeys[code])}`.toLowerCase().includes(typed.trim().toLowerCase()),
      )
  return codes.map((code) => ({ value: causeLabel(code, t), label: causeLabel(code, t), detail: t(causeKeys[code]) }))
}
export const causeTyped = (text: string): CauseCode | null => causeOf(text.slice(0, 1))

const blank = (operation: OpenOperation, t: Translate): Typed => ({
  good: null,
  bad: null,
  hours: null,
  people: null,
  cause: operation.causeCode ? causeLabel(operation.causeCode, t) : '',
  causeNote: operation.causeNote,
})

/** The rows as they stand in the grid: a row gets more to do from what is typed in the row above it. */
export const gridRows = (
  operations: readonly OpenOperation[],
  typed: ReadonlyMap<number, Typed>,
  t: Translate,
): GridRow[] => {
  const rows: GridRow[] = []
  for (const operation of operations) {
    const before = rows.at(-1)
    const passed = before?.noticeLineId === operation.noticeLineId ? (before.good ?? 0) : 0
    rows.push({
      ...operation,
      ...(typed.get(operation.operationId) ?? blank(operation, t)),
      available: operation.available + passed,
    })
  }
  return rows
}

export const typedOf = ({ good, bad, hours, people, cause, causeNote }: GridRow): Typed => ({
  good,
  bad,
  hours,
  people,
  cause,
  causeNote,
})

/** Whether a hand has put something into the row: a quantity, hours, or another cause than before. */
export const isFilled = (row: GridRow): boolean =>
  row.good !== null || row.bad !== null || row.hours !== null || causeTyped(row.cause) !== row.causeCode

export const reportRow = (row: GridRow): ReportRow => ({
  operationId: row.operationId,
  good: row.good ?? 0,
  bad: row.bad ?? 0,
  rework: 0,
  scrap: 0,
  hours: row.hours ?? 0,
  people: row.people ?? 0,
  machine: '',
  causeCode: causeTyped(row.cause),
  causeSub: '',
  causeNote: row.causeNote,
})
