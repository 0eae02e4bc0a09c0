import * as XLSX from 'xlsx'
import { describe, expect, it } from 'vitest'
import { OutsideProblem } from './problem.ts'
import { readOutside } from './read.ts'
import { makeWorkbook, makeZip, workbookParts } from './zipForTests.ts'

const text = (value: string, encoding?: 'utf16le'): Uint8Array => Buffer.from(value, encoding ?? 'utf8')

// The characters a test needs, as GBK and Big5 keep them: Node decodes those encodings but writes none.
const gbk: Record<string, number[]> = {
  品: [0xc6, 0xb7],
  名: [0xc3, 0xfb],
  数: [0xca, 0xfd],
  量: [0xc1, 0xbf],
  椅: [0xd2, 0xce],
  㐀: [0x81, 0x39, 0xee, 0x39],
  餐: [0xb2, 0xcd],
}
const gbkBytes = (value: string): Buffer =>
  Buffer.from([...value].flatMap((character) => gbk[character] ?? [character.charCodeAt(0)]))

const problemOf = async (bytes: Uint8Array, name = 'a.xlsx'): Promise<string> => {
  try {
    await readOutside(bytes, name)
    return 'none'
  } catch (error) {
    return error instanceof OutsideProblem ? error.code : String(error)
  }
}

const cell = (reference: string, value: string, style = 0, type = 'n'): string =>
  `<c r="${reference}" s="${style}"${type === 'n' ? '' : ` t="${type}"`}><v>${value}</v></c>`

