/**
 * The import process: reads one file from outside and is then killed (reliability.md 3.3). It has no database, no
 * window and nothing to lose. Started by `electron/sheets/import.ts`, under Electron as a utility process, in
 * tests as a child of Node.
 */
import type { OutsideResult, ProblemCode, TextEncoding } from '../shared/sheets.ts'
import type { TemplateReport } from '../shared/statementTemplate.ts'

// First of all: a file can no longer reach the prototype all objects share (libraries.md 1.4).
Reflect.deleteProperty(Object.prototype, '__proto__')

export interface ImportRequest {
  bytes: Uint8Array
  fileName: string
  encoding?: TextEncoding
  withPictures?: boolean
  /** The file is to be the office's own form: only its names are looked at. */
  asTemplate?: boolean
}

export type TemplateAnswer = { ok: true; template: TemplateReport } | { ok: false; problem: ProblemCode }

interface ParentPort {
  on: (event: 'message', listener: (event: { data: ImportRequest }) => void) => void
  postMessage: (message: OutsideResult | TemplateAnswer) => void
}

const parentPort = (process as { parentPort?: ParentPort }).parentPort

const codeOf = (error: unknown): ProblemCode | null =>
  error instanceof Error && error.name === 'OutsideProblem' ? (error as Error & { code: ProblemCode }).code : null

const read = async (request: ImportRequest): Promise<OutsideResult | TemplateAnswer> => {
  const { bytes, fileName, encoding, withPictures, asTemplate } = request
  try {
    if (asTemplate) {
      const { inspectTemplate } = await import('./sheets/template/fill.ts')
      return { ok: true, template: await inspectTemplate(bytes) }
    }
    const { readOutside } = await import('./sheets/read.ts')
    return { ok: true, table: await readOutside(bytes, fileName, encoding, withPictures) }
  } catch (error) {
    // Only the code leaves this process: what a library says about a hostile file is not for the user.
    const problem = codeOf(error)
    if (problem === null) console.error(error)
    return { ok: false, problem: problem ?? 'damaged' }
  }
}

if (parentPort) {
  parentPort.on('message', ({ data }) => void read(data).then((result) => parentPort.postMessage(result)))
} else {
  process.on('message', (request: ImportRequest) => void read(request).then((result) => process.send?.(result)))
}
