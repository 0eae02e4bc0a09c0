import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Files } from './context.ts'

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Renames, trying again for five seconds: virus scanners hold new files for a moment (reliability.md). */
export const renameSafely = async (from: string, to: string): Promise<void> => {
  for (let attempt = 1; ; attempt++) {
    try {
      await rename(from, to)
      return
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code ?? ''
      if (attempt >= 10 || !['EBUSY', 'EPERM', 'EACCES'].includes(code)) throw error
      await pause(500)
    }
  }
}

/** Writes a whole file and waits until the disk has it, then gives it its name. */
export const writeDurably = async (path: string, bytes: Uint8Array | string): Promise<void> => {
  const temporary = `${path}.${randomUUID()}.part`
  try {
    const handle = await open(temporary, 'wx')
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    await renameSafely(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The papers' bytes in a folder: `ab/ab12….bin`, each under its SHA-256, verified when read. */
export const diskFiles = (folder: string): Files => {
  const place = (sha256: string): string => join(folder, sha256.slice(0, 2), `${sha256}.bin`)
  return {
    async put(bytes) {
      const sha256 = hash(bytes)
      const path = place(sha256)
      const known = await stat(path).catch(() => null)
      if (known?.size === bytes.length) return sha256
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true })
      await writeDurably(path, bytes)
      return sha256
    },
    async get(sha256) {
      const bytes = await readFile(place(sha256)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return null
        throw error
      })
      return bytes && hash(bytes) === sha256 ? new Uint8Array(bytes) : null
    },
  }
}