describe('reading what customers send', () => {
  it('keeps numbers as numbers, dates as dates, codes with their zeros', async () => {
    const book = makeWorkbook(
      `<sheetData><row r="1">${cell('A1', '品名', 0, 'str')}${cell('B1', '46348', 1)}${cell('C1', '123', 2)}${cell('D1', '46348', 3)}${cell('E1', '12.5')}${cell('F1', '7', 4)}${cell('G1', '00123', 0, 'str')}${cell('H1', '1', 0, 'b')}</row><row r="3">${cell('A3', '46348.75', 1)}${cell('C3', '#N/A', 0, 'e')}</row></sheetData>`,
      {
        numFmts:
          '<numFmts count="2"><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="&quot;YP-&quot;000"/></numFmts>',
      },
    )
    expect(await readOutside(book, '订单.xlsx')).toEqual({
      fileName: '订单.xlsx',
      kind: 'xlsx',
      encoding: null,
      sheets: [
        {
          name: '订单',
          rows: [
            ['品名', '2026-11-22', '00123', '2026-11-22', 12.5, 'YP-007', '00123', 'TRUE'],
            [],
            ['2026-11-22', null, '#N/A'],
          ],
        },
      ],
    })
  })

  it('reads dates of a workbook that counts from 1904', async () => {
    const sheet = `<sheetData><row r="1">${cell('A1', '44886', 1)}</row></sheetData>`
    const table = await readOutside(makeWorkbook(sheet, { workbookPr: '<workbookPr date1904="1"/>' }), 'mac.xlsx')
    expect(table.sheets[0]?.rows).toEqual([['2026-11-22']])
  })

  it('reads an old .xls', async () => {
    const book = XLSX.utils.book_new()
    const sheet = XLSX.utils.aoa_to_sheet([
      ['货号', '数量', '交期'],
      ['00812', 72, 46348],
    ])
    sheet.C2 = { t: 'n', v: 46348, z: 'yyyy-mm-dd' }
    XLSX.utils.book_append_sheet(book, sheet, '订单')
    const bytes: Uint8Array = XLSX.write(book, { type: 'buffer', bookType: 'biff8' })
    const table = await readOutside(bytes, '订单.xls')
    expect(table.kind).toBe('xls')
    expect(table.sheets).toEqual([
      {
        name: '订单',
        rows: [
          ['货号', '数量', '交期'],
          ['00812', 72, '2026-11-22'],
        ],
      },
    ])
  })

  it('reads a GBK text with its commas, quotes and rare characters', async () => {
    const table = await readOutside(gbkBytes('品名,数量\r\n"餐椅,㐀 ""A""",00072\r\n\r\n'), '订单.csv')
    expect(table).toEqual({
      fileName: '订单.csv',
      kind: 'text',
      encoding: 'gb18030',
      sheets: [
        {
          name: '订单',
          rows: [
            ['品名', '数量'],
            ['餐椅,㐀 "A"', '00072'],
          ],
        },
      ],
    })
  })

  it('reads UTF-8 with and without a mark, UTF-16 with tabs, and Big5 when told', async () => {
    const plain = await readOutside(text('品名;数量\n餐椅;3'), 'a.csv')
    const marked = await readOutside(text('\uFEFF品名,数量\n餐椅,3'), 'a.csv')
    const wide = await readOutside(text('\uFEFF品名\t数量\n餐椅\t3', 'utf16le'), 'a.txt')
    const rows = [
      ['品名', '数量'],
      ['餐椅', '3'],
    ]
    expect([plain, marked, wide].map((table) => [table.encoding, table.sheets[0]?.rows])).toEqual([
      ['utf-8', rows],
      ['utf-8', rows],
      ['utf-16le', rows],
    ])
    const big5 = await readOutside(Buffer.from([0xbc, 0xc6, 0xb6, 0x71, 0x2c, 0x33]), 'a.csv', 'big5')
    expect(big5.sheets[0]?.rows).toEqual([['數量', '3']])
  })

  it('reads a web page saved as .xls in GBK, codes as written', async () => {
    const page = gbkBytes(
      '<html><body><table><tr><td>品名</td><td>数量</td></tr><tr><td>餐椅</td><td>007</td></tr></table></body></html>',
    )
    const table = await readOutside(page, '订单.xls')
    expect([table.kind, table.encoding, table.sheets[0]?.rows]).toEqual([
      'html',
      'gb18030',
      [
        ['品名', '数量'],
        ['餐椅', '007'],
      ],
    ])
  })

  it('does not mind an empty row at the very end, as office programs write it', async () => {
    const book = makeWorkbook(`<sheetData><row r="1">${cell('A1', '5')}</row><row r="1048576" ht="12.8"/></sheetData>`)
    expect((await readOutside(book, 'a.xlsx')).sheets[0]?.rows).toEqual([[5]])
  })

  it('does not take a line that looks like another format for one', async () => {
    const table = await readOutside(text('ID;名称\nTABLE;餐椅'), 'a.csv')
    expect(table.sheets[0]?.rows).toEqual([
      ['ID', '名称'],
      ['TABLE', '餐椅'],
    ])
  })
})

