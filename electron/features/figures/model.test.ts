import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  byWorkshop,
  type CauseSum,
  type FigureSums,
  noSums,
  type PlannedRow,
  type ReportedRow,
  totalOf,
} from '../../../shared/figures.ts'
import { Refused } from '../../client.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

/** What the model knows of a process, and of a report that stands. */
interface Process {
  id: number
  /** Standard minutes of one piece, thousandths. */
  minutes: number
  customer: number
  workshop: string
  last: boolean
  planned: string
}
interface Standing {
  id: number
  process: Process
  day: string
  good: number
  bad: number
  hours: number
  people: number
  cause: 'plan' | 'machine' | 'earlier' | null
  note: string
}

const today = '2026-12-03'
const days = Array.from({ length: 13 }, (_, index) =>
  new Date(Date.UTC(2026, 10, 21 + index)).toISOString().slice(0, 10),
)
const quantity = 20_000
const dayNumber = (day: string): number => Date.parse(day) / 86_400_000

/** Everything about one process, told by going through its standing reports day by day. */
const told = (process: Process, standing: Standing[]) => {
  const own = standing
    .filter((each) => each.process === process)
    .toSorted((one, other) => dayNumber(one.day) - dayNumber(other.day) || one.id - other.id)
  let done = 0
  let byPlan = 0
  let finished: string | null = null
  let said: Standing | null = null
  for (const each of own) {
    done += each.good
    if (each.day <= process.planned) byPlan += each.good
    if (done >= quantity) finished ??= each.day
    if (each.cause) said = each
  }
  const decided = process.planned < today || finished !== null
  const inTime = finished !== null && finished <= process.planned
  const late = Math.max(0, dayNumber(finished ?? today) - dayNumber(process.planned))
  return { process, byPlan, decided, inTime, late, cause: said?.cause ?? null, note: said?.note ?? '' }
}

/** A standard of whole minutes, one with a fraction, and a process nobody has timed. */
const minutes = [12_000, 7_345, 0]

const inMonth = (month: string, day: string): boolean => day.startsWith(month)

/** The sums of a month by an honest clerk with a pencil. */
const byHand = (month: string, processes: Process[], standing: Standing[]): FigureSums => {
  const sums = { ...noSums }
  for (const each of processes.map((process) => told(process, standing))) {
    if (!inMonth(month, each.process.planned) || !each.decided) continue
    sums.due += 1
    sums.inTime += each.inTime ? 1 : 0
    sums.dueLines += each.process.last ? 1 : 0
    sums.inTimeLines += each.process.last && each.inTime ? 1 : 0
    sums.dueQuantity += quantity
    sums.inTimeQuantity += each.byPlan
  }
  for (const each of standing) {
    if (!inMonth(month, each.day) || !processes.includes(each.process)) continue
    sums.good += each.good
    sums.bad += each.bad
    if (each.hours > 0) {
      sums.timedGood += each.good
      sums.personHours += each.hours * Math.max(1, each.people)
      if (each.process.minutes > 0) {
        sums.standardTime += Math.trunc((each.good / 1000) * each.process.minutes)
        sums.standardHours += each.hours * Math.max(1, each.people)
      }
    } else if (each.good > 0) sums.untimed += 1
  }
  return sums
}

const causesByHand = (month: string, processes: Process[], standing: Standing[]): CauseSum[] => {
  const missed = processes
    .map((process) => told(process, standing))
    .filter((each) => inMonth(month, each.process.planned) && each.decided && !each.inTime)
  return ([null, 'earlier', 'machine', 'plan'] as const).flatMap((causeCode) => {
    const own = missed.filter(({ cause }) => cause === causeCode)
    return own.length === 0
      ? []
      : [{ causeCode, operations: own.length, days: own.reduce((sum, { late }) => sum + late, 0) }]
  })
}

type Pages<Row> = (paging: { offset: number; limit: number }) => Promise<{ rows: Row[]; total: number }>
/** All rows behind a figure, three at a time. */
const allRows = async <Row>(ask: Pages<Row>): Promise<Row[]> => {
  const rows: Row[] = []
  for (;;) {
    const page = await ask({ offset: rows.length, limit: 3 })
    rows.push(...page.rows)
    if (page.rows.length === 0 || rows.length >= page.total) {
      expect(rows).toHaveLength(page.total)
      return rows
    }
  }
}

/** The same sums, from the rows behind them alone. */
const fromRows = (
  planned: PlannedRow[],
  reported: ReportedRow[],
  timed: ReportedRow[],
  standard: ReportedRow[],
): Omit<FigureSums, 'untimed'> => {
  const sum = <Row>(rows: Row[], of: (row: Row) => number): number => rows.reduce((all, row) => all + of(row), 0)
  const lines = planned.filter(({ last }) => last)
  return {
    due: planned.length,
    inTime: planned.filter(({ inTime }) => inTime).length,
    dueLines: lines.length,
    inTimeLines: lines.filter(({ inTime }) => inTime).length,
    dueQuantity: sum(planned, (row) => row.quantity),
    inTimeQuantity: sum(planned, ({ goodInTime }) => goodInTime),
    good: sum(reported, ({ good }) => good),
    bad: sum(reported, ({ bad }) => bad),
    timedGood: sum(timed, ({ good }) => good),
    personHours: sum(timed, ({ personHours }) => personHours),
    standardTime: sum(standard, ({ standardTime }) => standardTime),
    standardHours: sum(standard, ({ personHours }) => personHours),
  }
}

