import { describe, expect, test } from 'vitest'
import { isBlank, type LineColumn, parseCells, walk } from './lineGridModel.ts'

interface Row {
  code: string
  amount: number | null
  kind: string
  dueOn: string | null
}
const columns: LineColumn<Row>[] = [
  { key: 'code', header: '货号', kind: 'code' },
  { key: 'amount', header: '金额', kind: 'money', readOnly: true },
  { key: 'kind', header: '类', kind: 'choice', passed: true },
  { key: 'dueOn', header: '交期', kind: 'date', readOnly: (row) => row.code === 'locked' },
]
const line = (code: string): Row => ({ code, amount: null, kind: 'a', dueOn: null })

describe('cells from Excel', () => {
  test('reads tabs, line ends and quoted cells with line ends and quotes in them', () => {
    expect(parseCells('TS-801\t12\r\n"餐桌\n1.4 米"\t"5"" 宽"\r\n')).toEqual([
      ['TS-801', '12'],
      ['餐桌\n1.4 米', '5" 宽'],
    ])
  })
  test('keeps empty cells and drops the empty line at the end', () => {
    expect(parseCells('a\t\tb\n\n')).toEqual([['a', '', 'b'], ['']])
    expect(parseCells('5" 管')).toEqual([['5" 管']])
  })
})

describe('the walk of Enter', () => {
  test('passes what is read only or passed, and goes on in the next line', () => {
    const rows = [line('1'), line('2')]
    expect(walk(columns, rows, { row: 0, key: 'code' }, 1)).toEqual({ row: 0, key: 'dueOn' })
    expect(walk(columns, rows, { row: 0, key: 'dueOn' }, 1)).toEqual({ row: 1, key: 'code' })
    expect(walk(columns, rows, { row: 1, key: 'code' }, -1)).toEqual({ row: 0, key: 'dueOn' })
  })
  test('Tab passes nothing that can be typed', () => {
    expect(walk(columns, [line('1')], { row: 0, key: 'code' }, 1, true)).toEqual({ row: 0, key: 'kind' })
  })
  test('ends at the last cell and heeds a line that is closed', () => {
    expect(walk(columns, [line('locked')], { row: 0, key: 'code' }, 1)).toBeNull()
  })
})

test('a line is blank while it holds nothing but what a new line has', () => {
  const fresh = line('')
  expect(isBlank(columns, { ...fresh }, fresh)).toBe(true)
  expect(isBlank(columns, { ...fresh, dueOn: '2026-12-05' }, fresh)).toBe(false)
})
