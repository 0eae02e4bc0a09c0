import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type MonthDeed, playMonths } from '../testing/months.ts'
import { openOffice, type TestOffice } from '../testing/office.ts'
import {
  convert,
  type OpenpyxlSheet,
  pdfText,
  readWithOpenpyxl,
  withoutCachedValues,
} from '../sheets/officeForTests.ts'
import { formatFen } from '../../shared/money.ts'
import { runExport } from '../exports.ts'

let office: TestOffice
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'month-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  office = await openOffice()
})
afterEach(() => office.close())

const month = '2026-10'
const acts: [MonthDeed['do'], number, number, number][] = [
  ['order', 0, 5, 40],
  ['order', 1, 8, 41],
  ['ship', 0, 20, 2],
  ['money', 0, 30, 90],
  ['order', 0, 44, 6],
  ['ship', 0, 45, 2],
  ['ship', 1, 47, 1],
  ['return', 0, 50, 0],
  ['money', 1, 55, 321],
  ['deduct', 1, 60, 12],
  ['ship', 1, 62, 2],
]
const story = acts.map(([act, customer, day, part]): MonthDeed => ({ do: act, customer, day, part }))

const save = async (kind: string, input: object, name: string): Promise<string> => {
  const path = join(folder, name)
  const run = {
    read: async (channel: string, asked: unknown) => {
      const reply = await office.app.call({ userId: office.userIds.manager, host: 'PC-1' }, channel, asked, null)
      if (!reply.ok) throw new Error(reply.refusal.message)
      return reply.value
    },
    path,
    signal: new AbortController().signal,
    progress: () => undefined,
  }
  await runExport(run, kind, input)
  return path
}
const money = (sheet: OpenpyxlSheet, cell: string): number => Math.round(Number(sheet.cells[cell]?.value) * 100)
/** The cover as its lines read: words → fen. */
const coverOf = (sheet: OpenpyxlSheet): Record<string, number> =>
  Object.fromEntries(
    Object.entries(sheet.cells)
      .filter(([cell]) => /^A([4-9]|1\d)$/.test(cell))
      .map(([cell, { value }]) => [String(value), money(sheet, cell.replace('A', 'C'))]),
  )

test('the pack: a sheet for each class with real numbers and dates, and a cover whose live sums tie to the ledger', async () => {
  await playMonths(office, story)
  office.setDay('2026-11-02')
  const { monthEnd, statements } = office.as.merchandiser
  await statements.makeAll({ month: '2026-09' })
  await statements.makeAll({ month })
  await monthEnd.signOff({ month, kind: 'unsignedNote', total: 4, reason: '月中补' })
  const sums = await monthEnd.sums({ month })
  const path = await save('monthPack', { month }, 'pack.xlsx')
  const sheets = await readWithOpenpyxl(path)
  expect(sheets.map(({ name }) => name)).toEqual([
    '封面',
    '送货单',
    '退换补',
    '收款',
    '扣款运费',
    '对账单',
    '代收',
    '未回签',
    '未开票',
    '客户余额',
    '例外',
  ])
  const [cover, notes, returns] = sheets as [OpenpyxlSheet, OpenpyxlSheet, OpenpyxlSheet]
  expect(coverOf(cover)).toEqual({
    上月台账余额: sums.openingFen,
    送货单: sums.notes.fen,
    退换补: sums.returns.fen,
    '扣款、运费等': sums.adjustments.fen,
    '收款(减)': sums.receipts.fen,
    台账期末余额: sums.closingFen,
    各客户最近对账单的期末: sums.closingFen,
    '没进对账单的单据(含对账日后的)': 0,
    '对账后作废的单据(减)': 0,
    客户余额: sums.closingFen,
    单据合计与台账的差: 0,
    对账单与台账的差: 0,
    司机代收: 0,
    未签回的送货单: sums.unsigned.fen,
    未开票的单据: sums.uninvoiced.fen,
  })
  expect(cover.cells['C5']).toMatchObject({ type: 'f', format: '#,##0.00;[Red]-#,##0.00' })
  expect(String(cover.cells['C5']!.raw)).toMatch(/^='送货单'!G\d+$/)
  expect([cover.paper, cover.orientation, cover.fitToPage, cover.titleRows]).toEqual([9, 'portrait', true, '$1:$3'])
  for (const sheet of sheets.slice(1)) {
    expect([sheet.name, sheet.freeze, sheet.titleRows, sheet.paper, sheet.fitToWidth]).toEqual([
      sheet.name,
      'A3',
      '$1:$2',
      9,
      1,
    ])
    expect(sheet.footer).toMatch(/&P/)
  }
  expect(notes.cells['A3']).toMatchObject({ type: 'd', format: 'yyyy-mm-dd' })
  expect(money(notes, `G${3 + sums.notes.count}`)).toBe(sums.notes.fen)
  expect(returns.cells['G3']).toMatchObject({ type: 'n', value: sums.returns.fen / 100 })
  const exceptions = sheets.at(-1)!
  expect([exceptions.cells['A3']?.value, exceptions.cells['D3']?.value]).toEqual(['未签回的送货单', '月中补'])
})

test('another program works the cover out to the same fen', async () => {
  await playMonths(office, story)
  office.setDay('2026-11-02')
  const path = await save('monthPack', { month }, 'plain.xlsx')
  const bare = join(folder, 'bare.xlsx')
  await withoutCachedValues(path, bare)
  const [ours] = await readWithOpenpyxl(path)
  const [cover] = await pdfText(await convert(bare, 'pdf'))
  const lines = new Map(
    cover!.split('\n').map((line) => {
      const parts = line.trim().split(/\s{2,}/)
      return [parts[0], parts.at(-1)]
    }),
  )
  for (const [words, fen] of Object.entries(coverOf(ours!)))
    expect([words, lines.get(words)]).toEqual([words, formatFen(fen)])
})

test('a report as a workbook: all products of the matrix, live sums, and a lock that says what it is', async () => {
  await playMonths(office, story)
  office.setDay('2026-11-02')
  const filter = { day: '2026-11-02', month, columns: 1 }
  const [matrix] = await readWithOpenpyxl(
    await save('reports', { ...filter, report: 'matrix', password: 'abc' }, 'matrix.xlsx'),
  )
  const table = await office.as.manager.reports.table({ ...filter, columns: 200, report: 'matrix' })
  expect(matrix!.cells['A1']!.value).toBe('客户 × 产品 · 2026-10')
  const last = `${String.fromCharCode(64 + table.columns.length)}${3 + table.total}`
  expect(matrix!.cells[last]).toMatchObject({ type: 'f', value: Number(table.totals.at(-1)) / 100 })
  const [rates] = await readWithOpenpyxl(await save('reports', { ...filter, report: 'rates' }, 'rates.xlsx'))
  expect(rates!.cells['D2']!.value).toBe('准时率 %')
})
