import { describe, expect, it } from 'vitest'
import { type Leaving, promiseFates, type PromiseFacts } from './promises.ts'
import { type AnswerLine, firstDue } from './search.ts'

const today = '2026-11-25'
let made = 0
const at = (minute: number): string => `2026-11-20T08:${String(minute).padStart(2, '0')}:00.000Z`
const promise = (minute: number, facts: Partial<PromiseFacts> = {}): PromiseFacts => ({
  id: ++made,
  orderId: 1,
  orderLineId: null,
  orderKeyedAt: at(0),
  promisedOn: '2026-11-26',
  at: at(minute),
  ...facts,
})
const left = (minute: number, facts: Partial<Leaving> = {}): Leaving => ({
  orderId: 1,
  orderLineId: 11,
  at: at(minute),
  ...facts,
})
const fates = (promises: PromiseFacts[], leavings: Leaving[] = []): string[] => {
  const found = promiseFates(promises, leavings, today)
  return promises.map(({ id }) => `${found.get(id)!.state} ${found.get(id)!.changes}`)
}

describe('what becomes of a promise', () => {
  it('is open until its day, broken after it, changed by the next one', () => {
    expect(fates([promise(1)])).toEqual(['open 0'])
    expect(fates([promise(1, { promisedOn: '2026-11-24' })])).toEqual(['broken 0'])
    expect(fates([promise(1), promise(2), promise(3)])).toEqual(['changed 0', 'changed 1', 'open 2'])
  })

  it('is kept by goods of its own matter, and the counting begins anew', () => {
    expect(fates([promise(1), promise(3)], [left(2)])).toEqual(['kept 0', 'open 0'])
    expect(fates([promise(1)], [left(2, { orderId: 2 })])).toEqual(['open 0'])
    expect(fates([promise(1, { orderLineId: 12 })], [left(2)])).toEqual(['open 0'])
    expect(fates([promise(1, { orderId: null })], [left(2, { orderId: 2 })])).toEqual(['kept 0'])
  })

  it('for an order, after one for everything that was on order, is a change of that one', () => {
    const general = (minute: number): PromiseFacts => promise(minute, { orderId: null, orderKeyedAt: null })
    expect(fates([general(1), promise(2), promise(3)])).toEqual(['open 0', 'changed 1', 'open 2'])
    expect(fates([general(1), promise(2, { orderLineId: 11 })])).toEqual(['open 0', 'open 1'])
    // what was said of the whole order since holds for its lines
    expect(fates([general(1), promise(2), promise(3, { orderLineId: 11 })])).toEqual(['open 0', 'open 1', 'open 0'])
    // an order that was entered later was not meant
    expect(fates([general(1), promise(3, { orderKeyedAt: at(2) })])).toEqual(['open 0', 'open 0'])
    // goods of another order have not kept it for this one
    expect(fates([general(1), promise(3)], [left(2, { orderId: 2 })])).toEqual(['kept 0', 'open 1'])
    expect(fates([general(1), promise(3)], [left(2)])).toEqual(['kept 0', 'open 0'])
    expect(fates([promise(1), promise(2), general(3), promise(4)])).toEqual([
      'changed 0',
      'changed 1',
      'open 0',
      'open 2',
    ])
  })

  it('counts changes as a tally kept by hand would, for any run of promises and goods', () => {
    let seed = 7
    const dice = (sides: number): number => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return Math.floor((seed / 2_147_483_648) * sides)
    }
    for (let round = 0; round < 200; round++) {
      const promises: PromiseFacts[] = []
      const leavings: Leaving[] = []
      const tally = new Map<number, number>()
      const expected: number[] = []
      for (let minute = 1; minute < 25; minute++) {
        const orderId = 1 + dice(3)
        if (dice(3) === 0) {
          leavings.push(left(minute, { orderId, orderLineId: orderId * 10 }))
          tally.delete(orderId)
        } else {
          promises.push(promise(minute, { orderId }))
          expected.push(tally.get(orderId) ?? 0)
          tally.set(orderId, (tally.get(orderId) ?? 0) + 1)
        }
      }
      const found = promiseFates(promises, leavings, today)
      expect(promises.map(({ id }) => found.get(id)!.changes)).toEqual(expected)
    }
  })
})

describe('the day a promise is held against', () => {
  const order = (id: number, dueOn: string, lineDue: string) => ({
    id,
    number: `DH-${id}`,
    dueOn,
    lines: [{ orderLineId: id * 10, dueOn: lineDue } as AnswerLine],
  })
  const orders = [order(1, '2026-12-05', '2026-12-03'), order(2, '2026-12-01', '2026-12-01')]

  it('is the due day of its line, of its order, or the first of all that is on order', () => {
    const due = (orderId: number | null, orderLineId: number | null) => firstDue(orders, { orderId, orderLineId })
    expect(due(1, 10)).toEqual({ number: 'DH-1', dueOn: '2026-12-03' })
    expect(due(1, null)).toEqual({ number: 'DH-1', dueOn: '2026-12-05' })
    expect(due(null, null)).toEqual({ number: 'DH-2', dueOn: '2026-12-01' })
    expect(firstDue([], { orderId: null, orderLineId: null })).toBeNull()
  })
})
