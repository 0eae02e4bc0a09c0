import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plusDays } from './dates.ts'
import { translator } from './language.ts'
import { shipStateWords } from './shipments.ts'
import { askReasonOf, derivePlans, type PlanFacts, type StandingAnswer, thereOf } from './shipmentPlans.ts'

const plan = (id: number, shipOn: string, quantity: number, changes: Partial<PlanFacts> = {}): PlanFacts => ({
  id,
  shipOn,
  quantity,
  deliveredBefore: 0,
  withdrawnAt: null,
  replacedAt: null,
  goneQuantity: 0,
  ...changes,
})
const statesOf = (plans: PlanFacts[], line: { delivered: number; onNotes: number; there: number }) =>
  derivePlans(plans, line).map(({ state }) => state)

describe('a line of the shipping plan', () => {
  it('goes from planned over the store and the note out of the house', () => {
    const one = [plan(1, '2026-11-25', 10)]
    expect([
      statesOf(one, { delivered: 0, onNotes: 0, there: 4 }),
      statesOf(one, { delivered: 0, onNotes: 0, there: 10 }),
      statesOf(one, { delivered: 0, onNotes: 10, there: 10 }),
      statesOf(one, { delivered: 6, onNotes: 0, there: 4 }),
      statesOf(one, { delivered: 10, onNotes: 0, there: 0 }),
    ]).toEqual([['planned'], ['stored'], ['noted'], ['stored'], ['gone']])
  })

  it('counts what left to the first ship day first, and nothing that left before it was answered', () => {
    const plans = [
      plan(2, '2026-11-28', 5),
      plan(1, '2026-11-25', 5),
      plan(3, '2026-12-01', 4, { deliveredBefore: 12 }),
    ]
    expect(derivePlans(plans, { delivered: 7, onNotes: 3, there: 2 })).toEqual([
      { id: 1, state: 'gone', goneQuantity: 5, notedQuantity: 0, storedQuantity: 0 },
      { id: 2, state: 'noted', goneQuantity: 2, notedQuantity: 3, storedQuantity: 2 },
      { id: 3, state: 'planned', goneQuantity: 0, notedQuantity: 0, storedQuantity: 0 },
    ])
  })

  it('keeps what had left when it was replaced or withdrawn', () => {
    const plans = [
      plan(1, '2026-11-25', 10, { replacedAt: '2026-11-26T01:00:00Z', goneQuantity: 4 }),
      plan(2, '2026-11-28', 6, { deliveredBefore: 4 }),
    ]
    expect(derivePlans(plans, { delivered: 7, onNotes: 0, there: 0 })).toMatchObject([
      { state: 'replaced', goneQuantity: 4 },
      { state: 'planned', goneQuantity: 3 },
    ])
  })

  it('never lets more leave, lie on notes or in the store than there is', () => {
    const facts = fc.record({
      plans: fc.array(fc.record({ day: fc.integer({ min: 0, max: 9 }), quantity: fc.integer({ min: 1, max: 50 }) }), {
        maxLength: 6,
      }),
      delivered: fc.integer({ min: 0, max: 200 }),
      onNotes: fc.integer({ min: 0, max: 100 }),
      there: fc.integer({ min: 0, max: 100 }),
    })
    fc.assert(
      fc.property(facts, ({ plans, ...line }) => {
        const made = plans.map(({ day, quantity }, index) => plan(index + 1, plusDays('2026-11-22', day), quantity))
        const standing = derivePlans(made, line)
        const sum = (field: 'goneQuantity' | 'notedQuantity' | 'storedQuantity'): number =>
          standing.reduce((all, each) => all + each[field], 0)
        const planned = made.reduce((all, { quantity }) => all + quantity, 0)
        // a model that hands pieces out one by one, the first ship day first
        const queue = made
          .toSorted((one, other) =>
            one.shipOn < other.shipOn ? -1 : one.shipOn > other.shipOn ? 1 : one.id - other.id,
          )
          .flatMap(({ id, quantity }) => Array.from({ length: quantity }, () => id))
        const gone = queue.slice(0, line.delivered)
        for (const { id, goneQuantity } of standing)
          expect(goneQuantity).toBe(gone.filter((each) => each === id).length)
        expect(sum('goneQuantity')).toBe(Math.min(planned, line.delivered))
        expect(sum('notedQuantity')).toBe(Math.min(planned - sum('goneQuantity'), line.onNotes))
        expect(sum('storedQuantity')).toBe(Math.min(planned - sum('goneQuantity'), line.there))
      }),
    )
  })
})

describe('the question to the workshop', () => {
  const today = '2026-11-22'
  const answer = (changes: Partial<StandingAnswer> = {}): StandingAnswer => ({
    quantity: 10,
    goneQuantity: 0,
    readyOn: '2026-11-25',
    shipOn: '2026-11-26',
    forecastOn: '2026-11-25',
    ...changes,
  })
  const why = (answers: StandingAnswer[], forecastOn: string | null, open = 10) =>
    askReasonOf(answers, { open, forecastOn, today, soon: '2026-11-25' })

  it('is asked three days before the forecast finish, and not when nothing is left to leave', () => {
    expect([why([], '2026-11-26'), why([], '2026-11-25'), why([], null), why([], '2026-11-23', 0)]).toEqual([
      null,
      'ask',
      null,
      null,
    ])
  })

  it('is asked for the rest when an answer covers only a part', () => {
    expect([why([answer({ quantity: 4 })], '2026-11-25'), why([answer()], '2026-11-25')]).toEqual(['ask', null])
  })

  it('comes back when the work slips past what was said, also past what was known when it was said', () => {
    expect([
      why([answer()], '2026-11-26'),
      why([answer({ forecastOn: '2026-11-27' })], '2026-11-27'),
      why([answer({ forecastOn: '2026-11-27' })], '2026-11-28'),
    ]).toEqual(['slipped', null, 'slipped'])
  })

  it('comes back when the ship day passed without the goods leaving', () => {
    expect([
      why([answer({ shipOn: '2026-11-21', readyOn: '2026-11-21' })], null),
      why([answer({ shipOn: '2026-11-21', goneQuantity: 10 })], null),
      why([answer({ shipOn: today })], null),
    ]).toEqual(['overdue', null, null])
  })
})

describe('the store', () => {
  it('holds what came in less what went out, and never less than nothing', () => {
    expect([thereOf(10, 4), thereOf(10, 12), thereOf(0, 5)]).toEqual([6, 0, 0])
  })
})

it('a line of the plan a note holds only in part says how many of how many', () => {
  const t = translator('zh-CN')
  const words = (state: 'planned' | 'stored' | 'noted', gone: number, noted: number): string =>
    shipStateWords(t, { state, quantity: 20_000, gone, noted })
  expect([words('planned', 0, 0), words('stored', 0, 4_000), words('planned', 5_000, 4_000)]).toEqual([
    '待出货',
    '已开单 4/20',
    '已开单 4/15',
  ])
  expect(words('noted', 5_000, 15_000)).toBe('已开单')
})
