import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cellValue, sheetName, textWidth } from './cells.ts'
import { csvLine, writeCsv } from './csv.ts'
import { replaceFile, writeWhole } from './file.ts'
import { readWithOpenpyxl } from './officeForTests.ts'
import { readOutside } from './read.ts'
import { writeTable, type SheetTable } from './write.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sheets-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const at = (name: string): string => join(folder, name)
const left = async (): Promise<string[]> => (await readdir(folder)).filter((name) => name.endsWith('.part'))

const columns: SheetTable['columns'] = [
  { header: '单号', kind: 'text' },
  { header: '日期', kind: 'date' },
  { header: '数量', kind: 'quantity' },
  { header: '单价', kind: 'unitPrice' },
  { header: '金额', kind: 'money' },
  { header: '件数', kind: 'integer' },
  { header: '备注', kind: 'text', width: 30 },
]
const rows: SheetTable['rows'] = [
  ['=1+1', '2026-11-22', 72_000, 238_000_000, 1_713_600, 36, '+86 <&> "x"'],
  ['00123', '2026-02-28', 1_500, 1_234_567, 10, -2, '\uD800 \u0001好'],
  [null, null, -3_000, null, -71_400, null, '长乐家居'],
]
const table: SheetTable = {
  name: '送货/明细',
  title: '送货明细表',
  columns,
  rows,
  totals: { label: '合计', columns: [2, 4, 5] },
}

const many = (count: number): SheetTable => ({
  name: '明细',
  title: '明细',
  columns,
  rows: Array.from({ length: count }, (_, index) => [
    `XS${index}`,
    '2026-11-22',
    index * 1000,
    1_000_000,
    index,
    index,
    '备注',
  ]),
})

describe('exporting a table', () => {
  it('writes real numbers, dates and texts that cannot run, as another reader sees them', async () => {
    expect(await writeTable(at('a.xlsx'), table)).toBe(3)
    const [sheet] = await readWithOpenpyxl(at('a.xlsx'))
    expect(sheet).toMatchObject({
      name: '送货 明细',
      freeze: 'A3',
      titleRows: '$1:$2',
      paper: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      fitToPage: true,
      footer: '|第 &P 页 / 共 &N 页|',
      merged: ['A1:G1'],
    })
    expect(sheet?.printArea).toMatch(/\$A\$1:\$G\$6$/)
    const cells = sheet?.cells ?? {}
    const facts = (reference: string) => [cells[reference]?.value, cells[reference]?.type, cells[reference]?.format]
    expect(['A1', 'A3', 'B3', 'C3', 'D3', 'E3', 'F3', 'C4', 'D4', 'E4', 'E5'].map(facts)).toEqual([
      ['送货明细表', 's', 'General'],
      ['=1+1', 's', '@'],
      ['2026-11-22', 'd', 'yyyy-mm-dd'],
      [72, 'n', '#,##0;[Red]-#,##0'],
      [238, 'n', '#,##0.00####;[Red]-#,##0.00####'],
      [17_136, 'n', '#,##0.00;[Red]-#,##0.00'],
      [36, 'n', '#,##0;[Red]-#,##0'],
      [1.5, 'n', '#,##0.###;[Red]-#,##0.###'],
      [1.234567, 'n', '#,##0.00####;[Red]-#,##0.00####'],
      [0.1, 'n', '#,##0.00;[Red]-#,##0.00'],
      [-714, 'n', '#,##0.00;[Red]-#,##0.00'],
    ])
    expect([cells.A6?.value, cells.E6?.raw, cells.E6?.value, cells.C6?.value, cells.F6?.value]).toEqual([
      '合计',
      '=ROUND(SUM(E3:E5),2)',
      16_422.1,
      70.5,
      34,
    ])
    expect(sheet?.widths).toMatchObject({ B: 12, G: 30 })
  })

  it('has room for the total of rows it has not seen yet, and for a title longer than its columns', async () => {
    const path = at('wide.xlsx')
    const rowsBelow = Array.from({ length: 20_000 }, (_, index) => [index < 300 ? 999 : 99_999_999])
    await writeTable(path, {
      name: '合计',
      title: '一张只有一列的表,标题比它长得多',
      columns: [{ header: '金额', kind: 'money' }],
      rows: rowsBelow,
      totals: { label: '合计', columns: [0] },
    })
    const [sheet] = await readWithOpenpyxl(path)
    expect(sheet?.cells.A20003?.value).toBe((300 * 999 + 19_700 * 99_999_999) / 100)
    expect(sheet?.widths.A).toBeGreaterThan(40)
  })

  it('reads back equal', async () => {
    await writeTable(at('b.xlsx'), table)
    const { sheets } = await readOutside(await readFile(at('b.xlsx')), 'b.xlsx')
    expect(sheets[0]?.rows).toEqual([
      ['送货明细表'],
      ['单号', '日期', '数量', '单价', '金额', '件数', '备注'],
      ['=1+1', '2026-11-22', 72, 238, 17_136, 36, '+86 <&> "x"'],
      ['00123', '2026-02-28', 1.5, 1.234567, 0.1, -2, '\uFFFD 好'],
      [null, null, -3, null, -714, null, '长乐家居'],
      ['合计', null, 70.5, null, 16_422.1, 34],
    ])
  })

  it('writes an empty table with its head', async () => {
    expect(await writeTable(at('c.xlsx'), { ...table, rows: [] })).toBe(0)
    expect((await readOutside(await readFile(at('c.xlsx')), 'c.xlsx')).sheets[0]?.rows).toEqual([
      ['送货明细表'],
      ['单号', '日期', '数量', '单价', '金额', '件数', '备注'],
      ['合计', null, 0, null, 0, 0],
    ])
  })

  it('takes rows as they come and tells how far it is', async () => {
    const told: number[] = []
    const source = many(1000)
    async function* slowly() {
      for await (const row of source.rows) yield row
    }
    expect(await writeTable(at('d.xlsx'), { ...source, rows: slowly() }, (written) => told.push(written))).toBe(1000)
    expect(told).toEqual([200, 450, 700, 950, 1000])
  })

  it('leaves nothing behind when it is cancelled, and the old file as it was', async () => {
    await writeFile(at('e.xlsx'), 'old')
    const stop = new AbortController()
    await expect(
      writeTable(at('e.xlsx'), many(5000), (written) => written > 1000 && stop.abort(), stop.signal),
    ).rejects.toThrow(/abort/i)
    expect([await readFile(at('e.xlsx'), 'utf8'), await left()]).toEqual(['old', []])
  })

  it('leaves nothing behind when the rows fail, or a cell is no whole number', async () => {
    await expect(writeTable(at('f.xlsx'), { ...table, rows: [['a', null, 0.5]] })).rejects.toThrow(TypeError)
    function* broken() {
      yield ['a']
      throw new Error('lost')
    }
    await expect(writeTable(at('f.xlsx'), { ...table, rows: broken() })).rejects.toThrow('lost')
    expect((await readdir(folder)).filter((name) => name === 'f.xlsx' || name.endsWith('.part'))).toEqual([])
  })

  it('says so when the folder is gone', async () => {
    await expect(writeTable(at('no/x.xlsx'), table)).rejects.toMatchObject({
      code: 'sheets.folderGone',
      values: { name: 'x.xlsx' },
    })
  })

  it('stops at a full disk', async () => {
    const full = Object.assign(new Error('full'), { code: 'ENOSPC' })
    const writing = writeWhole(at('g.xlsx'), async (file, stop) => {
      file.destroy(full)
      await new Promise((_, reject) => stop.addEventListener('abort', () => reject(stop.reason), { once: true }))
    })
    await expect(writing).rejects.toMatchObject({ code: 'app.diskFull' })
    expect(await left()).toEqual([])
  })

  it('waits for a file that Excel holds, and gives up by name', async () => {
    let tries = 0
    const held = async (): Promise<void> => {
      tries += 1
      throw Object.assign(new Error('busy'), { code: 'EBUSY' })
    }
    const once = async (): Promise<void> => (tries < 2 ? held() : undefined)
    await replaceFile('a', 'b', undefined, once, 1)
    expect(tries).toBe(2)
    tries = 0
    await expect(replaceFile('a', at('账.xlsx'), undefined, held, 1)).rejects.toMatchObject({
      code: 'sheets.targetBusy',
      values: { name: '账.xlsx' },
    })
    expect(tries).toBe(11)
  })
})

