import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join, relative, isAbsolute } from 'node:path'
import { packedName, writeDurably } from './diskFiles.ts'
import { readPacked } from './packedFiles.ts'

/** Where the papers' files lie beside the backups of a folder. They are named by their content, so all backups share them. */
export const papersBeside = (folder: string): string => join(folder, 'gendan-papers')

/** Whether a folder lies inside another one, or is it. */
export const liesIn = (folder: string, outer: string): boolean => {
  const way = relative(outer, folder)
  return way === '' || (!way.startsWith('..') && !isAbsolute(way))
}

const namesIn = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })

/** Whether the bytes are what their name says; of a packed paper, whether they are whole. */
const isSound = (name: string, sha256: string, bytes: Uint8Array): boolean =>
  name === packedName(sha256) ? readPacked(bytes) !== null : createHash('sha256').update(bytes).digest('hex') === sha256

/**
 * Copies the papers (faxes, signed copies) that the other folder does not have yet; each is compared with the SHA-256
 * that is its name, and one that does not match is left where it is. Gives how many were copied. Nothing is deleted
 * or overwritten with something else.
 */
export const copyPapers = async (from: string, to: string): Promise<number> => {
  let copied = 0
  for (const group of await namesIn(from)) {
    if (!/^[0-9a-f]{2}$/.test(group)) continue
    for (const name of await namesIn(join(from, group))) {
      const sha256 = /^([0-9a-f]{64})\.(?:bin|z)$/.exec(name)?.[1]
      if (sha256 === undefined) continue
      const [source, target] = [join(from, group, name), join(to, group, name)]
      const { size } = await stat(source)
      if ((await stat(target).catch(() => null))?.size === size) continue
      const bytes = await readFile(source)
      if (!isSound(name, sha256, bytes)) continue
      await mkdir(join(to, group), { recursive: true })
      await writeDurably(target, bytes)
      copied += 1
    }
  }
  return copied
}
