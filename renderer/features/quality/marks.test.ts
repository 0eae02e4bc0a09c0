import { expect, test } from 'vitest'
import { readMark, restGood } from './marks.ts'
import { monthOf } from './month.ts'

test('a hand that types 1, y or ✓ means good, 0, x or × means bad, and anything else is asked again', () => {
  expect(['1', 'y', 'Y', '✓', '√', '1', ' ok '].map(readMark)).toEqual(Array(7).fill('✓'))
  expect(['0', 'x', 'X', '×', 'n', '否'].map(readMark)).toEqual(Array(6).fill('×'))
  expect(['', '  ', '?', '102'].map(readMark)).toEqual(['', '', null, null])
})

test('a month is its first and its last day, in leap years too', () => {
  expect(['2026-11', '2028-02', '2026-12'].map(monthOf)).toEqual([
    { from: '2026-11-01', to: '2026-11-30' },
    { from: '2028-02-01', to: '2028-02-29' },
    { from: '2026-12-01', to: '2026-12-31' },
  ])
})

test('the rest is ticked good but for what a defect is written down of', () => {
  const items = ['套印准确', '颜色', '数量'].map((item) => ({ item, result: '' as const, note: '' }))
  expect(restGood(items, ['套印不准', '']).map(({ result }) => result)).toEqual(['', '✓', '✓'])
  expect(restGood([{ item: '颜色', result: '×', note: '' }], []).map(({ result }) => result)).toEqual(['×'])
})
