import { describe, expect, it } from 'vitest'
import { nextSilent } from './reviews.ts'

describe('the department asked next', () => {
  const said = (...verdicts: (string | null)[]) =>
    verdicts.map((verdict, index) => ({ department: 'ABCD'[index]!, verdict }))

  it('is the next that said nothing yet, going round; nobody when all have', () => {
    expect(nextSilent(said('yes', null, null), 'A')).toBe('B')
    expect(nextSilent(said('yes', 'no', null), 'A')).toBe('C')
    expect(nextSilent(said(null, 'no', 'yes'), 'C')).toBe('A')
    expect(nextSilent(said('yes', 'no', 'yes'), 'C')).toBeNull()
  })
})
