import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Files } from './context.ts'
import { type Base, pack, readPacked, unpack } from './packedFiles.ts'

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

/** Both kinds of file in a folder of papers: as it came, and packed. */
export const plainName = (sha256: string): string => `${sha256}.bin`
export const packedName = (sha256: string): string => `${sha256}.z`

const readIfThere = (path: string): Promise<Uint8Array | null> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })

/** As small as this part of its size, a paper is kept against its base; else it may become a base itself. */
const worthABase = 1 / 4

/**
 * The papers' bytes in a folder, each under its SHA-256 and verified when read: `ab/ab12….bin`, or `ab/ab12….z` where
 * papers much like it are kept too (packedFiles.ts).
 */
export const diskFiles = (folder: string): Files => {
  const place = (sha256: string, name = plainName): string => join(folder, sha256.slice(0, 2), name(sha256))
  const packedAt = async (sha256: string) => {
    const file = await readIfThere(place(sha256, packedName))
    return file && readPacked(file)
  }
  const get = async (sha256: string): Promise<Uint8Array | null> => {
    const plain = await readIfThere(place(sha256))
    if (plain && hash(plain) === sha256) return new Uint8Array(plain)
    const file = await packedAt(sha256)
    if (!file) return null
    const base = file.base === null ? null : await get(file.base)
    if (file.base !== null && base === null) return null
    const bytes = await unpack(file, base)
    return bytes && hash(bytes) === sha256 ? new Uint8Array(bytes) : null
  }
  /** What a paper like that one is packed against: its base, or itself where it has none. */
  const baseLike = async (like: string | null): Promise<Base | null> => {
    const sha256 = like && ((await packedAt(like))?.base ?? like)
    const bytes = sha256 && (await get(sha256))
    return sha256 && bytes ? { sha256, bytes } : null
  }
  const packedLike = async (bytes: Uint8Array, like: string | null): Promise<Uint8Array> => {
    const base = await baseLike(like)
    if (!base) return pack(bytes, null)
    const small = await pack(bytes, base)
    if (small.length <= bytes.length * worthABase) return small
    const alone = await pack(bytes, null)
    return small.length > alone.length / 2 ? alone : small
  }
  return {
    get,
    async put(bytes, like) {
      const sha256 = hash(bytes)
      const known = await stat(place(sha256)).catch(() => null)
      if (known?.size === bytes.length) return sha256
      await mkdir(join(folder, sha256.slice(0, 2)), { recursive: true })
      if (like === undefined) await writeDurably(place(sha256), bytes)
      else if (!(await get(sha256))) await writeDurably(place(sha256, packedName), await packedLike(bytes, like))
      return sha256
    },
  }
}
