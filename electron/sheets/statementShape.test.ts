import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emptyContent } from '../../shared/layouts.ts'
import { type SheetShape, sheetShapeOf, statementFields } from '../../shared/statementSheet.ts'
import { march } from '../papers/samples.ts'
import { convert, readWithOpenpyxl, withoutCachedValues } from './officeForTests.ts'
import { readOutside } from './read.ts'
import { readFile } from 'node:fs/promises'
import { type ShapedStatement, writeStatement } from './statement.ts'

/** A customer's own columns, rows and foot in its workbook, read by another program and worked out anew by a third. */

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'shape-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const boards: SheetShape = {
  grouping: 'line',
  arrears: true,
  lock: true,
  columns: [
    { field: 'date', heading: '送货日期' },
    { field: 'document', heading: '出仓单号' },
    { field: 'po', heading: '采购单号' },
    { field: 'code', heading: '' },
    { field: 'length', heading: '' },
    { field: 'width', heading: '' },
    { field: 'thick', heading: '厚' },
    { field: 'description', heading: '货品名称' },
    { field: 'quantity', heading: '' },
    { field: 'price', heading: '' },
    { field: 'amount', heading: '' },
    { field: 'received', heading: '' },
    { field: 'balance', heading: '' },
    { field: 'invoiced', heading: '' },
    { field: 'remark', heading: '' },
  ],
}
const shaped = (shape: SheetShape, changes: Partial<ShapedStatement> = {}): ShapedStatement => ({
  ...march,
  uninvoicedFen: 1_234_500,
  shape,
  ...changes,
  rows: march.rows.map((row, index) => ({
    ...row,
    code: `WL-${index}`,
    description: index === 0 ? '=HYPERLINK("http://x") 餐桌 1400×800×750' : row.description,
    invoiced: index === 0 ? 'whole' : 'none',
  })),
})

/** The workbook as LibreOffice leaves it after it worked every formula out itself. */
const workedOut = async (path: string) => {
  const bare = join(folder, `bare-${Math.random().toString(36).slice(2)}.xlsx`)
  await withoutCachedValues(path, bare)
  const back = await convert(bare, 'ods')
  const again = await convert(back, 'xlsx')
  return (await readWithOpenpyxl(again))[0]!
}

it('gives the boards’ trade its columns: sizes as numbers, the note’s names, guarded, never a formula of a text', async () => {
  const path = join(folder, 'boards.xlsx')
  await writeStatement(path, shaped(boards))
  const [sheet] = await readWithOpenpyxl(path)
  const cells = sheet!.cells
  const head = Object.entries(cells)
    .filter(([at]) => /^[A-O]6$/.test(at))
    .map(([, { value }]) => value)
  expect(head).toEqual([
    '送货日期',
    '出仓单号',
    '采购单号',
    '物料号',
    '长',
    '宽',
    '厚',
    '货品名称',
    '数量',
    '单价',
    '金额',
    '已收',
    '余额',
    '开票',
    '备注',
  ])
  expect(['D8', 'E8', 'F8', 'G8', 'N8', 'N9'].map((at) => cells[at]?.value)).toEqual([
    'WL-0',
    1400,
    800,
    750,
    '已开票',
    '未开票',
  ])
  expect(cells['H8']).toMatchObject({ type: 's', raw: '=HYPERLINK("http://x") 餐桌 1400×800×750' })
  expect(cells['K8']!.raw).toBe('=ROUND(I8*J8,2)')
  expect(cells['M8']!.raw).toBe('=ROUND(M7+K8-L8,2)')
  expect(sheet).toMatchObject({ freeze: 'A7', fitToWidth: 1, paper: 9, titleRows: '$4:$6' })
  expect(sheet!.widths['H']).toBeGreaterThan(30)
  // the foot: what is not invoiced, owed before, of the period, paid, owed in all; the last four follow the sheet
  const foot = Object.entries(cells).filter(([at]) => /^M(20|21|22|23|24)$/.test(at))
  expect(foot.map(([, { raw, value }]) => [raw, value])).toEqual([
    [12_345, 12_345],
    ['=M7', 18_650],
    ['=K18', 46_362],
    ['=L18', 45_000],
    ['=M18', 20_012],
  ])
  const anew = await workedOut(path)
  for (const [at, { raw, value }] of Object.entries(cells))
    if (typeof raw === 'string' && /^=(ROUND|[A-Z]+\d+$)/.test(raw))
      expect([at, anew.cells[at]?.value]).toEqual([at, value])
})

it('puts notes, orders or goods together, and comes out at the same closing', async () => {
  for (const grouping of ['note', 'po', 'product'] as const) {
    const path = join(folder, `${grouping}.xlsx`)
    await writeStatement(path, shaped({ ...boards, grouping, lock: false }))
    const { sheets } = await readOutside(await readFile(path), path)
    const sums = sheets[0]!.rows.find((row) => row[0] === '合计')!
    expect([sums[10], sums[11], sums[12]]).toEqual([46_362, 45_000, 20_012])
  }
})

it('follows the layout of the paper: order, names, columns left out, the order number in a column of its own', () => {
  const content = {
    ...emptyContent,
    statement: { grouping: 'note' as const, arrears: true, lock: false },
    columns: [
      { key: 'document', label: '出仓单', widthMm: 30, shown: true },
      { key: 'date', label: '', widthMm: null, shown: true },
      { key: 'amount', label: '', widthMm: null, shown: true },
      { key: 'remark', label: '', widthMm: null, shown: false },
    ],
  }
  expect(sheetShapeOf(content)).toEqual({
    grouping: 'note',
    arrears: true,
    lock: false,
    columns: [
      { field: 'document', heading: '出仓单' },
      { field: 'po', heading: '' },
      { field: 'date', heading: '' },
      { field: 'amount', heading: '' },
    ],
  })
  expect(sheetShapeOf(undefined).columns.map(({ field }) => field)).toEqual(
    statementFields.filter((field) => !['code', 'length', 'width', 'thick', 'invoiced'].includes(field)),
  )
})
