import { describe, expect, it } from 'vitest'
import { factGroupOf, inTime } from './orderLife.ts'

const kinds = (facts: [at: string, kind: string][]): string[] =>
  inTime(
    facts.map(([at, kind]) => ({ at, kind })),
    (at) => at.slice(0, 10),
  ).map(({ kind }) => kind)

describe('the life of an order', () => {
  it('is told oldest first, at the same moment in the order an office works', () => {
    const noon = '2026-11-22T12:00:00.000Z'
    expect(
      kinds([
        [noon, 'checked'],
        ['2026-11-23T08:00:00.000Z', 'sent'],
        [noon, 'corrected'],
        [noon, 'keyed'],
        [noon, 'called'],
      ]),
    ).toEqual(['keyed', 'called', 'corrected', 'checked', 'sent'])
  })

  it('opens a day with a paper noted by its day, and ends it with work reported for the day', () => {
    expect(
      kinds([
        ['2026-11-22', 'madeAll'],
        ['2026-11-22T08:00:00.000Z', 'keyed'],
        ['2026-11-22', 'begun'],
        ['2026-11-22', 'received'],
      ]),
    ).toEqual(['received', 'keyed', 'begun', 'madeAll'])
  })

  it('keeps what no group claims with the order itself', () => {
    expect(['corrected', 'contact', 'stated', 'changed'].map(factGroupOf)).toEqual([
      'check',
      'customer',
      'statement',
      'order',
    ])
  })
})
