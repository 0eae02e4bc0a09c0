import { expect, test } from 'vitest'
import { breaksLine, brokenLine, emptyLine, type FormLine } from './orderForm.ts'

const line = (part: Partial<FormLine>): FormLine => ({
  ...emptyLine('2026-12-15', ''),
  description: '餐椅',
  unit: '把',
  ...part,
})

test('the first line that is half a chair is told, with its row', () => {
  const lines = [
    line({ quantity: 2_000 }),
    line({ quantity: null }),
    line({ quantity: 1_500 }),
    line({ quantity: 500 }),
  ]
  expect(brokenLine(lines, [])).toMatchObject({ row: 2 })
  expect(brokenLine([line({ quantity: 1_500, unit: '米' })], [])).toBeNull()
})

test('a line of the order that stands in parts in its unit stays as it is counted', () => {
  const stood = [line({ id: 7, quantity: 2_500 })]
  expect(breaksLine(line({ id: 7, quantity: 1_500 }), stood)).toBe(false)
  expect(breaksLine(line({ id: 7, quantity: 1_500, unit: '张' }), stood)).toBe(true)
  expect(breaksLine(line({ id: 8, quantity: 1_500 }), stood)).toBe(true)
  expect(breaksLine(line({ id: null, quantity: 1_500 }), stood)).toBe(true)
})