describe('refusing what must not be read', () => {
  const sheetOf = (inside: string): Buffer => makeWorkbook(inside)
  const withPart = (name: string, data: string | Buffer): Buffer =>
    makeZip([...workbookParts('<sheetData/>'), { name, data }])
  const big = (count: number, tag: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => tag(index)).join('')

  const corpus: [string, () => Buffer, string][] = [
    [
      'a merge over the whole sheet',
      () => sheetOf('<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
      'tooManyRows',
    ],
    [
      'a merge over a whole row',
      () => sheetOf('<sheetData/><mergeCells><mergeCell ref="A1:XFD1"/></mergeCells>'),
      'tooManyColumns',
    ],
    [
      'a cell at the last place',
      () => sheetOf(`<sheetData><row r="1048576">${cell('XFD1048576', '1')}</row></sheetData>`),
      'tooManyRows',
    ],
    [
      'a cell far right',
      () => sheetOf(`<sheetData><row r="1">${cell('XFD1', '1')}</row></sheetData>`),
      'tooManyColumns',
    ],
    [
      'a cell far down in a row that says nothing',
      () => sheetOf(`<sheetData><row>${cell('A1048576', '1')}</row></sheetData>`),
      'tooManyRows',
    ],
    ['a huge dimension', () => sheetOf('<dimension ref="A1:XFD1048576"/><sheetData/>'), 'tooManyRows'],
    [
      'a hyperlink over the whole sheet',
      () => sheetOf('<sheetData/><hyperlinks><hyperlink ref="A1:XFD1048576"/></hyperlinks>'),
      'tooManyRows',
    ],
    [
      'an attribute that hides a reference behind >',
      () => sheetOf('<sheetData><row a=">" r="1048576"><c><v>1</v></c></row></sheetData>'),
      'tooManyRows',
    ],
    ['20,001 rows', () => sheetOf(`<sheetData>${big(20_001, () => '<row/>')}</sheetData>`), 'tooManyRows'],
    [
      '201 columns',
      () => sheetOf(`<sheetData><row>${big(201, () => '<c><v>1</v></c>')}</row></sheetData>`),
      'tooManyColumns',
    ],
    [
      '5,001 merges',
      () =>
        sheetOf(`<mergeCells>${big(5001, (index) => `<mergeCell ref="A${index + 1}:B${index + 1}"/>`)}</mergeCells>`),
      'tooManyMerges',
    ],
    [
      'a comment at the last place',
      () => withPart('xl/comments1.xml', '<comments><commentList><comment ref="XFD1048576"/></commentList></comments>'),
      'tooManyRows',
    ],
    ['a document type', () => withPart('xl/a.xml', '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'), 'dtd'],
    ['a document type in UTF-16', () => withPart('xl/a.xml', Buffer.from('\uFEFF<!DOCTYPE a><a/>', 'utf16le')), 'dtd'],
    ['an archive inside', () => withPart('xl/embeddings/a.bin', makeZip([{ name: 'x', data: 'y' }])), 'nested'],
    ['a workbook inside', () => withPart('xl/embeddings/a.xlsx', 'x'), 'nested'],
    ['a name that climbs', () => withPart('../../etc/passwd', 'x'), 'badNames'],
    ['a name with a drive', () => withPart('C:/windows/x', 'x'), 'badNames'],
    ['a name with a backslash', () => withPart('xl\\x', 'x'), 'badNames'],
    ['macros', () => withPart('xl/vbaProject.bin', 'x'), 'macros'],
    ['Excel 4 macros', () => withPart('xl/macrosheets/sheet1.xml', '<a/>'), 'macros'],
    ['binary sheets', () => withPart('xl/worksheets/sheet2.bin', 'x'), 'binaryWorkbook'],
    [
      'OpenDocument',
      () =>
        makeZip([
          { name: 'mimetype', data: 'x' },
          { name: 'META-INF/manifest.xml', data: '<a/>' },
        ]),
      'openDocument',
    ],
    [
      'a Word file',
      () =>
        makeZip([
          { name: '[Content_Types].xml', data: '<Types/>' },
          { name: 'word/document.xml', data: '<a/>' },
        ]),
      'notSpreadsheet',
    ],
    [
      'more than 200 files',
      () => makeZip(Array.from({ length: 201 }, (_, index) => ({ name: `a${index}`, data: 'x' }))),
      'bomb',
    ],
    [
      'two files of one name',
      () => makeZip([...workbookParts('<sheetData/>'), { name: 'XL/workbook.xml', data: '<a/>' }]),
      'damaged',
    ],
    [
      'a name that differs in its head',
      () => makeZip([...workbookParts('<sheetData/>'), { name: 'xl/b.xml', data: '<a/>', localName: 'xl/c.xml' }]),
      'damaged',
    ],
    [
      'an encrypted file inside',
      () => makeZip([...workbookParts('<sheetData/>'), { name: 'xl/b.xml', data: '<a/>', flags: 1 }]),
      'encrypted',
    ],
    [
      'a size that is a lie',
      () => makeZip([...workbookParts('<sheetData/>'), { name: 'xl/b.xml', data: '<a/>', claimedSize: 4_000_000_000 }]),
      'damaged',
    ],
    ['a truncated file', () => makeWorkbook('<sheetData/>').subarray(0, 900), 'damaged'],
    ['a picture', () => Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]), 'notSpreadsheet'],
    ['a PDF', () => Buffer.from('%PDF-1.7'), 'notSpreadsheet'],
    ['binary rubbish', () => Buffer.from([1, 2, 3, 0, 255, 254, 7]), 'notSpreadsheet'],
    ['a web page without a table', () => Buffer.from('<html><body>x</body></html>'), 'notSpreadsheet'],
    [
      'a page with a cell of a million columns',
      () => Buffer.from('<table><tr><td colspan="1000000">x</td></tr></table>'),
      'tooManyColumns',
    ],
    [
      'Excel XML with a row at the end',
      () =>
        Buffer.from(
          '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table><Row ss:Index="1048576"/></Table></Worksheet></Workbook>',
        ),
      'tooManyRows',
    ],
    [
      'an entity bomb in XML',
      () => Buffer.from('<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Workbook/>'),
      'dtd',
    ],
    ['20,001 lines', () => Buffer.from('a\n'.repeat(20_001)), 'tooManyRows'],
    ['spaces only', () => Buffer.from('  \r\n '), 'emptyFile'],
    ['nothing', () => Buffer.alloc(0), 'emptyFile'],
    ['more than 20 MB', () => Buffer.alloc(20 * 1024 * 1024 + 1), 'tooLarge'],
  ]
  it.each(corpus)('refuses %s', async (_, make, problem) => {
    const bytes = make()
    const before = performance.now()
    expect(await problemOf(bytes)).toBe(problem)
    expect(performance.now() - before).toBeLessThan(5000)
  })

  it('refuses .xlsm and .xlsb by name too', async () => {
    const book = makeWorkbook('<sheetData/>')
    expect([await problemOf(book, 'a.xlsm'), await problemOf(book, 'a.XLSB'), await problemOf(book, 'a.xlsx')]).toEqual(
      ['macros', 'binaryWorkbook', 'none'],
    )
  })

  it('stops a bomb long before it is unpacked', async () => {
    const bomb = makeZip([
      ...workbookParts('<sheetData/>'),
      { name: 'xl/sharedStrings.xml', data: Buffer.alloc(20_000_000, 0x61) },
    ])
    expect(bomb.byteLength).toBeLessThan(100_000)
    const before = process.memoryUsage().arrayBuffers
    expect(await problemOf(bomb)).toBe('bomb')
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(12_000_000)
  })

  it('refuses a flipped bit anywhere in the data', async () => {
    const book = makeWorkbook(`<sheetData><row r="1">${cell('A1', '14160')}</row></sheetData>`)
    const at = book.indexOf('worksheets/sheet1.xml') + 'worksheets/sheet1.xml'.length + 60
    book[at] = (book[at] ?? 0) ^ 4
    expect(await problemOf(book)).toBe('damaged')
  })

  it('leaves Object.prototype alone', async () => {
    const parts = workbookParts(
      `<sheetData><row r="1">${cell('A1', '__proto__', 0, 'str')}${cell('B1', 'constructor', 0, 'str')}</row></sheetData>`,
      { sheetName: '__proto__' },
    )
    await problemOf(
      makeZip([
        ...parts,
        {
          name: 'xl/comments1.xml',
          data: '<comments><commentList><comment ref="__proto__"/></commentList></comments>',
        },
      ]),
    )
    await problemOf(makeZip(parts))
    expect(Object.keys(Object.prototype)).toEqual([])
    for (const key in {}) expect(key).toBe('none')
  })

  it('takes a password for what it is', async () => {
    const box = XLSX.CFB.utils.cfb_new()
    XLSX.CFB.utils.cfb_add(box, '/EncryptedPackage', Buffer.from('x'))
    XLSX.CFB.utils.cfb_add(box, '/EncryptionInfo', Buffer.from('x'))
    expect(await problemOf(XLSX.CFB.write(box, { type: 'buffer' }) as Buffer)).toBe('encrypted')
  })
})
