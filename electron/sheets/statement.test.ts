import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formatFen } from '../../shared/money.ts'
import type { StatementPaper, StatementPaperRow } from '../papers/data.ts'
import { march } from '../papers/samples.ts'
import { convert, pdfPages, pdfText, readWithOpenpyxl, withoutCachedValues } from './officeForTests.ts'
import { readOutside } from './read.ts'
import { readStatementBack } from './readStatementBack.ts'
import { writeStatement, writeStatements } from './statement.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'statement-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A statement of many rows whose amounts need their rounding: 1.115 × 3 and the like. */
const long = (count: number): StatementPaper => {
  let balance = -12_345
  const rows = Array.from({ length: count }, (_, index): StatementPaperRow => {
    const receipt = index % 10 === 9
    const amountFen = receipt ? 0 : Math.round(((index % 7) + 1) * 23_807.3)
    const receivedFen = receipt ? 1_000_003 : 0
    balance += amountFen - receivedFen
    return {
      ...march.rows[0]!,
      kind: receipt ? 'receipt' : 'delivery',
      description: `餐椅 ${index}`,
      documentNumber: `XS2603${String(index).padStart(4, '0')}`,
      quantity: receipt ? null : ((index % 7) + 1) * 1000,
      priceMicros: receipt ? null : 238_073_000,
      amountFen,
      receivedFen,
      balanceFen: balance,
    }
  })
  const sum = (field: 'amountFen' | 'receivedFen') => rows.reduce((total, row) => total + row[field], 0)
  return {
    ...march,
    openingFen: -12_345,
    rows,
    chargesFen: sum('amountFen'),
    receiptsFen: sum('receivedFen'),
    closingFen: balance,
  }
}

