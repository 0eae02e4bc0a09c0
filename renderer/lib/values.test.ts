import { expect, test } from 'vitest'
import { readTyped, textOf } from './values.ts'

test('reads what a hand types, by its kind', () => {
  expect(readTyped('quantity', '1,200.5')).toEqual({ ok: true, value: 1_200_500 })
  expect(readTyped('price', '238')).toEqual({ ok: true, value: 238_000_000 })
  expect(readTyped('money', '¥47,376.00')).toEqual({ ok: true, value: 4_737_600 })
  expect(readTyped('integer', '24')).toEqual({ ok: true, value: 24 })
  expect(readTyped('percent', '30%')).toEqual({ ok: true, value: 3000 })
  expect(readTyped('date', '2026-12-05')).toEqual({ ok: true, value: '2026-12-05' })
  expect(readTyped('text', ' 胡桃 ')).toEqual({ ok: true, value: '胡桃' })
  expect(readTyped('money', '  ')).toEqual({ ok: true, value: null })
})

test('says in a sentence what cannot be read', () => {
  expect(readTyped('quantity', '十二')).toEqual({ ok: false, sentence: '“十二”不是数量,请填数字,最多三位小数。' })
  expect(readTyped('integer', '1.5')).toMatchObject({ ok: false })
  expect(readTyped('percent', '101')).toMatchObject({ ok: false })
  expect(readTyped('date', '1340')).toMatchObject({ ok: false })
})

test('shows values as they stand in a cell', () => {
  expect([
    textOf('quantity', 72_000),
    textOf('price', 1_180_000_000),
    textOf('money', -1500),
    textOf('percent', 1350),
    textOf('integer', 0),
    textOf('date', null),
  ]).toEqual(['72', '1,180.00', '-15.00', '13.5', '0', ''])
})