describe('cells', () => {
  it('turns fen, micros and thousandths into the nearest double', () => {
    for (const fen of [1, 10, 29, 57, 115, 1_999_999_99, -71_400])
      expect(cellValue('money', fen)).toBe(
        Number(`${Math.trunc(fen / 100)}.${String(Math.abs(fen % 100)).padStart(2, '0')}`),
      )
    expect([
      cellValue('unitPrice', 1_234_567),
      cellValue('quantity', 1_005),
      cellValue('date', '1899-12-31'),
      cellValue('date', '2026-11-22'),
      cellValue('text', '_x0041_'),
    ]).toEqual([1.234567, 1.005, '1899-12-31', 46_348, '_x005F_x0041_'])
  })

  it('counts a Chinese character as two', () => {
    expect([textWidth('品名规格'), textWidth('PO 12'), textWidth('（元）'), textWidth('※')]).toEqual([8, 5, 6, 2])
  })

  it('makes names Excel accepts', () => {
    const taken = new Set(['长乐'])
    expect([sheetName('a/b:c*d?[e]\\f'), sheetName(''), sheetName('𠮷'.repeat(20)), sheetName('长乐', taken)]).toEqual([
      'a b c d  e  f',
      'Sheet1',
      '𠮷'.repeat(15),
      '长乐 (2)',
    ])
  })
})

describe('CSV', () => {
  it('keeps text from running as a formula, and negative numbers as numbers', () => {
    const texts = [
      '=1+1',
      '+86',
      '-cmd',
      '@x',
      '\tx',
      '\rx',
      '＝1',
      '＋1',
      '－1',
      '＠x',
      '-12.50',
      '-5',
      'a"b,c',
      '餐椅',
      -3,
    ]
    expect(csvLine(texts)).toBe(`'=1+1,'+86,'-cmd,'@x,'\tx,"'\rx",'＝1,'＋1,'－1,'＠x,-12.50,-5,"a""b,c",餐椅,-3`)
  })

  it('writes amounts exactly, in UTF-8 that Excel knows', async () => {
    expect(await writeCsv(at('a.csv'), table)).toBe(3)
    const bytes = await readFile(at('a.csv'))
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(bytes.toString('utf8').slice(1).split('\r\n').slice(0, 4)).toEqual([
      '单号,日期,数量,单价,金额,件数,备注',
      `'=1+1,2026-11-22,72,238.00,17136.00,36,"'+86 <&> ""x"""`,
      expect.stringContaining('00123,2026-02-28,1.5,1.234567,0.10,-2,') as string,
      ',,-3,,-714.00,,长乐家居',
    ])
  })
})
