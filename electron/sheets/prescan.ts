import { outsideLimits } from '../../shared/sheets.ts'
import { OutsideProblem } from './problem.ts'
import { unpack, zipEntries, type UnpackBudget, type ZipEntry } from './zip.ts'

/**
 * Looks through a workbook before a spreadsheet library sees it (reliability.md F1): a file of 1.4 KB with one
 * merged range over the whole sheet makes such libraries use up all memory.
 */

const tooFar = (row: number, column: number): void => {
  if (row > outsideLimits.rows) throw new OutsideProblem('tooManyRows')
  if (column > outsideLimits.columns) throw new OutsideProblem('tooManyColumns')
}

/** 1 of A, 27 of AA. */
const columnNumber = (letters: string): number => {
  let number = 0
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64
  return number
}

/** A reference such as `A1:K20`; anything else in its place is no reference. */
const checkRange = (range: string): void => {
  const corners = /^\$?([A-Z]{1,4})\$?(\d{1,8})(?::\$?([A-Z]{1,4})\$?(\d{1,8}))?$/i.exec(range)
  if (!corners) throw new OutsideProblem('damaged')
  tooFar(Number(corners[2]), columnNumber(corners[1] ?? ''))
  if (corners[3]) tooFar(Number(corners[4]), columnNumber(corners[3]))
}

interface TagCounts {
  rows: number
  merges: number
  /** Where the cells stand that do not say so themselves. */
  row: number
  column: number
}

