import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { translator } from '../../../shared/language.ts'
import { type SheetShape, sheetShapeOf, type StatementField } from '../../../shared/statementSheet.ts'
import type { StatementPaperRow } from '../../papers/data.ts'
import { march } from '../../papers/samples.ts'
import { convert, pdfPages, readWithOpenpyxl, withoutCachedValues } from '../officeForTests.ts'
import { readOutside } from '../read.ts'
import { fillTemplate, inspectTemplate } from './fill.ts'
import { sampleTemplate } from './sample.ts'
import { looksOf, madeForm } from './templatesForTests.ts'
import type { TemplateStatement } from './values.ts'

let folder = ''
let form: Uint8Array
const t = translator('zh-CN')
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'template-'))
  form = await madeForm(join(folder, 'form.xlsx'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A statement of so many rows, some of them money, some with fractions and half fen. */
const statement = (rows: number, more: Partial<StatementPaperRow> = {}): TemplateStatement => {
  let balanceFen = 18_650_00
  const made = Array.from({ length: rows }, (_, index): StatementPaperRow => {
    const receipt = index % 7 === 6
    const quantity = receipt ? null : (index % 5) * 1500 + 1000
    const priceMicros = receipt ? null : 23_807_300 + index * 10_000
    const exact = quantity === null ? 0 : (quantity * priceMicros!) / 10_000_000
    const amountFen = Math.round(exact)
    const receivedFen = receipt ? 1_000_003 : 0
    balanceFen += amountFen - receivedFen
    return {
      ...march.rows[0]!,
      kind: receipt ? 'receipt' : 'delivery',
      documentNumber: `XS${index}`,
      quantity,
      priceMicros,
      amountFen,
      receivedFen,
      balanceFen,
      ...more,
    }
  })
  const sum = (field: 'amountFen' | 'receivedFen') => made.reduce((total, row) => total + row[field], 0)
  return {
    ...march,
    openingFen: 18_650_00,
    rows: made,
    chargesFen: sum('amountFen'),
    receiptsFen: sum('receivedFen'),
    closingFen: balanceFen,
    customerAddress: '重庆市江北区',
    madeOn: '2026-03-31',
  }
}

let made = 0
const filled = async (
  template: Uint8Array,
  paper: Parameters<typeof fillTemplate>[1],
): Promise<{ path: string; sheets: Awaited<ReturnType<typeof readWithOpenpyxl>> }> => {
  const path = join(folder, `filled-${(made += 1)}.xlsx`)
  await writeFile(path, await fillTemplate(template, paper, t))
  return { path, sheets: await readWithOpenpyxl(path) }
}

describe('a statement in the office’s own form', () => {
  it('repeats the row for each entry, and everything below it and everywhere else follows', async () => {
    const paper = statement(300)
    const { path, sheets } = await filled(form, paper)
    const [sheet, cover] = sheets
    const cells = sheet!.cells
    const last = 304
    expect([cells['B1']?.value, cells['F1']?.value, cells['I2']?.value]).toEqual([
      march.customer.name,
      '2026-03-01 至 2026-03-31',
      18_650,
    ])
    for (const [index, row] of paper.rows.entries()) {
      const at = 5 + index
      expect([cells[`B${at}`], cells[`C${at}`]?.value, cells[`L${at}`]?.value]).toMatchObject([
        { value: row.on, type: 'd' },
        `XS${index}※`.slice(0, row.unsigned ? undefined : -1),
        '件',
      ])
      expect(cells[`J${at}`]).toMatchObject({ value: row.balanceFen / 100 })
      expect(cells[`H${at}`]?.value ?? 0).toBe(row.amountFen / 100)
    }
    expect([cells['J5']?.raw, cells['J6']?.raw, cells[`J${last}`]?.raw]).toEqual([
      '=ROUND(I2+H5-I5,2)',
      '=ROUND(J5+H6-I6,2)',
      '=ROUND(J303+H304-I304,2)',
    ])
    // own formulas: of the row, below it, by name, on the other sheet
    expect([cells['K7']?.raw, cells['H305']?.raw, cells['I305']?.raw, cover!.cells['B2']?.raw]).toEqual([
      '=H7/H$305',
      '=SUM(H5:H304)',
      '=SUM(收款)',
      "='月结 单'!J306",
    ])
    expect([cells['H306'], cells['I306'], cells['J306']]).toMatchObject([
      { raw: '=ROUND(SUM(H5:H304),2)', value: paper.chargesFen / 100 },
      { raw: '=ROUND(SUM(I5:I304),2)', value: paper.receiptsFen / 100 },
      { raw: '=ROUND(I2+H306-I306,2)', value: paper.closingFen / 100 },
    ])
    expect([cover!.cells['B4']?.value, cover!.cells['B5']]).toMatchObject([
      march.company.name,
      { value: '2026-03-31', format: 'yyyy-mm-dd' },
    ])
    // formats are the template's own; a fraction is not shown as a whole number
    expect([cells['B5']?.format, cells['H5']?.format, cells['F5']?.format, cells['F6']?.format]).toEqual([
      'm"月"d"日"',
      '¥#,##0.00',
      '#,##0',
      '#,##0.###;[Red]-#,##0.###',
    ])
    expect(sheet).toMatchObject({
      freeze: 'A5',
      titleRows: '3:4',
      orientation: 'landscape',
      paper: 9,
      fitToHeight: 0,
      fitToPage: true,
      footer: '|第 &P 页|',
    })
    expect(sheet!.printArea).toMatch(/\$A\$1:\$L\$309$/)
    expect(sheet!.widths['D']).toBe(33.7)
    const looks = await looksOf(path, '月结 单', ['B1', 'C5', 'C304', 'B308'])
    expect(looks.names).toMatchObject({
      明细: "'月结 单'!$A$5:$L$304",
      收款: "'月结 单'!$I$5:$I$304",
      期末余额: "'月结 单'!$J$306",
      我的: '封面!$C$1',
    })
    expect([5, 100, 304, 305, 307].map((row) => looks.heights[row])).toEqual([31.5, 31.5, 31.5, null, 40])
    expect(looks.merged).toHaveLength(300 + 3)
    expect(looks.merged).toEqual(expect.arrayContaining(['A4:A305', 'B1:E1', 'B307:J307', 'D5:E5', 'D304:E304']))
    expect(looks.formats).toEqual([
      ['H5:H304', '$H$306'],
      ['J306', '100'],
    ])
    expect(looks).toMatchObject({
      checks: [expect.stringMatching(/L5:L304/)],
      comments: { B308: '请盖章' },
      pictures: [
        ['G', 1],
        ['H', 308],
      ],
      breaks: [306],
      header: '机密',
      fonts: { B1: ['黑体', 15, true] },
      borders: { C5: ['medium', 'thin'], C304: ['medium', 'thin'] },
      sheets: ['月结 单', '封面'],
      locked: false,
    })
  })

  it('with one entry moves nothing, and with none leaves the row empty and comes out at the opening', async () => {
    const one = await filled(form, statement(1))
    expect(one.sheets[0]!.cells['J7']).toMatchObject({ raw: '=ROUND(I2+H7-I7,2)', value: 18_673.81 })
    expect((await looksOf(one.path, '月结 单', [])).merged).toEqual(['A4:A6', 'B1:E1', 'B8:J8', 'D5:E5'])
    const none = await filled(form, { ...statement(0), shape: { grouping: 'line', arrears: false, lock: true } })
    const cells = none.sheets[0]!.cells
    expect(['B5', 'C5', 'H5', 'J5'].map((at) => cells[at]?.value)).toEqual([undefined, undefined, undefined, undefined])
    expect([cells['H7']?.value, cells['I7']?.value, cells['J7']?.value]).toEqual([0, 0, 18_650])
    expect((await looksOf(none.path, '月结 单', [])).locked).toBe(true)
  })

  it('comes out to the fen when LibreOffice works everything out anew', async () => {
    const paper = statement(120)
    for (const template of [form, await sampleTemplate(sheetShapeOf(undefined), t)]) {
      const { path, sheets } = await filled(template, paper)
      const bare = join(folder, `bare-${made}.xlsx`)
      await withoutCachedValues(path, bare)
      const anew = await readWithOpenpyxl(await convert(await convert(bare, 'ods'), 'xlsx'))
      let formulas = 0
      for (const [index, sheet] of sheets.entries())
        for (const [at, { raw, value }] of Object.entries(sheet.cells))
          if (String(raw).startsWith('=') && value !== null) {
            formulas += 1
            expect([at, anew[index]?.cells[at]?.value]).toEqual([at, value])
          }
      expect(formulas).toBeGreaterThan(200)
      // the office's own formulas, which we do not work out
      if (template !== form) continue
      expect(anew[0]!.cells['I125']?.value).toBe(paper.receiptsFen / 100)
      expect(anew[1]!.cells['B6']?.value).toBe(`${march.customer.name}的账`)
    }
  }, 120_000)

  it('takes a form that LibreOffice has saved, and prints it on A4', async () => {
    const lo = await convert(await convert(join(folder, 'form.xlsx'), 'ods'), 'xlsx')
    const { readFile } = await import('node:fs/promises')
    const template = new Uint8Array(await readFile(lo))
    const { problems } = await inspectTemplate(template)
    expect(problems).toEqual([])
    const { path, sheets } = await filled(template, statement(60))
    expect(sheets[0]!.cells['J66']).toMatchObject({
      raw: '=ROUND(I2+H66-I66,2)',
      value: statement(60).closingFen / 100,
    })
    const looks = await looksOf(path, '月结 单', ['B1'])
    expect(looks).toMatchObject({
      fonts: { B1: ['黑体', 15, true] },
      comments: { B68: '请盖章' },
      header: expect.stringContaining('机密'),
    })
    expect(looks.pictures.map(([, row]) => row)).toEqual([1, 68])
    const { pages, size } = await pdfPages(await convert(path, 'pdf'))
    expect(size).toContain('A4')
    expect(pages).toBeGreaterThan(1)
  })

  it('never makes a formula of a text, and no file that cannot be read', async () => {
    const hostile = [
      '=HYPERLINK("http://x","y")',
      '+1',
      '-1',
      '@SUM(A1)',
      '\t=1',
      '<c r="A1"/>&amp;',
      ']]>',
      '_x0041_',
      'a\u0001\u000Bb',
      '\uD800x',
      '😀'.repeat(9),
    ]
    const paper = statement(hostile.length)
    const rows = paper.rows.map((row, index) => ({
      ...row,
      description: hostile[index]!,
      documentNumber: hostile[index]!,
    }))
    const { sheets } = await filled(form, { ...paper, rows, customer: { ...march.customer, name: '=1+1' } })
    const { cells } = sheets[0]!
    expect(cells['B1']).toMatchObject({ type: 's', raw: '=1+1' })
    expect(new Set(hostile.map((_, index) => cells[`D${5 + index}`]?.type))).toEqual(new Set(['s']))
    expect([0, 1, 2, 3].map((index) => cells[`C${5 + index}`]?.raw)).toEqual(hostile.slice(0, 4))
    expect(cells['D10']?.raw).toBe('<c r="A1"/>&amp;')
  })

  it('can be read whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 1, maxLength: 4 }),
        async (texts) => {
          const paper = statement(texts.length)
          const rows = paper.rows.map((row, index) => ({
            ...row,
            remark: texts[index]!,
            documentNumber: texts[index]!,
          }))
          const out = await fillTemplate(form, { ...paper, rows, number: texts[0]! }, t)
          const { sheets } = await readOutside(out, 'out.xlsx')
          expect(sheets[0]!.rows[0]?.slice(0, 2)).toEqual(['致', march.customer.name])
          expect(sheets[0]!.rows[3 + texts.length]?.[9]).toBe(rows.at(-1)!.balanceFen / 100)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('leaves no word in a column its customer has not: what the sample keeps hidden goes out empty', async () => {
    const few: SheetShape = {
      ...sheetShapeOf(undefined),
      columns: ['date', 'document', 'description', 'amount', 'received', 'balance'].map((field) => ({
        field: field as StatementField,
        heading: '',
      })),
    }
    const sample = await sampleTemplate(few, t)
    const path = join(folder, 'few.xlsx')
    await writeFile(path, sample)
    // G stays free; the names that are not in use stand hidden from H on
    const beyond = (cells: Record<string, { value: unknown }>): unknown[] =>
      Object.entries(cells).flatMap(([at, { value }]) =>
        /^([H-Z]|A[A-Z])\d+$/.test(at) && value !== null ? [value] : [],
      )
    expect(beyond((await readWithOpenpyxl(path))[0]!.cells)).toContain('货号')
    const { sheets } = await filled(sample, statement(5))
    expect(beyond(sheets[0]!.cells)).toEqual([])
    expect(sheets[0]!.cells['A7']?.value).toBe('日期')
  })

  it('puts notes together where the customer wants it, and comes out at the same closing', async () => {
    const { sheets } = await filled(form, {
      ...march,
      customerAddress: '',
      madeOn: '2026-03-31',
      shape: { grouping: 'note', arrears: false, lock: false },
    })
    const closing = Object.values(sheets[0]!.cells).filter(({ value }) => value === march.closingFen / 100)
    expect(closing.length).toBeGreaterThanOrEqual(2)
  })
})

describe('a file that is to be the form', () => {
  const report = async (changes: string) =>
    inspectTemplate(await madeForm(join(folder, `r-${(made += 1)}.xlsx`), changes))
  const drop = (name: string) =>
    `wb.defined_names.definedName = [d for d in wb.defined_names.definedName if d.name != '${name}']`

  it('is told every name that is missing, misplaced, doubled or not ours', async () => {
    expect(await report('')).toMatchObject({ problems: [], notes: [{ code: 'unknownName', name: '我的' }] })
    expect((await report(drop('明细'))).problems).toEqual([{ code: 'noDetail', name: '明细', other: '' }])
    const wrong = await report(
      [
        drop('期末余额'),
        drop('金额'),
        drop('明细'),
        "name('明细', q + '$A$5:$L$5')",
        "name('备注', q + '$C$9')",
        "name('账号', q + '$L$5')",
        "name('开户行', '#REF!')",
        "name('户名', '\"禾杉\"')",
        "name('客户电话', q + '$B$1')",
      ].join('\n'),
    )
    expect(
      wrong.problems.map(({ code, name, other }) => [code, name, other].filter(Boolean).join(' ')).toSorted(),
    ).toEqual([
      'columnOffRow 备注',
      'missingColumn 金额',
      'missingPlace 期末余额',
      'notOneCell 开户行',
      'notOneCell 户名',
      'placeOnRow 账号',
      'sameCell 客户名称 客户电话',
    ])
    const two = await report([drop('明细'), "name('明细', q + '$A$5:$L$6')"].join('\n'))
    expect(two.problems[0]).toMatchObject({ code: 'detailNotRow' })
  })

  it('may call a thing by its other names, in either script; hidden columns are not in use', async () => {
    const { problems, used } = await report(
      [
        drop('期初余额'),
        drop('收款'),
        "name('上次結欠', q + '$I$2')",
        "name('已收', q + '$I$5')",
        "name('開票', q + '$L$5')",
      ].join('\n'),
    )
    expect(problems).toEqual([])
    expect(used).toEqual(expect.arrayContaining(['上次結欠', '已收', '開票']))
    expect((await report("ws.column_dimensions['I'].hidden = True")).problems.map(({ name }) => name)).toEqual([
      '期初余额',
      '收款',
    ])
  })

  it('is refused where it is no plain workbook', async () => {
    const code = (bytes: Uint8Array): Promise<unknown> =>
      inspectTemplate(bytes).then(
        () => 'read',
        (error: { code?: unknown }) => error.code,
      )
    const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0])
    expect(await code(new Uint8Array())).toBe('emptyFile')
    expect(await code(Buffer.from('%PDF-1.7'))).toBe('notSpreadsheet')
    expect(await code(form.slice(0, form.length - 40))).toBe('damaged')
    expect(await code(Buffer.concat([ole, Buffer.alloc(64)]))).toBe('oldWorkbook')
    expect(await code(Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]))).toBe('encrypted')
    expect(await code(new Uint8Array(6 * 1024 * 1024).fill(0x50))).toBe('tooLarge')
  })

  it('all names of ours are in the sample, which can be used as it is', async () => {
    const path = join(folder, 'sample.xlsx')
    for (const language of ['zh-CN', 'zh-TW', 'en'] as const) {
      const bytes = await sampleTemplate(sheetShapeOf(undefined), translator(language))
      expect(await inspectTemplate(bytes)).toMatchObject({ problems: [], notes: [] })
      await writeFile(path, bytes)
    }
    const { templateColumns, templatePlaces, detailName } = await import('../../../shared/statementTemplate.ts')
    const all = [detailName, ...Object.values(templatePlaces), ...Object.values(templateColumns)].map((each) =>
      typeof each === 'string' ? each : each[0],
    )
    const { names } = await looksOf(path, 'Statement of Account', [])
    expect(
      Object.keys(names)
        .filter((name) => !name.startsWith('_'))
        .toSorted(),
    ).toEqual(all.toSorted())
  })
})
