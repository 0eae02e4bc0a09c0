import { execFile } from 'node:child_process'
import { open, stat } from 'node:fs/promises'
import { join, posix } from 'node:path'
import { refuse, type Refusal } from '../../shared/refusals.ts'
import { writeDurably } from '../diskFiles.ts'

/** How long a printer's PC may take to accept the bytes. */
const WAIT_MS = 30_000

/**
 * Where raw bytes go. `device`: a shared printer or a port, written as a file is; `file`: a file or a folder on disk;
 * `queue`: a queue of this PC by its name.
 */
export type Target = { kind: 'device' | 'file' | 'queue'; name: string }

/** What somebody typed as a target: `\\PC\share`, `LPT1`, `/dev/usb/lp0`, `D:\out`, `/tmp/out.prn`, or the name of a queue. */
export const targetOf = (typed: string, platform: NodeJS.Platform = process.platform): Target => {
  const text = typed.trim()
  if (platform !== 'win32') {
    if (/^\/dev\/./.test(text)) return { kind: 'device', name: text }
    return { kind: posix.isAbsolute(text) ? 'file' : 'queue', name: text }
  }
  if (/^\\\\[^\\]+\\[^\\]+$/.test(text)) return { kind: 'device', name: text }
  if (/^lpt[1-9]:?$/i.test(text)) return { kind: 'device', name: `\\\\.\\${text.replace(':', '').toUpperCase()}` }
  // a path below a share is a file on another PC
  if (/^(?:[a-z]:[\\/]|\\\\)/i.test(text)) return { kind: 'file', name: text }
  // Windows takes raw bytes for a queue only where it is shared
  return { kind: 'device', name: `\\\\localhost\\${text}` }
}

const writeDevice = async (path: string, bytes: Uint8Array): Promise<void> => {
  const device = await open(path, 'w')
  try {
    await device.writeFile(bytes)
  } finally {
    await device.close()
  }
}

const isFolder = async (path: string): Promise<boolean> => {
  try {
    return (await stat(path)).isDirectory()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}

const writeFile = async (path: string, title: string, bytes: Uint8Array): Promise<void> => {
  const name =
    title
      .replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
      .trim()
      .slice(0, 80) || 'gendan'
  const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 17)
  await writeDurably((await isFolder(path)) ? join(path, `${name} ${stamp}.prn`) : path, bytes)
}

/** The spooler of Linux takes the bytes as they are; no shell sees the name. */
const spool = (queue: string, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = execFile('lp', ['-o', 'raw', '-d', queue], { timeout: WAIT_MS }, (error) =>
      error ? reject(error) : resolve(),
    )
    // a spooler that ends at once does not read: its exit says why
    child.stdin?.on('error', () => undefined)
    child.stdin?.end(bytes)
  })

class TookTooLong extends Error {}

const inTime = async <T>(work: Promise<T>, waitMs: number): Promise<T> => {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TookTooLong()), waitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const refusalOf = (error: unknown, target: string): Refusal => {
  const { code, killed } = error as { code?: unknown; killed?: boolean }
  if (error instanceof TookTooLong || code === 'ETIMEDOUT' || killed) return refuse('dots.targetSilent', { target })
  if (code === 'ENOSPC') return refuse('dots.targetFull', { target })
  return refuse('dots.targetGone', { target })
}

/**
 * Sends bytes to a printer as they are. Refuses with a sentence where they were not taken; whoever asked counts nothing
 * then. `failed` gets the fault for the log.
 */
export const sendBytes = async (
  typed: string,
  title: string,
  bytes: Uint8Array,
  { failed, waitMs = WAIT_MS }: { failed: (error: unknown) => void; waitMs?: number },
): Promise<void> => {
  const target = targetOf(typed)
  const send = (): Promise<void> => {
    if (target.kind === 'queue') return spool(target.name, bytes)
    return target.kind === 'file' ? writeFile(target.name, title, bytes) : writeDevice(target.name, bytes)
  }
  try {
    if (target.name.startsWith('-')) throw new Error('no queue has such a name')
    await inTime(send(), waitMs)
  } catch (error) {
    failed(error)
    throw refusalOf(error, typed)
  }
}
