import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Reply } from '../../shared/contract.ts'
import type { PhraseKey } from '../../shared/language.ts'
import type { RefusalData } from '../../shared/refusals.ts'
import type { Trade } from '../../shared/settings.ts'
import type { Caller } from '../app.ts'
import type { FromReader, FromWorker, ToReader, ToWorker } from '../messages.ts'
import { log } from './log.ts'

type WithoutId<T> = T extends { id: number } ? Omit<T, 'id'> : never

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** A failure of the reader with its code: `cancelled`, `ENOSPC`, `notABackup` …, or with the refusal of the application. */
class ReaderFailure extends Error {
  readonly code: string
  readonly refusal: RefusalData | null
  constructor(code: string, refusal: RefusalData | null = null) {
    super(code)
    this.code = code
    this.refusal = refusal
  }
}

export interface DataWorker {
  call(caller: Caller, channel: string, input: unknown, requestId?: string | null): Promise<Reply>
  demo(trade: Trade): Promise<Reply>
  watch(folder: string | null): void
  close(): Promise<void>
}

interface Events {
  changed(channel: string): void
  progress(value: { done: number; of: number; words: string }): void
  strange(file: { name: string; why: PhraseKey }): void
  /** The worker ended by itself; it has to be started again. */
  ended(): void
}

/** Starts the data worker. Rejects with `newer` or `damaged` when the office's file cannot be opened. */
export const startDataWorker = async (dataFolder: string, events: Events): Promise<DataWorker> => {
  const worker = new Worker(join(import.meta.dirname, 'worker.js'), { workerData: { dataFolder } })
  const waiting = new Map<number, Waiting>()
  let last = 0
  let closing = false
  let ended = false
  const ask = (message: WithoutId<ToWorker>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (ended) return reject(new Error('data worker ended'))
      last += 1
      waiting.set(last, { resolve, reject })
      worker.postMessage({ ...message, id: last })
    })
  await new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'opened') resolve()
      else if (message.kind === 'refused') reject(new Error(message.why))
      else if (message.kind === 'fault') log.error(`${message.channel}: ${message.text}`)
      else if (message.kind === 'changed') events.changed(message.channel)
      else if (message.kind === 'progress') events.progress(message)
      else if (message.kind === 'strange') events.strange({ name: message.name, why: message.why })
      else {
        waiting.get(message.id)?.resolve(message.reply)
        waiting.delete(message.id)
      }
    })
    worker.on('error', (error) => {
      log.error('data worker', error)
      reject(error)
    })
    worker.on('exit', () => {
      ended = true
      for (const { reject: fail } of waiting.values()) fail(new Error('data worker ended'))
      waiting.clear()
      reject(new Error('data worker ended'))
      if (!closing) events.ended()
    })
  })
  return {
    call: (caller, channel, input, requestId = null) =>
      ask({ kind: 'call', caller, channel, input, requestId }) as Promise<Reply>,
    demo: (trade) => ask({ kind: 'demo', trade }) as Promise<Reply>,
    watch: (folder) => worker.postMessage({ kind: 'watch', folder } satisfies ToWorker),
    close: async () => {
      closing = true
      await ask({ kind: 'close' })
      await worker.terminate()
    },
  }
}

export interface Reader {
  ask(message: WithoutId<Exclude<ToReader, { kind: 'cancel' }>>): Promise<unknown>
  /** Cancels what runs; nothing half done is left. */
  cancel(): void
  close(): Promise<void>
}

/**
 * The reader. It is started by the first work it gets, not at the start of the app, whose two cores have enough to do;
 * one that ended by itself fails what it had and is started again by the next.
 */
export const startReader = (dataFolder: string, progress: Events['progress']): Reader => {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let running: Worker | null = null
  const hear = (message: FromReader): void => {
    if (message.kind === 'progress') return progress(message)
    if (message.kind === 'done') waiting.get(message.id)?.resolve(message.value)
    else {
      if (message.code !== 'cancelled' && !message.refusal) log.error(`reader: ${message.text}`)
      waiting.get(message.id)?.reject(new ReaderFailure(message.code, message.refusal))
    }
    waiting.delete(message.id)
  }
  const fail = (error: unknown): void => {
    running = null
    log.error('reader', error)
    for (const { reject } of waiting.values()) reject(new ReaderFailure('failed'))
    waiting.clear()
  }
  const start = (): Worker => {
    const worker = new Worker(join(import.meta.dirname, 'reader.js'), { workerData: { dataFolder } })
    worker.on('message', hear)
    worker.on('error', fail)
    worker.on('exit', () => fail(new Error('reader ended')))
    return worker
  }
  return {
    ask: (message) =>
      new Promise((resolve, reject) => {
        last += 1
        waiting.set(last, { resolve, reject })
        running ??= start()
        running.postMessage({ ...message, id: last })
      }),
    cancel: () => {
      for (const id of waiting.keys()) running?.postMessage({ kind: 'cancel', id } satisfies ToReader)
    },
    close: async () => {
      waiting.clear()
      running?.removeAllListeners('exit')
      await running?.terminate()
      running = null
    },
  }
}
