import {
  availableOf,
  type CauseCode,
  causeCodes,
  causeKeys,
  causeOf,
  causeShortKeys,
  causeSigns,
  type OpenOperation,
  type ReportRow,
} from '../../../shared/operations.ts'
import { type SubCode, subLabel } from '../../../shared/exceptions.ts'
import type { Translate } from '../../../shared/language.ts'

/** What a hand has typed into a row so far; quantities and hours in thousandths. */
export interface Typed {
  good: number | null
  bad: number | null
  rework: number | null
  scrap: number | null
  hours: number | null
  people: number | null
  machine: string
  /** `② 机器设备故障`, `②a 模具` */
  cause: string
  causeNote: string
}
/** A row of the grid: what is known of the operation and what was typed. */
export type GridRow = Omit<OpenOperation, 'good' | 'bad' | 'scrap'> &
  Typed & {
    /** 可做 once what is typed is saved. `available` is the most that may be typed as good. */
    left: number
    /** Good before this report. */
    before: number
  }

export const causeLabel = (code: CauseCode, t: Translate): string => `${causeSigns[code]} ${t(causeShortKeys[code])}`

type Sub = Pick<SubCode, 'code' | 'causeCode' | 'name' | 'active'>
interface CauseOption {
  value: string
  label: string
  detail: string
}

const subOption = ({ code, causeCode, name }: Sub, t: Translate): CauseOption => {
  const label = subLabel(code, name)
  return { value: label, label, detail: t(causeShortKeys[causeCode]) }
}

/** Completions of what was typed for a cause: `2`, `②`, `2a` or a word of it; the sub-codes of a cause follow it (duty 61). */
export const causeOptions = (typed: string, t: Translate, subs: readonly Sub[] = []): CauseOption[] => {
  const sign = typed.trim().normalize('NFKC').toLowerCase()
  const active = subs.filter((sub) => sub.active)
  const sub = active.find(({ code }) => code === sign)
  if (sub) return [subOption(sub, t)]
  // a digit after another one is another choice: the list of the first is open still
  const digits = /^[1-7]{2,}$/.test(sign)
  const exact = causeOf(digits ? sign.slice(-1) : typed)
  const codes = exact
    ? [exact]
    : causeCodes.filter((code) => `${causeLabel(code, t)} ${t(causeKeys[code])}`.toLowerCase().includes(sign))
  const named = active.filter(({ causeCode, name }) => causeCode === exact || name.toLowerCase().includes(sign))
  return [
    ...codes.map((code) => ({ value: causeLabel(code, t), label: causeLabel(code, t), detail: t(causeKeys[code]) })),
    ...named.map((each) => subOption(each, t)),
  ]
}
export const causeTyped = (text: string): CauseCode | null => causeOf(text.slice(0, 1))
/** `②a 模具`, `2a` → `2a`; '' where the cause alone stands. */
export const subTyped = (text: string): string => {
  const parts = /^([1-7])([a-z0-9]{1,3})(?=\s|$)/.exec(text.normalize('NFKC').toLowerCase())
  return parts ? `${parts[1]}${parts[2]}` : ''
}

/** The cause a row came with, as its cell shows it. */
const knownCause = ({ causeCode, causeSub, causeSubName }: OpenOperation, t: Translate): string => {
  if (causeCode === null) return ''
  return causeSub === '' ? causeLabel(causeCode, t) : subLabel(causeSub, causeSubName)
}

/** People and machine stand there as the workshop wrote them last; quantities and hours are asked. */
const blank = (operation: OpenOperation, t: Translate): Typed => ({
  good: null,
  bad: null,
  rework: null,
  scrap: null,
  hours: null,
  people: operation.last?.people || null,
  machine: operation.last?.machine ?? '',
  cause: knownCause(operation, t),
  causeNote: operation.causeNote,
})

