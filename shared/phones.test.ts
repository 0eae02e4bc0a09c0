import { describe, expect, it } from 'vitest'
import { isPhone, phoneForms } from './phones.ts'

describe('a telephone number', () => {
  it('is the same number however it is written', () => {
    for (const written of [
      '139 2333 0001',
      '+86 139-2333-0001',
      '0086 13923330001',
      '8613923330001',
      '１３９２３３３０００１',
    ])
      expect([written, phoneForms(written)]).toEqual([written, ['13923330001']])
  })

  it('is looked for with its area and by its last eight and seven digits', () => {
    expect(phoneForms('0757-8321 0099')).toEqual(['075783210099', '75783210099', '83210099', '3210099'])
    expect(phoneForms('(0757)83210099转801')[0]).toBe('075783210099')
    expect(phoneForms('+86 757 8321 0099')).toEqual(['75783210099', '83210099', '3210099'])
    expect(phoneForms('8321 0099')).toEqual(['83210099', '3210099'])
  })

  it('is not a name, initials, a paper or a few digits', () => {
    for (const text of ['永兴家居', 'yxjj', 'DH261122-01', '0001', '', 'TS-801', 'x'])
      expect([text, isPhone(text)]).toEqual([text, false])
  })
})