// Up to the next `<`: an attribute may hold a `>`, but never a `<`.
const tags = /<(?:[\w.-]+:)?(row|c|mergeCell|dimension|hyperlink|comment)(?=[\s/>])([^<]*)/g
const ofReference = /\sref\s*=\s*["']([^"']*)["']/
const ofRow = /\sr\s*=\s*["'](\d+)["']/
const ofCell = /\sr\s*=\s*["']([A-Za-z]+)(\d+)["']/

const checkTag = (name: string, attributes: string, counts: TagCounts): void => {
  if (name === 'c') {
    const at = ofCell.exec(attributes)
    counts.column = at ? columnNumber(at[1] ?? '') : counts.column + 1
    tooFar(at ? Number(at[2]) : counts.row, counts.column)
  } else if (name === 'row') {
    counts.rows += 1
    counts.column = 0
    counts.row = Number(ofRow.exec(attributes)?.[1] ?? counts.row + 1)
    // An empty row may stand anywhere: office programs note the height of the very last one.
    tooFar(counts.rows, 0)
  } else {
    if (name === 'mergeCell' && (counts.merges += 1) > outsideLimits.merges) throw new OutsideProblem('tooManyMerges')
    const range = ofReference.exec(attributes)?.[1]
    if (range !== undefined) checkRange(range)
  }
}

const longestTag = 256 * 1024

/** Reads the pieces of an XML part for tags that would make a sheet huge, and for definitions (DTD). */
const xmlScanner = (part: string): ((piece: Buffer) => void) => {
  const isContentTypes = part.toLowerCase().endsWith('[content_types].xml')
  const counts: TagCounts = { rows: 0, merges: 0, row: 0, column: 0 }
  let rest = ''
  return (piece) => {
    // One byte a character finds every tag; without the zeros, also those written in UTF-16.
    const text = rest + piece.toString('latin1').replaceAll('\0', '')
    const end = text.lastIndexOf('<')
    const whole = text.slice(0, Math.max(0, end))
    rest = end < 0 ? '' : text.slice(end)
    if (rest.length > longestTag) rest = rest.slice(0, longestTag)
    if (/<!\s*(?:DOCTYPE|ENTITY|ELEMENT|ATTLIST)/i.test(whole)) throw new OutsideProblem('dtd')
    // Macro-enabled by its own declaration, whatever the file is called.
    // What `.bin` would be is named by web programs that write none.
    const declared = isContentTypes ? whole.replace(/<Default\s[^<>]*Extension="bin"[^<>]*>/gi, '') : ''
    if (/macroEnabled|vbaProject/i.test(declared)) throw new OutsideProblem('macros')
    for (const [, name, attributes] of whole.matchAll(tags)) checkTag(name ?? '', attributes ?? '', counts)
  }
}

const startsWith = (piece: Buffer, ...bytes: number[]): boolean => bytes.every((byte, index) => piece[index] === byte)

const isXml = (piece: Buffer): boolean =>
  piece
    .subarray(0, 64)
    .toString('latin1')
    .replace(/^[\0\xef\xbb\xbf\xfe\xff\s]+/, '')
    .startsWith('<')

const scanEntry = async (entry: ZipEntry, budget: UnpackBudget): Promise<void> => {
  let scan: ((piece: Buffer) => void) | null = null
  let first = true
  for await (const piece of unpack(entry, budget)) {
    if (first) {
      if (startsWith(piece, 0x50, 0x4b, 3, 4) || startsWith(piece, 0x50, 0x4b, 5, 6)) throw new OutsideProblem('nested')
      if (isXml(piece)) scan = xmlScanner(entry.name)
      first = false
    }
    scan?.(piece)
  }
  // The last tag has no successor to end it.
  scan?.(Buffer.from('<'))
}

/** Parts that only say where pictures lie: an order can be read without them. */
const isDrawing = (name: string): boolean => /^\/?xl\/(?:drawings\/|(?:_rels\/)?cellimages\.xml)/i.test(name)

/** False for a drawing made to hurt: nobody may read it, and the order beside it can be read without. */
const isFit = async (entry: ZipEntry, budget: UnpackBudget): Promise<boolean> => {
  try {
    await scanEntry(entry, budget)
    return true
  } catch (error) {
    if (!(error instanceof OutsideProblem) || !isDrawing(entry.name)) throw error
    return false
  }
}

/** What kind of archive it is, told from the names inside; only a plain .xlsx is read. */
const refuseOtherKinds = (entries: readonly ZipEntry[]): void => {
  const names = entries.map(({ name }) => name.replace(/^\//, '').toLowerCase())
  if (names.some((name) => /(^|\/)vbaproject\.bin$|^xl\/macrosheets\//.test(name))) throw new OutsideProblem('macros')
  if (names.includes('xl/workbook.bin')) throw new OutsideProblem('binaryWorkbook')
  // These names make the library read another format altogether, past everything checked here.
  if (names.some((name) => /^(meta-inf\/manifest\.xml|objectdata\.xml|index\.zip)$|\.iwa$/.test(name))) {
    throw new OutsideProblem('openDocument')
  }
  const harmless = /(^|\/)(printersettings|embeddings|activex|ctrlprops|media|customproperty)[^/]*\//
  if (names.some((name) => name.endsWith('.bin') && !harmless.test(`${name}/`)))
    throw new OutsideProblem('binaryWorkbook')
  if (names.some((name) => /\.(zip|rar|7z|xlsx|xlsm|xlsb|docx|pptx|jar)$/.test(name)))
    throw new OutsideProblem('nested')
  if (!names.includes('[content_types].xml') || !names.some((name) => /^xl\/workbook\d*\.xml$/.test(name))) {
    throw new OutsideProblem('notSpreadsheet')
  }
}

/**
 * Passes for a plain .xlsx within the limits; throws an OutsideProblem otherwise. Gives the parts that may be read: all
 * but drawings made to hurt.
 */
export const prescanWorkbook = async (bytes: Uint8Array): Promise<{ entries: ZipEntry[]; unfit: number }> => {
  if (bytes.byteLength > outsideLimits.fileBytes) throw new OutsideProblem('tooLarge')
  const entries = zipEntries(bytes)
  refuseOtherKinds(entries)
  const budget: UnpackBudget = { used: 0 }
  const fit: ZipEntry[] = []
  for (const entry of entries) if (await isFit(entry, budget)) fit.push(entry)
  return { entries: fit, unfit: entries.length - fit.length }
}
