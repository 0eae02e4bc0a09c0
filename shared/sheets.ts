/**
 * Tables that came from outside: a customer's Excel order, a list of products, a price list (demands.md 3.8).
 * Column names differ from office to office, so columns are found by their heading, never by their position.
 */

/** A cell as read: dates are `YYYY-MM-DD` text, numbers with leading zeros are text, an empty cell is null. */
export type OutsideCell = string | number | null

/** Why a picture of a workbook is not taken along; `missing` lies outside the file or nowhere. */
export const pictureProblems = ['tooLarge', 'notPicture', 'damaged', 'tooManyPixels', 'missing', 'tooMany'] as const
export type PictureProblem = (typeof pictureProblems)[number]

/** A picture that lies on the cells `[top, left, bottom, right]`, from 0. */
export interface SheetPicture {
  at: readonly [number, number, number, number]
  /** Its place in `OutsideTable.pictures`; null where there is a problem. */
  picture: number | null
  problem: PictureProblem | null
}

export interface OutsideSheet {
  name: string
  rows: OutsideCell[][]
  /** `[top, left, bottom, right]` of merged cells, from 0; left out where there are none. */
  merges?: readonly (readonly [number, number, number, number])[]
  /** What the sender hid, from 0; left out where there is nothing. */
  hiddenRows?: number[]
  hiddenColumns?: number[]
  hidden?: boolean
  /** Only where pictures were asked for and found. */
  pictures?: SheetPicture[]
}

/** How the characters of a text file were read. */
export const textEncodings = ['utf-8', 'gb18030', 'big5', 'utf-16le', 'utf-16be'] as const
export type TextEncoding = (typeof textEncodings)[number]
/** What the user may choose for a garbled preview; `auto` finds out by the bytes. GB18030 reads every GBK file. */
export const encodingChoices = ['auto', 'utf-8', 'gb18030', 'big5'] as const
export type EncodingChoice = (typeof encodingChoices)[number]

export interface OutsideTable {
  fileName: string
  kind: 'xlsx' | 'xls' | 'html' | 'text'
  /** Null for workbooks, which carry their own. */
  encoding: TextEncoding | null
  sheets: OutsideSheet[]
  /** PNG and JPEG files, each once; only where they were asked for and found. */
  pictures?: Uint8Array[]
  /** There are pictures that could not be found: their part of the file is damaged, or there are too many. */
  picturesMissing?: boolean
}

/** Every reason not to read a file; each has its sentence `sheets.<code>` in `shared/locales/sheets.ts`. */
export const problemCodes = [
  'tooLarge',
  'emptyFile',
  'notSpreadsheet',
  'damaged',
  'notThisEncoding',
  'bomb',
  'tooManyRows',
  'tooManyColumns',
  'tooManyMerges',
  'tooMuchText',
  'encrypted',
  'nested',
  'badNames',
  'dtd',
  'macros',
  'binaryWorkbook',
  'oldWorkbook',
  'openDocument',
  'timedOut',
  'outOfMemory',
  'stopped',
] as const
export type ProblemCode = (typeof problemCodes)[number]

export type OutsideResult = { ok: true; table: OutsideTable } | { ok: false; problem: ProblemCode }

/** What may be read at most (reliability.md F1). */
export const outsideLimits = {
  fileBytes: 20 * 1024 * 1024,
  entries: 200,
  unpackedBytes: 100 * 1024 * 1024,
  /** Unpacked to packed, for one entry. */
  ratio: 100,
  rows: 20_000,
  columns: 200,
  merges: 5_000,
  cells: 500_000,
  characters: 10_000_000,
} as const

/** What is read of the pictures at most; one of them has at most `largestPictureBytes` (shared/pictures.ts). */
export const pictureLimits = {
  /** Of all sheets, so that a drawing of a million anchors costs no more than an honest one. */
  anchors: 1000,
  pictures: 200,
  bytes: 20 * 1024 * 1024,
  /** Unpacked, of all drawings with their relations. */
  xmlBytes: 8 * 1024 * 1024,
} as const

// Headings of Taiwan and Hong Kong customers, so that one alias serves both scripts.
const traditional =
  '單價數編號貨訂備註規顏產稱電話傳聯係絡簡戶額總計幣稅報圖長寬體積裝淨類別倉庫發開銀帳賬帐項質條碼購貿細'
