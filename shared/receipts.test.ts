import { expect, test } from 'vitest'
import { exactItem } from './receipts.ts'

test('money that is exactly what one order waits for is that order’s', () => {
  const note = { orderId: null, openFen: 500_000 }
  const other = { orderId: 1, openFen: 300_000 }
  const deposit = { orderId: 2, openFen: 908_400 }
  expect(exactItem(908_400, [note, other, deposit])).toBe(deposit)
  // near is not the same, a note is paid by its age, and two of one amount say nothing
  expect(exactItem(908_399, [note, other, deposit])).toBeNull()
  expect(exactItem(500_000, [note, other, deposit])).toBeNull()
  expect(exactItem(908_400, [note, deposit, { orderId: 3, openFen: 908_400 }])).toBeNull()
  expect(exactItem(908_400, [deposit, { orderId: null, openFen: 908_400 }])).toBeNull()
})
