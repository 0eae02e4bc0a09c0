import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Inspection } from '../../../shared/quality.ts'
import {
  aqls,
  levels,
  lotRanges,
  letters,
  masterTables,
  sampleSizes,
  strictnesses,
} from '../../../shared/samplingTables.ts'
import { planOfSample, tablePlan } from '../../../shared/inspectionPlan.ts'
import { openOffice, type TestOffice } from '../../testing/office.ts'
import { workshopOf } from '../../testing/workshop.ts'

let office: TestOffice
let workshop: ReturnType<typeof workshopOf>
beforeAll(async () => {
  office = await openOffice()
  workshop = workshopOf(office)
  await workshop.keepProcesses(['开料', '白茬', '包装'])
})
afterAll(() => office.close())

const wanted = 40

/** What the model knows of a process: pieces. */
interface Process {
  good: number
  bad: number
  rework: number
  scrap: number
}
interface Gone {
  inspection: number
  kind: 'rework' | 'scrap'
  process: number
  pieces: number
}
/** The workshop as a hand would keep it on a board: three processes, rejected lots, what was taken out of them. */
class Model {
  processes: Process[] = [0, 1, 2].map(() => ({ good: 0, bad: 0, rework: 0, scrap: 0 }))
  lots: { process: number; lot: number; void: boolean }[] = []
  gone: Gone[] = []

  /** Pieces above what is asked for, and above what the process before passed on, at each process. */
  excess(): number[] {
    return this.processes.flatMap(({ good, scrap }, at) => {
      const asked = wanted + this.processes.slice(at + 1).reduce((sum, later) => sum + later.scrap, 0)
      const before = this.processes[at - 1]
      return [good - asked, before ? good + scrap - before.good : 0]
    })
  }
  /** Makes a change where nothing stands above afterwards that did not before. */
  try(change: () => void): boolean {
    const kept = structuredClone(this.processes)
    const was = this.excess()
    change()
    const allowed = this.excess().every((now, at) => now <= Math.max(0, was[at]!))
    if (!allowed) this.processes = kept
    return allowed
  }
  move({ process, kind, pieces }: Gone, sign: 1 | -1): void {
    const at = this.processes[process]!
    at.good -= sign * pieces
    at.bad += sign * pieces
    at[kind] += sign * pieces
  }
  dispose(inspection: number, kind: 'rework' | 'scrap', pieces: number): boolean {
    const { process, lot, void: isVoid } = this.lots[inspection]!
    const out = this.gone.filter((each) => each.inspection === inspection).reduce((sum, each) => sum + each.pieces, 0)
    const next = this.processes[process + 1]
    const there = this.processes[process]!.good - (next ? next.good + next.scrap : 0)
    if (isVoid || pieces > lot - out || pieces > there) return false
    const gone = { inspection, kind, process, pieces }
    this.move(gone, 1)
    this.gone.push(gone)
    return true
  }
  takeBack(inspection: number): boolean {
    const last = this.gone.findLast((each) => each.inspection === inspection)
    if (!last || !this.try(() => this.move(last, -1))) return false
    this.gone.splice(this.gone.indexOf(last), 1)
    return true
  }
  /** Of a rejected lot: pieces nobody has dealt with, and what the paper says by it. */
  said(inspection: number): [string, number] {
    const { lot, void: isVoid } = this.lots[inspection]!
    if (isVoid) return ['void', 0]
    const out = this.gone.filter((each) => each.inspection === inspection).reduce((sum, each) => sum + each.pieces, 0)
    return [out < lot ? 'rejected' : 'handled', (lot - out) * 1000]
  }
  voided(inspection: number): boolean {
    if (this.lots[inspection]!.void) return false
    const kept = { processes: structuredClone(this.processes), gone: [...this.gone] }
    while (this.gone.some((each) => each.inspection === inspection))
      if (!this.takeBack(inspection)) {
        Object.assign(this, kept)
        return false
      }
    this.lots[inspection]!.void = true
    return true
  }
}

const step = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      deed: fc.constant('report' as const),
      process: fc.nat(2),
      pieces: fc.integer({ min: 1, max: 30 }),
      scrap: fc.nat(3),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      deed: fc.constant('inspect' as const),
      process: fc.nat(2),
      pieces: fc.integer({ min: 1, max: wanted }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      deed: fc.constant('dispose' as const),
      nth: fc.nat(5),
      kind: fc.constantFrom('rework' as const, 'scrap' as const),
      pieces: fc.integer({ min: 1, max: 15 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ deed: fc.constant('takeBack' as const), nth: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ deed: fc.constant('void' as const), nth: fc.nat(5) }) },
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

/** Does a deed; false where it was refused. A fault that is no refusal comes through. */
const allowed = async (deed: () => Promise<unknown>): Promise<boolean> => {
  try {
    await deed()
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'app.failed') throw error
    return false
  }
}

