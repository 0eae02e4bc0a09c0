import { expect, test } from 'vitest'
import { exactItem } from './receipts.ts'

test('money that is exactly what one order waits for is that order’s', () => {
  const note = { orderId: null, depositFen: 0, openFen: 500_000 }
  const other = { orderId: 1, depositFen: 0, openFen: 300_000 }
  const deposit = { orderId: 2, depositFen: 908_400, openFen: 3_028_000 }
  const all = [note, other, deposit]
  expect(exactItem(908_400, all)).toBe(deposit)
  expect(exactItem(300_000, all)).toBe(other)
  // near is not the same, a note is paid by its age, and two of one amount say nothing
  expect(exactItem(908_399, all)).toBeNull()
  expect(exactItem(500_000, all)).toBeNull()
  expect(exactItem(908_400, [...all, { ...deposit, orderId: 3 }])).toBeNull()
  expect(exactItem(908_400, [...all, { ...note, openFen: 908_400 }])).toBeNull()
  expect(exactItem(0, all)).toBeNull()
})