describe('the statement workbook', () => {
  it('brings the worked example out to the fen', async () => {
    const path = join(folder, 'march.xlsx')
    await writeStatement(path, march)
    const back = await readStatementBack(path)
    expect(back).toMatchObject({
      sheet: '对账单 2026-03',
      openingFen: 1_865_000,
      chargesFen: 4_636_200,
      receiptsFen: 4_500_000,
      closingFen: 2_001_200,
    })
    expect(back.rows.map((row) => [row.on, row.quantity, row.amountFen, row.receivedFen, row.balanceFen])).toEqual(
      march.rows.map((row) => [row.on, row.quantity, row.amountFen, row.receivedFen, row.balanceFen]),
    )
    expect(back.rows[2]?.documentNumber).toBe('XS260309-02※')
    expect(back.texts.join('\n')).toMatch(
      /禾杉家具有限公司[^]*对账单\n致：重庆市长乐家居有限公司\nNo\. DZ260331-01[^]*2026-03-01 至 2026-03-31[^]*人民币贰万零壹拾贰元整[^]*※[^]*6222 0220 1300 8888 666[^]*回执：经核对[^]*请于 2026-04-05 前回传/,
    )
  })

  it('has live formulas with their values, and the page set up, as another reader sees it', async () => {
    const path = join(folder, 'march.xlsx')
    await writeStatement(path, march)
    const [sheet] = await readWithOpenpyxl(path)
    expect(sheet).toMatchObject({
      freeze: 'A7',
      titleRows: '$4:$6',
      paper: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      fitToPage: true,
      footer: 'DZ260331-01　第 1 版　打印 1 次|第 &P 页 / 共 &N 页|制单：李敏',
    })
    expect(sheet?.printArea).toMatch(/\$A\$1:\$K\$\d+$/)
    const cells = sheet?.cells ?? {}
    const shown = (reference: string) => [cells[reference]?.raw, cells[reference]?.value]
    expect(['A8', 'F8', 'G8', 'H8', 'J8', 'H12', 'H16', 'I9', 'J17', 'H18', 'I18', 'J18', 'J19'].map(shown)).toEqual([
      ['2026-03-02', '2026-03-02'],
      [12, 12],
      [1180, 1180],
      ['=ROUND(F8*G8,2)', 14_160],
      ['=ROUND(J7+H8-I8,2)', 32_810],
      ['=ROUND(F12*G12,2)', 0],
      [-300, -300],
      [20_000, 20_000],
      ['=ROUND(J16+H17-I17,2)', 20_012],
      ['=ROUND(SUM(H8:H17),2)', 46_362],
      ['=ROUND(SUM(I8:I17),2)', 45_000],
      ['=ROUND(J7+H18-I18,2)', 20_012],
      ['=J18', 20_012],
    ])
    expect(cells.H11).toMatchObject({ value: -714, format: '#,##0.00;[Red]-#,##0.00' })
    expect(cells.A8).toMatchObject({ type: 'd', format: 'yyyy-mm-dd' })
  })

  it('comes out the same when LibreOffice works everything out anew, over several A4 pages with heads', async () => {
    const paper = long(120)
    const path = join(folder, 'long.xlsx')
    await writeStatement(path, paper)
    expect((await readStatementBack(path)).closingFen).toBe(paper.closingFen)
    const bare = join(folder, 'bare.xlsx')
    await withoutCachedValues(path, bare)
    const pdf = await convert(bare, 'pdf')
    const { pages, size } = await pdfPages(pdf)
    expect(size).toContain('A4')
    expect(pages).toBeGreaterThan(2)
    const texts = await pdfText(pdf)
    expect(texts).toHaveLength(pages)
    for (const [index, text] of texts.entries()) {
      expect(text.replace(/ /g, '')).toContain(`第${index + 1}页/共${pages}页`)
      expect(text).toMatch(/致：重庆市长乐家居有限公司[^]*日期[^]*余额/)
    }
    const lines = texts.join('\n').split('\n')
    for (const row of paper.rows) {
      const line = lines.find((each) => each.includes(row.documentNumber)) ?? ''
      expect(line.trim().split(/\s+/).slice(-2)).toEqual([
        formatFen(row.amountFen || row.receivedFen),
        formatFen(row.balanceFen),
      ])
    }
    const sums = lines.find((each) => each.trim().startsWith('合计')) ?? ''
    expect(sums.trim().split(/\s+/)).toEqual([
      '合计',
      formatFen(paper.chargesFen),
      formatFen(paper.receiptsFen),
      formatFen(paper.closingFen),
    ])
  })

  it('writes a number where the product does not come to the amount, or ends in half a fen', async () => {
    const row = (quantity: number, priceMicros: number, amountFen: number, balanceFen: number): StatementPaperRow => ({
      ...march.rows[0]!,
      quantity,
      priceMicros,
      amountFen,
      balanceFen,
    })
    const rows = [
      row(1000, 1_005_000, 101, 101),
      row(3000, 1_115_000, 335, 436),
      row(3000, 1_114_000, 334, 770),
      row(3000, 1_000_000, 299, 1069),
    ]
    const path = join(folder, 'half.xlsx')
    await writeStatement(path, {
      ...march,
      openingFen: 0,
      rows,
      chargesFen: 1069,
      receiptsFen: 0,
      closingFen: 1069,
    })
    const [sheet] = await readWithOpenpyxl(path)
    expect(['H8', 'H9', 'H10', 'H11'].map((reference) => sheet?.cells[reference]?.raw)).toEqual([
      1.01,
      3.35,
      '=ROUND(F10*G10,2)',
      2.99,
    ])
  })

  it('refuses a statement that does not add up, and leaves nothing', async () => {
    const path = join(folder, 'wrong.xlsx')
    await expect(writeStatement(path, { ...march, closingFen: march.closingFen + 1 })).rejects.toMatchObject({
      code: 'sheets.statementDoesNotAdd',
    })
    expect((await readdir(folder)).filter((name) => name.includes('wrong') || name.endsWith('.part'))).toEqual([])
  })

  it('writes a sheet for each customer, in a customer’s own columns and in English', async () => {
    const path = join(folder, 'all.xlsx')
    const columns = [
      { field: 'document' },
      { field: 'date', heading: '送货日期' },
      { field: 'amount' },
      { field: 'balance' },
    ] as const
    const other = {
      ...march,
      customer: { ...march.customer, shortName: "O'Neil: A/B" },
      rows: [],
      chargesFen: 0,
      receiptsFen: 0,
      closingFen: march.openingFen,
    }
    await writeStatements(path, [march, march, other], { columns, landscape: false })
    const table = await readOutside(await readFile(path), 'all.xlsx')
    expect(table.sheets.map(({ name }) => name)).toEqual([
      '长乐家居 2026-03',
      '长乐家居 2026-03 (2)',
      'O Neil  A B 2026-03',
    ])
    expect(table.sheets[0]?.rows[5]).toEqual(['送货单号', '送货日期', '金额', '余额'])
    const [sheet] = await readWithOpenpyxl(path)
    expect(sheet?.cells.D9).toMatchObject({ raw: 12_810, value: 12_810 })
    await writeStatement(path, march, { language: 'en' })
    expect((await readOutside(await readFile(path), 'all.xlsx')).sheets[0]?.rows[5]?.slice(-4)).toEqual([
      'Amount',
      'Received',
      'Balance',
      'Remark',
    ])
  })
})