/** The rows as they stand in the grid: a row gets more to do from what is typed of the process right before it. */
export const gridRows = (
  operations: readonly OpenOperation[],
  typed: ReadonlyMap<number, Typed>,
  t: Translate,
): GridRow[] => {
  const rows: GridRow[] = []
  for (const operation of operations) {
    const before = rows.at(-1)
    const passed = before?.operationId === operation.previousId ? (before.good ?? 0) : 0
    const own = typed.get(operation.operationId) ?? blank(operation, t)
    const known = {
      quantity: operation.quantity,
      passedOn: operation.passedOn === null ? null : operation.passedOn + passed,
      scrap: operation.scrap + (own.scrap ?? 0),
    }
    rows.push({
      ...operation,
      ...own,
      available: availableOf({ ...known, good: operation.good }),
      left: availableOf({ ...known, good: operation.good + (own.good ?? 0) }),
      before: operation.good,
    })
  }
  return rows
}

export const typedOf = ({ good, bad, rework, scrap, hours, people, machine, cause, causeNote }: GridRow): Typed => ({
  good,
  bad,
  rework,
  scrap,
  hours,
  people,
  machine,
  cause,
  causeNote,
})

/** Whether a quantity was put into the row. */
const isCounted = ({ good, bad, rework, scrap }: GridRow): boolean =>
  good !== null || bad !== null || rework !== null || scrap !== null

/** Whether a hand has put something into the row: a quantity, hours, another cause, other people or another machine than before. */
export const isFilled = (row: GridRow): boolean =>
  isCounted(row) ||
  row.hours !== null ||
  row.people !== (row.last?.people || null) ||
  row.machine !== (row.last?.machine ?? '') ||
  causeTyped(row.cause) !== row.causeCode ||
  subTyped(row.cause) !== row.causeSub

/** A working day, thousandths of an hour. */
const dayHours = 8000
/** Hours that are shared out are whole tenths. */
const tenth = 100

const asLast = (row: GridRow): GridRow => {
  const { last } = row
  if (last === null || !isCounted(row)) return row
  const next = {
    hours: row.hours ?? (last.hours || null),
    people: row.people ?? (last.people || null),
    machine: row.machine || last.machine,
  }
  const same = next.hours === row.hours && next.people === row.people && next.machine === row.machine
  return same ? row : { ...row, ...next }
}

/** As many people at the same machine of a workshop are the same people. */
const crewOf = ({ workshop, people, machine }: GridRow): string => `${workshop}\n${people ?? 0}\n${machine}`

/**
 * Rows with a quantity take the hours, people and machine of the workshop's last report where nothing stands yet. Nobody
 * works two days in one: where the hours of the same people come to more than a working day (or than the longest of them),
 * those that were taken share what the hand has left of it, in proportion. Gives whether they had to.
 */
export const likeLast = (rows: readonly GridRow[]): { rows: GridRow[]; shared: boolean } => {
  const next = rows.map(asLast)
  const took = next.map((row, index) => row.hours !== null && row.hours !== rows[index]!.hours)
  let shared = false
  for (const places of Map.groupBy(next.keys(), (index) => crewOf(next[index]!)).values()) {
    const taken = places.filter((index) => took[index])
    const typed = places.reduce((sum, index) => sum + (took[index] ? 0 : (next[index]!.hours ?? 0)), 0)
    const wanted = taken.reduce((sum, index) => sum + next[index]!.hours!, 0)
    const day = Math.max(dayHours, ...taken.map((index) => next[index]!.hours!))
    if (taken.length === 0 || typed + wanted <= day) continue
    shared = true
    const room = Math.max(0, day - typed)
    for (const index of taken) {
      const share = Math.floor((next[index]!.hours! * room) / wanted / tenth) * tenth
      next[index] = { ...next[index]!, hours: share || null }
    }
  }
  return { rows: next, shared }
}

export const reportRow = (row: GridRow): ReportRow => ({
  operationId: row.operationId,
  good: row.good ?? 0,
  // 返工 and 报废 are rejects: who types them alone has said how many rejects there are
  bad: Math.max(row.bad ?? 0, row.bad === null ? (row.rework ?? 0) + (row.scrap ?? 0) : 0),
  rework: row.rework ?? 0,
  scrap: row.scrap ?? 0,
  hours: row.hours ?? 0,
  people: row.people ?? 0,
  machine: row.machine,
  causeCode: causeTyped(row.cause),
  causeSub: subTyped(row.cause),
  causeNote: row.causeNote,
})