const simplified =
  '单价数编号货订备注规颜产称电话传联系络简户额总计币税报图长宽体积装净类别仓库发开银账账账项质条码购贸细'
const simple = new Map([...traditional].map((character, index) => [character, [...simplified][index] ?? character]))

/** A heading reduced to what is compared: `＊單 價（元）：` → `单价元`. */
export const plainHeading = (heading: OutsideCell | undefined): string =>
  [
    ...String(heading ?? '')
      .normalize('NFKC')
      .toLowerCase(),
  ]
    .map((character) => simple.get(character) ?? character)
    .join('')
    .replace(/[\s\p{P}\p{S}]/gu, '')

const withoutBrackets = (heading: OutsideCell | undefined): string =>
  plainHeading(
    String(heading ?? '')
      .normalize('NFKC')
      .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】|〔[^〕]*〕/g, ''),
  )

/** 4 the same, 3 the same but for what stands in brackets, 2 begins so, 1 contains it, 0 nothing in common. */
const likeness = (heading: OutsideCell | undefined, alias: string): number => {
  const wanted = plainHeading(alias)
  const whole = plainHeading(heading)
  if (wanted === '' || whole === '') return 0
  if (whole === wanted) return 4
  if (withoutBrackets(heading) === wanted) return 3
  // A heading is a few words; a sentence that happens to contain 数量 is none.
  if (wanted.length < 2 || whole.length > wanted.length + 8) return 0
  if (whole.startsWith(wanted)) return 2
  return whole.includes(wanted) ? 1 : 0
}

/**
 * The row that holds the headings, among the first 50: the one where most different aliases are found.
 * Null when no row holds two of them (a sheet of a single known column is no order).
 */
export const findHeaderRow = (rows: readonly (readonly OutsideCell[])[], aliases: readonly string[]): number | null => {
  let best: { row: number; score: number } | null = null
  for (const [row, cells] of rows.slice(0, 50).entries()) {
    const texts = cells.filter((cell) => typeof cell === 'string' && cell.trim() !== '')
    const scores = texts.map((cell) => Math.max(0, ...aliases.map((alias) => likeness(cell, alias))))
    const found = scores.filter((score) => score > 0)
    const score = found.reduce((sum, each) => sum + each, 0)
    if (found.length >= 2 && (!best || score > best.score)) best = { row, score }
  }
  return best?.row ?? null
}

export interface ColumnField<Field extends string = string> {
  field: Field
  aliases: readonly string[]
}

export interface ColumnMatch<Field extends string = string> {
  field: Field
  /** Index of the column; null when no heading fits. */
  column: number | null
  /** The heading as it stands in the file; empty when none fits. */
  heading: string
  /** True when the heading is the alias itself; a guess should be shown to be confirmed. */
  sure: boolean
}

/** Finds each field's column by its heading. One column serves one field; the closest likeness goes first. */
export const matchColumns = <Field extends string>(
  headerCells: readonly OutsideCell[],
  fields: readonly ColumnField<Field>[],
): ColumnMatch<Field>[] => {
  const candidates = fields.flatMap(({ field, aliases }, order) =>
    headerCells.flatMap((heading, column) => {
      const best = aliases
        .map((alias) => ({ score: likeness(heading, alias), length: plainHeading(alias).length }))
        .toSorted((a, b) => b.score - a.score || b.length - a.length)[0]
      return best && best.score > 0 ? [{ field, column, order, ...best }] : []
    }),
  )
  // Among equal likenesses the longer alias says more: 客户订单号 before 单号.
  candidates.sort((a, b) => b.score - a.score || b.length - a.length || a.column - b.column || a.order - b.order)
  const chosen = new Map<Field, (typeof candidates)[number]>()
  const taken = new Set<number>()
  for (const candidate of candidates) {
    if (chosen.has(candidate.field) || taken.has(candidate.column)) continue
    chosen.set(candidate.field, candidate)
    taken.add(candidate.column)
  }
  return fields.map(({ field }) => {
    const match = chosen.get(field)
    if (!match) return { field, column: null, heading: '', sure: false }
    return {
      field,
      column: match.column,
      heading: String(headerCells[match.column] ?? ''),
      sure: match.score >= 3,
    }
  })
}
