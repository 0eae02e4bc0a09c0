import * as XLSX from 'xlsx'

/** Writes files as customers send them: .xlsx, real BIFF .xls, web pages saved as .xls, CSV in the old encodings. */

export type Cell = string | number | null | XLSX.CellObject
export interface MadeSheet {
  name?: string
  rows: Cell[][]
  /** `A1:F1` */
  merges?: string[]
  hiddenRows?: number[]
  hiddenColumns?: number[]
  hidden?: boolean
}

/** A date as Excel keeps it: a day number with a format. */
export const day = (iso: string, format = 'yyyy-mm-dd', is1904 = false): XLSX.CellObject => ({
  t: 'n',
  v: Date.parse(`${iso}T00:00:00Z`) / 86_400_000 + 25_569 - (is1904 ? 1462 : 0),
  z: format,
})
export const numberAs = (value: number, format: string): XLSX.CellObject => ({ t: 'n', v: value, z: format })

const hiddenList = (indexes: number[] | undefined): { hidden: boolean }[] | undefined =>
  indexes && Array.from({ length: Math.max(...indexes) + 1 }, (_, index) => ({ hidden: indexes.includes(index) }))

const sheetOf = ({ rows, merges, hiddenRows, hiddenColumns }: MadeSheet): XLSX.WorkSheet => {
  const sheet = XLSX.utils.aoa_to_sheet(rows)
  if (merges) sheet['!merges'] = merges.map((range) => XLSX.utils.decode_range(range))
  const [hidRows, hidColumns] = [hiddenList(hiddenRows), hiddenList(hiddenColumns)]
  if (hidRows) sheet['!rows'] = hidRows
  if (hidColumns) sheet['!cols'] = hidColumns
  return sheet
}

export const workbook = (
  sheets: MadeSheet[],
  bookType: 'xlsx' | 'biff8' | 'biff5' | 'xlml' = 'xlsx',
  date1904 = false,
): Uint8Array => {
  const book = XLSX.utils.book_new()
  for (const [index, sheet] of sheets.entries())
    XLSX.utils.book_append_sheet(book, sheetOf(sheet), sheet.name ?? `Sheet${index + 1}`)
  book.Workbook = {
    WBProps: { date1904 },
    Sheets: sheets.map(({ hidden }) => ({ Hidden: hidden ? 1 : 0 })),
  }
  const bytes: unknown = XLSX.write(book, { type: 'buffer', bookType, compression: true, cellStyles: true })
  return new Uint8Array(bytes as Buffer)
}

const tables = new Map<string, Map<string, number[]>>()
/** Every two-byte character of an old encoding, told by reading them all. */
const tableOf = (encoding: 'gbk' | 'big5'): Map<string, number[]> => {
  const known = tables.get(encoding)
  if (known) return known
  const decoder = new TextDecoder(encoding)
  const table = new Map<string, number[]>()
  for (let high = 0x81; high <= 0xfe; high += 1)
    for (let low = 0x40; low <= 0xfe; low += 1) {
      const text = decoder.decode(Uint8Array.of(high, low))
      if ([...text].length === 1 && text !== '\ufffd' && !table.has(text)) table.set(text, [high, low])
    }
  tables.set(encoding, table)
  return table
}

export const encoded = (text: string, encoding: 'utf-8' | 'gbk' | 'big5' | 'utf-16le'): Uint8Array => {
  if (encoding === 'utf-8') return new TextEncoder().encode(text)
  if (encoding === 'utf-16le') return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
  const table = tableOf(encoding)
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.charCodeAt(0)
      const bytes = code < 0x80 ? [code] : table.get(character)
      if (!bytes) throw new Error(`${character} is not in ${encoding}`)
      return bytes
    }),
  )
}

const textOf = (cell: Cell): string => (cell !== null && typeof cell === 'object' ? (cell.w ?? '') : String(cell ?? ''))
const quoted = (cell: Cell): string => {
  const text = textOf(cell)
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
export const csv = (rows: Cell[][], separator = ','): string =>
  rows.map((row) => row.map(quoted).join(separator)).join('\r\n')

/** What old ERPs and web shops call an Excel file. */
export const htmlTable = (rows: Cell[][], head = ''): string =>
  `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">${head}</head><body><table border="1">${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${textOf(cell)}</td>`).join('')}</tr>`)
    .join('')}</table></body></html>`
