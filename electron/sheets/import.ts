import { refuse } from '../../shared/refusals.ts'
import {
  outsideLimits,
  pictureLimits,
  pictureProblems,
  problemCodes,
  textEncodings,
  type OutsideResult,
  type OutsideTable,
  type TextEncoding,
} from '../../shared/sheets.ts'
import { askDisposable, type DisposableLimits, type ForkDisposable } from '../disposable.ts'

export interface ParseOptions {
  /** Chosen by the user when the preview was garbled. */
  encoding?: TextEncoding
  /** Reads the pictures of an .xlsx too. */
  withPictures?: boolean
  wallMs?: number
  memoryBytes?: number
  memoryOf?: DisposableLimits['memoryOf']
  signal?: AbortSignal
}

const heapMegabytes = 512
// The heap limit does not bound buffers: a bomb of 400 KB took 900 MB under a heap of 512.
const memoryLimit = 800 * 1024 * 1024
const wallLimit = 10_000

const isCell = (cell: unknown): boolean => cell === null || typeof cell === 'string' || typeof cell === 'number'

const isPlaces = (list: unknown): boolean =>
  list === undefined || (Array.isArray(list) && list.every((each) => Number.isInteger(each)))

const arePictures = (list: unknown): boolean =>
  list === undefined ||
  (Array.isArray(list) &&
    list.length <= pictureLimits.anchors &&
    list.every((each: unknown) => {
      const { at, picture, problem } = { ...(each as Record<string, unknown> | null) }
      const known = problem === null || pictureProblems.some((each) => each === problem)
      return Array.isArray(at) && at.length === 4 && isPlaces(at) && (picture === null || isPlaces([picture])) && known
    }))

const hasPictures = ({ pictures, picturesMissing }: Record<string, unknown>): boolean =>
  (pictures === undefined ||
    (Array.isArray(pictures) &&
      pictures.length <= pictureLimits.pictures &&
      pictures.every((each) => each instanceof Uint8Array))) &&
  (picturesMissing === undefined || picturesMissing === true)

const hasLayout = (sheet: object): boolean => {
  const { merges, hiddenRows, hiddenColumns, hidden, pictures } = sheet as Record<string, unknown>
  return (
    (merges === undefined ||
      (Array.isArray(merges) && merges.every((each) => Array.isArray(each) && isPlaces(each)))) &&
    isPlaces(hiddenRows) &&
    isPlaces(hiddenColumns) &&
    arePictures(pictures) &&
    (hidden === undefined || hidden === true)
  )
}

const isTable = (table: unknown): table is OutsideTable =>
  typeof table === 'object' &&
  table !== null &&
  'encoding' in table &&
  (table.encoding === null || textEncodings.some((each) => each === table.encoding)) &&
  hasPictures(table as Record<string, unknown>) &&
  'sheets' in table &&
  Array.isArray(table.sheets) &&
  table.sheets.every(
    (sheet: unknown) =>
      typeof sheet === 'object' &&
      sheet !== null &&
      'name' in sheet &&
      typeof sheet.name === 'string' &&
      'rows' in sheet &&
      Array.isArray(sheet.rows) &&
      sheet.rows.every((row: unknown) => Array.isArray(row) && row.every(isCell)) &&
      hasLayout(sheet),
  )

/** The answer of the process, believed only where it has the shape of one. */
const answerOf = (message: unknown): OutsideResult => {
  if (typeof message === 'object' && message !== null && 'ok' in message) {
    if (message.ok === true && 'table' in message && isTable(message.table)) return { ok: true, table: message.table }
    const problem = 'problem' in message ? problemCodes.find((code) => code === message.problem) : undefined
    if (problem) return { ok: false, problem }
  }
  return { ok: false, problem: 'stopped' }
}

/**
 * Reads a file from outside in a process that may take 10 seconds, 512 MB of heap and 800 MB in all, and is killed
 * afterwards whatever it did. Never rejects for what the file is: the problem is part of the result.
 */
export const tryOutside = async (
  fork: ForkDisposable,
  bytes: Uint8Array,
  fileName: string,
  { encoding, withPictures, wallMs = wallLimit, memoryBytes = memoryLimit, memoryOf, signal }: ParseOptions = {},
): Promise<OutsideResult> => {
  if (bytes.byteLength > outsideLimits.fileBytes) return { ok: false, problem: 'tooLarge' }
  const request = { bytes, fileName, ...(encoding ? { encoding } : {}), ...(withPictures ? { withPictures } : {}) }
  const result = await askDisposable(fork, request, { wallMs, memoryBytes, heapMegabytes, memoryOf, signal })
  return 'answer' in result ? answerOf(result.answer) : { ok: false, problem: result.problem }
}

/** `tryOutside`, refusing with the problem's sentence. */
export const parseOutside = async (
  fork: ForkDisposable,
  bytes: Uint8Array,
  fileName: string,
  options: ParseOptions = {},
): Promise<OutsideTable> => {
  const result = await tryOutside(fork, bytes, fileName, options)
  if (!result.ok) throw refuse(`sheets.${result.problem}`, { name: fileName })
  return result.table
}
