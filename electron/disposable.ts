import { readFile } from 'node:fs/promises'

/** What is needed of a started process; Electron's UtilityProcess has it, and `forkInNode` makes it. */
export interface DisposableProcess {
  readonly pid?: number | undefined
  postMessage: (message: unknown) => void
  on: {
    (event: 'message', listener: (message: unknown) => void): unknown
    (event: 'exit', listener: (code: number | null) => void): unknown
  }
  kill: () => boolean
}

/** Starts a program of `mainInputs` (packaged: `<name>.js`) with these options for Node. */
export type ForkDisposable = (execArgv: string[]) => DisposableProcess

/** What one piece of work may take, and how it is watched. */
export interface DisposableLimits {
  wallMs: number
  /** Resident memory: the limit of the heap does not bound buffers. */
  memoryBytes: number
  heapMegabytes: number
  /** Resident memory of a process in bytes, null when unknown. Needed where there is no /proc: on Windows, Electron's own figures. */
  memoryOf?: ((pid: number) => Promise<number | null>) | undefined
  signal?: AbortSignal | undefined
}

/** Why a process gave no answer; `stopped` is a crash. */
export type DisposableProblem = 'timedOut' | 'outOfMemory' | 'stopped'

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

/**
 * Asks a process one thing and kills it afterwards, whatever it did: it has its time and its memory and no more.
 * Rejects only when it is cancelled by its signal. The answer is as it came: the caller decides what to believe.
 */
export const askDisposable = (
  fork: ForkDisposable,
  request: unknown,
  limits: DisposableLimits,
): Promise<{ answer: unknown } | { problem: DisposableProblem }> =>
  new Promise((resolve, reject) => {
    limits.signal?.throwIfAborted()
    const child = fork([`--max-old-space-size=${limits.heapMegabytes}`])
    let settled = false
    const settle = (finish: () => void): void => {
      if (settled) return
      settled = true
      clearTimeout(wall)
      clearInterval(watch)
      limits.signal?.removeEventListener('abort', abort)
      child.kill()
      finish()
    }
    const stop = (problem: DisposableProblem): void => settle(() => resolve({ problem }))
    const abort = (): void => settle(() => reject(limits.signal?.reason))
    const wall = setTimeout(() => stop('timedOut'), limits.wallMs)
    const memoryOf = limits.memoryOf ?? memoryFromProc
    const look = async (): Promise<void> => {
      const memory = child.pid === undefined ? null : await memoryOf(child.pid)
      if (memory !== null && memory > limits.memoryBytes) stop('outOfMemory')
    }
    const watch = setInterval(() => void look().catch((error: unknown) => settle(() => reject(error))), watchEvery)
    limits.signal?.addEventListener('abort', abort, { once: true })
    child.on('message', (answer) => settle(() => resolve({ answer })))
    // Out of heap ends the process by a signal or code 134; anything else that ends it without an answer is a crash.
    child.on('exit', (code) => stop(code === null || code === 134 || code === 5 ? 'outOfMemory' : 'stopped'))
    child.postMessage(request)
  })
