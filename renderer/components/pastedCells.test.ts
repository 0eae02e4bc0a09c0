import { expect, test } from 'vitest'
import { parseCells, type LineColumn } from './lineGridModel.ts'
import { planPaste } from './pastedCells.ts'

interface Row {
  code: string
  name: string
  quantity: number
  source: string
}
const columns: LineColumn<Row>[] = [
  { key: 'code', header: '货号', also: ['款号'], kind: 'code' },
  { key: 'name', header: '品名规格', also: ['品名'], kind: 'text' },
  { key: 'quantity', header: '数量', also: ['Qty'], kind: 'quantity' },
  { key: 'source', header: '价源', kind: 'text', readOnly: true },
]
const row: Row = { code: '', name: '', quantity: 0, source: '' }
const keys = (text: string, from: string) => {
  const { targets, body, byName } = planPaste(columns, from, parseCells(text))
  return { keys: targets(row, 0).map((column) => column?.key ?? null), body, byName }
}

test('puts cells side by side from the cursor on, past what is only shown', () => {
  expect(keys('餐桌\t12', 'name')).toEqual({
    keys: ['name', 'quantity'],
    body: [['餐桌', '12']],
    byName: false,
  })
})

test('reads a sheet by its header, whatever the order of its columns; a column nobody knows has no place', () => {
  expect(keys('QTY\t备货地\t 款号 \n12\t佛山\tTS-801', 'name')).toEqual({
    keys: ['quantity', null, 'code'],
    body: [['12', '佛山', 'TS-801']],
    byName: true,
  })
})

test('takes no goods for a header', () => {
  expect(keys('货号\t12\nTS-801\t3', 'code').byName).toBe(false)
  expect(keys('款号\tQty', 'code').byName).toBe(false)
})
