/**
 * Tables a customer orders by: known by their first bytes, and text by its name as well. Nothing of them is parsed here;
 * that is done in the import process (electron/importer.ts).
 */

export const tableMediaTypes = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xls: 'application/vnd.ms-excel',
  csv: 'text/csv',
} as const
export type TableMediaType = (typeof tableMediaTypes)[keyof typeof tableMediaTypes]

const all: readonly string[] = Object.values(tableMediaTypes)
export const isTableMedia = (mediaType: string): mediaType is TableMediaType => all.includes(mediaType)

const startsWith = (bytes: Uint8Array, ...wanted: number[]): boolean =>
  wanted.every((byte, index) => bytes[index] === byte)

/** The names at the end of an archive say what it is. */
const namesWorkbook = (bytes: Uint8Array): boolean => {
  let names = ''
  for (const byte of bytes.subarray(Math.max(0, bytes.length - 65_536))) names += String.fromCharCode(byte)
  return /\[Content_Types\]\.xml/i.test(names) && names.includes('xl/')
}

const isUtf16 = (bytes: Uint8Array): boolean => startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)

/** No control codes at its start: text in any encoding. */
const isText = (bytes: Uint8Array): boolean =>
  bytes.length > 0 &&
  (isUtf16(bytes) || bytes.subarray(0, 4096).every((byte) => byte >= 32 || (byte >= 9 && byte <= 13) || byte === 27))

/** What kind of table a file is; null when it is none. A web page saved as .xls is one, any other web page is not. */
export const sniffTable = (bytes: Uint8Array, fileName: string): TableMediaType | null => {
  if (startsWith(bytes, 0x50, 0x4b, 3, 4)) return namesWorkbook(bytes) ? tableMediaTypes.xlsx : null
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return tableMediaTypes.xls
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46) || !isText(bytes)) return null
  if (/\.xls$/i.test(fileName)) return tableMediaTypes.xls
  return /\.csv$/i.test(fileName) ? tableMediaTypes.csv : null
}
