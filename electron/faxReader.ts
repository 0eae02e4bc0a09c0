/**
 * The process that reads the writing on a fax and is then killed: it has no database, no window and no connection,
 * and what it says is only a hint. Started by `electron/faxReading/read.ts`, under Electron as a utility process, in
 * tests as a child of Node.
 */
import type { FaxTexts, FaxWriting } from '../shared/faxReading.ts'

export interface FaxReaderRequest {
  pictures: FaxWriting[]
}

export type FaxReaderAnswer = { ok: true; texts: FaxTexts } | { ok: false }

interface ParentPort {
  on: (event: 'message', listener: (event: { data: FaxReaderRequest }) => void) => void
  postMessage: (message: FaxReaderAnswer) => void
}

const parentPort = (process as { parentPort?: ParentPort }).parentPort

const read = async ({ pictures }: FaxReaderRequest): Promise<FaxReaderAnswer> => {
  try {
    const { openFaxEngine } = await import('./faxReading/engine.ts')
    return { ok: true, texts: pictures.map(await openFaxEngine()) }
  } catch (error) {
    console.error(error)
    return { ok: false }
  }
}

if (parentPort) {
  parentPort.on('message', ({ data }) => void read(data).then((answer) => parentPort.postMessage(answer)))
} else {
  process.on('message', (request: FaxReaderRequest) => void read(request).then((answer) => process.send?.(answer)))
}
