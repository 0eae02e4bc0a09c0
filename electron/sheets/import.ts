import { readFile } from 'node:fs/promises'
import { refuse } from '../../shared/refusals.ts'
import {
  outsideLimits,
  pictureLimits,
  pictureProblems,
  problemCodes,
  textEncodings,
  type OutsideResult,
  type OutsideTable,
  type ProblemCode,
  type TextEncoding,
} from '../../shared/sheets.ts'

/** What is needed of a started import process; Electron's UtilityProcess has it, and `forkInNode` makes it. */
export interface ImportProcess {
  readonly pid?: number | undefined
  postMessage: (message: unknown) => void
  on: {
    (event: 'message', listener: (message: unknown) => void): unknown
    (event: 'exit', listener: (code: number | null) => void): unknown
  }
  kill: () => boolean
}

/** Starts `electron/importer.ts` (packaged: `importer.js`) with these options for Node. */
export type ForkImporter = (execArgv: string[]) => ImportProcess

export interface ParseOptions {
  /** Chosen by the user when the preview was garbled. */
  encoding?: TextEncoding
  /** Reads the pictures of an .xlsx too. */
  withPictures?: boolean
  wallMs?: number
  memoryBytes?: number
  /** Resident memory of a process in bytes, null when unknown. Needed where there is no /proc: on Windows, Electron's own figures. */
  memoryOf?: (pid: number) => Promise<number | null>
  signal?: AbortSignal
}

const heapMegabytes = 512
// The heap limit does not bound buffers: a bomb of 400 KB took 900 MB under a heap of 512.
const memoryLimit = 800 * 1024 * 1024
const wallLimit = 10_000
const watchEvery = 50

/** Resident memory on Linux; null where there is no /proc. */
const memoryFromProc = async (pid: number): Promise<number | null> => {
  if (process.platform !== 'linux') return null
  try {
    const pages = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')[1]
    return Number(pages) * 4096
  } catch (error) {
    // The process ended between two looks; its `exit` tells what there is to tell.
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')) return null
    throw error
  }
}

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
export const tryOutside = (
  fork: ForkImporter,
  bytes: Uint8Array,
  fileName: string,
  options: ParseOptions = {},
): Promise<OutsideResult> => {
  if (bytes.byteLength > outsideLimits.fileBytes) return Promise.resolve({ ok: false, problem: 'tooLarge' })
  return new Promise((resolve, reject) => {
    options.signal?.throwIfAborted()
    const child = fork([`--max-old-space-size=${heapMegabytes}`])
    let settled = false
    const settle = (finish: () => void): void => {
      if (settled) return
      settled = true
      clearTimeout(wall)
      clearInterval(watch)
      options.signal?.removeEventListener('abort', abort)
      child.kill()
      finish()
    }
    const stop = (problem: ProblemCode): void => settle(() => resolve({ ok: false, problem }))
    const abort = (): void => settle(() => reject(options.signal?.reason))
    const wall = setTimeout(() => stop('timedOut'), options.wallMs ?? wallLimit)
    const memoryOf = options.memoryOf ?? memoryFromProc
    const look = async (): Promise<void> => {
      const memory = child.pid === undefined ? null : await memoryOf(child.pid)
      if (memory !== null && memory > (options.memoryBytes ?? memoryLimit)) stop('outOfMemory')
    }
    const watch = setInterval(() => void look().catch((error: unknown) => settle(() => reject(error))), watchEvery)
    options.signal?.addEventListener('abort', abort, { once: true })
    child.on('message', (message) => settle(() => resolve(answerOf(message))))
    // Out of heap ends the process by a signal or code 134; anything else that ends it without an answer is a crash.
    child.on('exit', (code) => stop(code === null || code === 134 || code === 5 ? 'outOfMemory' : 'stopped'))
    const { encoding, withPictures } = options
    child.postMessage({
      bytes,
      fileName,
      ...(encoding ? { encoding } : {}),
      ...(withPictures ? { withPictures } : {}),
    })
  })
}

/** `tryOutside`, refusing with the problem's sentence. */
export const parseOutside = async (
  fork: ForkImporter,
  bytes: Uint8Array,
  fileName: string,
  options: ParseOptions = {},
): Promise<OutsideTable> => {
  const result = await tryOutside(fork, bytes, fileName, options)
  if (!result.ok) throw refuse(`sheets.${result.problem}`, { name: fileName })
  return result.table
}
