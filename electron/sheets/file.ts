import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { refuse } from '../../shared/refusals.ts'

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** What the disk said, as a sentence for the user; anything unknown is passed on as it is. */
const explained = (error: unknown, path: string): unknown => {
  const name = basename(path)
  switch (codeOf(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return refuse('app.diskFull')
    case 'EIO':
      return refuse('app.diskFailed')
    case 'ENOENT':
    case 'ENOTDIR':
      return refuse('sheets.folderGone', { name })
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
    case 'EISDIR':
      return refuse('sheets.cannotWrite', { name })
    default:
      return error
  }
}

const busy = new Set(['EBUSY', 'EPERM', 'EACCES'])

/**
 * Puts the finished file in its place. Windows answers EBUSY or EPERM while Excel or a virus scanner holds the
 * old one: tried 11 times within 5 seconds, then refused by name.
 */
export const replaceFile = async (
  temporary: string,
  path: string,
  signal?: AbortSignal,
  move: typeof rename = rename,
  waitMs = 500,
): Promise<void> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await move(temporary, path)
    } catch (error) {
      if (!busy.has(codeOf(error))) throw error
      if (attempt === 10) throw refuse('sheets.targetBusy', { name: basename(path) })
      await pause(waitMs, undefined, { signal })
    }
  }
}

/** Makes the new name itself durable. Windows has no such call for folders. */
const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/**
 * Writes a file whole or not at all: under a temporary name beside the target, synced, then renamed over it.
 * A failure or an abort leaves the target as it was and nothing beside it. `write` gets a signal of its own,
 * which is also raised when the disk fails, and must stop at it.
 */
export const writeWhole = async (
  path: string,
  write: (file: Writable, signal: AbortSignal) => Promise<void>,
  signal?: AbortSignal,
): Promise<void> => {
  signal?.throwIfAborted()
  const temporary = join(dirname(path), `.${randomBytes(8).toString('hex')}.part`)
  const stop = new AbortController()
  const either = signal ? AbortSignal.any([signal, stop.signal]) : stop.signal
  const file = createWriteStream(temporary, { flags: 'wx', flush: true })
  const closed = finished(file)
  // Races the writer: without it a full disk would leave the writer waiting for a stream that never drains.
  const broken = new Promise<never>((_, reject) => {
    file.once('error', reject)
    either.addEventListener('abort', () => reject(either.reason), { once: true })
  })
  const writing = write(file, either)
  try {
    await Promise.race([writing, broken])
    if (!file.writableEnded) file.end()
    await Promise.race([closed, broken])
    signal?.throwIfAborted()
    await replaceFile(temporary, path, signal)
    await syncFolder(dirname(path))
  } catch (error) {
    stop.abort(error)
    file.destroy()
    // The first failure is the one to tell; these only have to have come to rest before the file is removed.
    await Promise.allSettled([closed, writing])
    await rm(temporary, { force: true, maxRetries: 5, retryDelay: 200 })
    throw explained(error, path)
  }
}
