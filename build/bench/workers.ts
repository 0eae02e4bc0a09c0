import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Reply } from '../../shared/contract.ts'
import type { Caller } from '../../electron/app.ts'
import type { FromReader, FromWorker, ToReader, ToWorker } from '../../electron/messages.ts'

/**
 * The data worker and the reader, driven from a plain Node thread as electron/shell/workers.ts drives them from main:
 * the built programs where there are any, else their sources.
 */
const root = join(import.meta.dirname, '../..')
const programOf = (name: 'worker' | 'reader'): string => {
  const built = join(root, 'out/main', `${name}.js`)
  return existsSync(built) ? built : join(root, 'electron', `${name}.ts`)
}

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

export interface DrivenWorker {
  call(caller: Caller, channel: string, input: unknown, requestId?: string | null): Promise<Reply>
  close(): Promise<void>
}

export const startWorker = async (dataFolder: string): Promise<DrivenWorker> => {
  const worker = new Worker(programOf('worker'), { workerData: { dataFolder } })
  const waiting = new Map<number, Waiting>()
  let last = 0
  const send = (message: Record<string, unknown>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1
      waiting.set(last, { resolve, reject })
      worker.postMessage({ ...message, id: last } as ToWorker)
    })
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'opened') resolve()
      else if (message.kind === 'refused') reject(new Error(message.why))
      else if (message.kind === 'fault') console.error(`${message.channel}: ${message.text}`)
      else if (message.kind === 'reply') {
        waiting.get(message.id)?.resolve(message.reply)
        waiting.delete(message.id)
      }
    })
    worker.on('error', reject)
  })
  return {
    call: (caller, channel, input, requestId = null) =>
      send({ kind: 'call', caller, channel, input, requestId }) as Promise<Reply>,
    close: async () => {
      await send({ kind: 'close' })
      await worker.terminate()
    },
  }
}

type ReaderWork = ToReader extends infer M
  ? M extends { kind: 'backup' | 'inspect' | 'export' }
    ? Omit<M, 'id'>
    : never
  : never

export interface DrivenReader {
  ask(work: ReaderWork): Promise<unknown>
  close(): Promise<void>
}

export const startReader = (dataFolder: string): DrivenReader => {
  const worker = new Worker(programOf('reader'), { workerData: { dataFolder } })
  const waiting = new Map<number, Waiting>()
  let last = 0
  worker.on('message', (message: FromReader) => {
    if (message.kind === 'progress') return
    if (message.kind === 'done') waiting.get(message.id)?.resolve(message.value)
    else waiting.get(message.id)?.reject(new Error(message.text))
    waiting.delete(message.id)
  })
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error)
  })
  return {
    ask: (work) =>
      new Promise((resolve, reject) => {
        last += 1
        waiting.set(last, { resolve, reject })
        worker.postMessage({ ...work, id: last } as ToReader)
      }),
    close: async () => {
      await worker.terminate()
    },
  }
}