describe('rejected lots and daily reports', () => {
  it('balance at every process, whatever is reported, taken out and taken back', async () => {
    office.setDay('2026-11-22')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 16 }), async (steps) => {
        office.setDay('2026-11-22')
        const { lineId, ids } = await workshop.inWork({ pieces: [wanted] })
        office.setDay('2026-11-23')
        const model = new Model()
        const inspections: Inspection[] = []
        const fresh = (nth: number): Promise<Inspection> =>
          office.as.workshop.quality.read({ id: inspections[nth % inspections.length]!.id })
        const play = async (each: Step): Promise<[boolean, boolean] | null> => {
          if (each.deed === 'report') {
            const done = await allowed(() =>
              workshop.report('2026-11-23', {
                ...workshop.row(ids[each.process]!, each.pieces),
                bad: each.scrap * 1000,
                scrap: each.scrap * 1000,
              }),
            )
            const at = each.process
            const expected = model.try(() => {
              model.processes[at]!.good += each.pieces
              model.processes[at]!.bad += each.scrap
              model.processes[at]!.scrap += each.scrap
            })
            return [done, expected]
          }
          if (each.deed === 'inspect') {
            const { draft } = await office.as.workshop.quality.propose({
              kind: 'process',
              orderLineId: null,
              noticeLineId: lineId,
              operationId: ids[each.process]!,
            })
            const made = await office.as.workshop.quality.save({
              ...draft,
              lot: each.pieces * 1000,
              sample: 1,
              sampleReason: '试',
              defects: [{ defect: '开裂', severity: 'critical', quantity: 1, note: '', picture: '' }],
            })
            inspections.push(
              await office.as.workshop.quality.decide({
                id: made.id,
                version: made.version,
                decision: 'reject',
                reason: '',
              }),
            )
            model.lots.push({ process: each.process, lot: each.pieces, void: false })
            return null
          }
          if (inspections.length === 0) return null
          const nth = each.nth % inspections.length
          const { id, version, disposals } = await fresh(nth)
          if (each.deed === 'dispose') {
            const { kind, pieces } = each
            const done = await allowed(() =>
              office.as.workshop.quality.dispose({ id, version, kind, quantity: pieces * 1000, note: '' }),
            )
            return [done, model.dispose(nth, kind, pieces)]
          }
          if (each.deed === 'takeBack') {
            const last = disposals.findLast(({ takenBack }) => takenBack === null)
            if (!last || model.lots[nth]!.void) return null
            const done = await allowed(() =>
              office.as.workshop.quality.takeBack({ id, version, disposalId: last.id, reason: '错' }),
            )
            return [done, model.takeBack(nth)]
          }
          const done = await allowed(() => office.as.manager.quality.void({ id, version, reason: '错' }))
          return [done, model.voided(nth)]
        }
        for (const each of steps) {
          const outcome = await play(each)
          if (outcome) expect({ each, done: outcome[0] }).toEqual({ each, done: outcome[1] })
          for (const nth of inspections.keys()) {
            const { state, waiting } = await fresh(nth)
            expect([state, waiting]).toEqual(model.said(nth))
          }
          const operations = await workshop.operationsOf(lineId)
          expect(operations.map(({ good, bad, rework, scrap }) => ({ good, bad, rework, scrap }))).toEqual(
            model.processes.map(({ good, bad, rework, scrap }) => ({
              good: good * 1000,
              bad: bad * 1000,
              rework: rework * 1000,
              scrap: scrap * 1000,
            })),
          )
        }
      }),
      { numRuns: 100 },
    )
  })
})

/** Ac by looking at the printed table: the row of the lot, the column of the AQL, along its arrows. */
const lookedUp = (lot: number, level: number, strictness: (typeof strictnesses)[number], aql: number) => {
  const row = lotRanges.filter(([most]) => lot <= most)[0]![1].split(' ')[level]!
  const column = aqls.findIndex((each) => each === aql)
  const read = (at: number): [number, number] => {
    const cell = masterTables[strictness][letters[at]!]!.split(' ')[column]!
    if (cell === '↓') return read(at + 1)
    if (cell === '↑') return read(at - 1)
    return [Math.min(lot, sampleSizes[strictness][at]!), Number(cell)]
  }
  return read(letters.findIndex((each) => each === row))
}

describe('the plan of an inspection', () => {
  it('is what the printed tables say, for any lot, level, strictness and AQL', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 1, max: 3000 }), fc.integer({ min: 1, max: 900_000 })),
        fc.nat(levels.length - 1),
        fc.constantFrom(...strictnesses),
        fc.constantFrom(...aqls),
        (lot, level, strictness, aql) => {
          const asked = {
            kind: 'final' as const,
            lot: lot * 1000,
            level: levels[level]!,
            strictness,
            aqlCritical: 0,
            aqlMajor: aql,
            aqlMinor: 0,
          }
          const [sample, accept] = lookedUp(lot, level, strictness, aql)
          const plan = tablePlan(asked)
          expect([plan.sample, plan.classes[1]!.accept]).toEqual([sample, accept])
          // the same by the sample that was really taken; and nothing critical is ever let through
          const { classes, tableSample } = planOfSample(asked, sample)
          expect([tableSample, classes[1]!.accept, classes[0]!.accept]).toEqual([sample, accept, 0])
        },
      ),
      { numRuns: 3000 },
    )
  })
})
