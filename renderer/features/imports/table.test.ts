import { expect, test } from 'vitest'
import { bankColumns } from '../../../shared/bankImport.ts'
import { guessSheet, headingsOf, type PickedTable, readRows, withKnown } from './table.ts'

const file = (head: string[]): PickedTable => ({
  token: 't',
  fileName: '账户明细.xlsx',
  encoding: null,
  sheets: [{ name: '明细', rows: [['工商银行'], head, ['20261102', '', '88.00', '永兴家居', 'A1', '货款']] }],
})
const head = ['交易日期', '借方发生额', '贷方发生额', '对方户名', '交易流水号', '摘要']

test('a bank’s columns are found by their headings, below the lines above them', () => {
  const table = file(head)
  const { fields, rows } = readRows(table, guessSheet(table, bankColumns))
  const cells = Object.fromEntries(fields.map((field, index) => [field, rows[0]![index]]))
  expect(cells).toEqual({
    on: '20261102',
    outgo: '',
    income: '88.00',
    payer: '永兴家居',
    slip: 'A1',
    summary: '货款',
  })
})

test('what was chosen the last time is chosen again, as far as the file has it', () => {
  const own = file(['交易日期', '借方发生额', '贷方发生额', '谁给的', '交易流水号', '摘要'])
  const guessed = guessSheet(own, bankColumns)
  expect(guessed.columns['payer']).toBeNull()
  const chosen = { ...guessed, columns: { ...guessed.columns, payer: 3 } }
  const kept = headingsOf(own, chosen)
  expect(kept['payer']).toBe('谁给的')
  expect(withKnown(own, guessed, kept).columns['payer']).toBe(3)
  // another bank's file: its own headings are guessed
  expect(withKnown(file(head), guessSheet(file(head), bankColumns), { payer: '谁给的' }).columns['payer']).toBe(3)
  expect(withKnown(own, guessed, {})).toEqual(guessed)
})