const deed = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('report' as const),
      process: fc.nat(8),
      day: fc.constantFrom(...days),
      good: fc.nat(20),
      bad: fc.nat(3),
      hours: fc.constantFrom(0, 0, 1_500, 8_000),
      people: fc.nat(3),
      cause: fc.constantFrom('plan' as const, 'machine' as const, 'earlier' as const),
      note: fc.constantFrom('', '锯片坏'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reverse' as const), which: fc.nat(12) }) },
)

test('are what an independent model counts, for any reports and reversals, and what their rows add up to', async () => {
  const { keepProcesses, inWork, operationsOf } = workshopOf(office)
  await keepProcesses(['开料', '打磨', '包装'])
  const { figures, operations } = office.as.workshop
  const sorted = (causes: CauseSum[]): CauseSum[] =>
    causes.toSorted((one, other) => (String(one.causeCode ?? '') < String(other.causeCode ?? '') ? -1 : 1))
  // what all rounds so far have left in the office
  const all = { processes: [] as Process[], standing: [] as Standing[] }
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 4, maxLength: 24 }), async (deeds) => {
      // a fresh customer for each line and no other order of it: the filter tells the rounds apart
      const processes: Process[] = []
      office.setDay('2026-11-21')
      for (const dueOn of ['2026-11-26', '2026-11-30', '2026-12-03']) {
        const { order, lineId } = await inWork({ dueOn })
        const own = await operationsOf(lineId)
        for (const [index, { id }] of own.entries())
          await office.db
            .updateTable('operations')
            .set({ standardMinutes: minutes[index]! })
            .where('id', '=', id)
            .execute()
        for (const [index, { id, workshop, plannedFinish }] of own.entries())
          processes.push({
            id,
            minutes: minutes[index]!,
            customer: order.customerId,
            workshop,
            last: index === own.length - 1,
            planned: plannedFinish,
          })
      }
      office.setDay(today)
      let standing: Standing[] = []
      for (const each of deeds) {
        if (each.kind === 'reverse') {
          const target = standing[each.which]
          if (!target) continue
          const done = await operations.reverse({ reportId: target.id, reason: '更正' }).catch((error: unknown) => {
            expect(error).toBeInstanceOf(Refused)
          })
          if (done) standing = standing.filter((one) => one !== target)
          continue
        }
        const process = processes[each.process]!
        const { day, bad, hours, people, note } = each
        const [good, cause] = [each.good * 1000, each.cause]
        const row = { operationId: process.id, good, bad: bad * 1000, hours, people, causeCode: cause, causeNote: note }
        const done = await operations.report({ reportedOn: day, workshop: '', rows: [row] }).catch((error: unknown) => {
          expect(error).toBeInstanceOf(Refused)
        })
        if (done)
          standing.push({ id: done.reportIds[0]!, process, day, good, bad: bad * 1000, hours, people, cause, note })
      }
      all.processes.push(...processes)
      all.standing.push(...standing)
      for (const month of ['2026-11', '2026-12']) {
        expect(totalOf((await figures.overview({ month })).rows)).toEqual(byHand(month, all.processes, all.standing))
        expect(sorted(await figures.causes({ month }))).toEqual(causesByHand(month, all.processes, all.standing))
        for (const customerId of new Set(processes.map(({ customer }) => customer))) {
          const own = processes.filter(({ customer }) => customer === customerId)
          const { rows } = await figures.overview({ month, customerId })
          expect(totalOf(rows)).toEqual(byHand(month, own, standing))
          for (const { workshop, processName: _, ...sums } of byWorkshop(rows)) {
            const there = own.filter((process) => process.workshop === workshop)
            expect(sums).toEqual(byHand(month, there, standing))
            const filter = { month, customerId, workshop }
            const { untimed: __, ...counted } = sums
            expect(
              fromRows(
                await allRows((paging) => figures.planned({ ...filter, ...paging })),
                await allRows((paging) => figures.reported({ ...filter, ...paging })),
                await allRows((paging) => figures.reported({ ...filter, timed: true, ...paging })),
                await allRows((paging) => figures.reported({ ...filter, timed: true, standard: true, ...paging })),
              ),
            ).toEqual(counted)
          }
          const causes = sorted(await figures.causes({ month, customerId }))
          expect(causes).toEqual(causesByHand(month, own, standing))
          for (const { causeCode, operations: count, days: late } of causes) {
            const behind = await allRows((paging) =>
              figures.planned({ month, customerId, cause: causeCode ?? 'none', ...paging }),
            )
            expect([behind.length, behind.reduce((sum, { lateDays }) => sum + lateDays, 0)]).toEqual([count, late])
            const notes = await figures.notes({ month, customerId, cause: causeCode ?? 'none' })
            expect(notes.reduce((sum, note) => sum + note.operations, 0)).toBe(count)
            expect(notes.reduce((sum, note) => sum + note.days, 0)).toBe(late)
          }
        }
      }
    }),
    { numRuns: 30 },
  )
}, 120_000)
