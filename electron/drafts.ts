import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeptText } from '../shared/shell.ts'
import { writeDurably } from './diskFiles.ts'

/** Drafts kept for one person; the oldest goes when there are more. */
const most = 10

/** Work that is not saved yet, by person. */
export interface Drafts {
  read(userId: number): Promise<KeptText[]>
  /** Keeps the draft under its key, or drops it (null). Resolves when the disk has it. */
  keep(userId: number, key: string, content: string | null, at: string): Promise<void>
}

/**
 * What is being keyed and not saved yet, one file a person in `folder`. It belongs to this PC, and it is on the disk
 * as soon as it is kept: the storage of the page is written up to a minute later, and a power cut takes that minute.
 */
export const draftsIn = (folder: string, broken: (error: unknown) => void): Drafts => {
  let last: Promise<unknown> = Promise.resolve()
  const place = (userId: number): string => join(folder, `${userId}.json`)
  const read = async (userId: number): Promise<KeptText[]> => {
    try {
      const kept: unknown = JSON.parse(await readFile(place(userId), 'utf8'))
      const { KeptText } = await import('../shared/shell.ts')
      return KeptText.array().parse(kept)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') broken(error)
      return []
    }
  }
  const change = async (userId: number, key: string, content: string | null, at: string): Promise<void> => {
    const before = await read(userId)
    const others = before.filter((draft) => draft.key !== key)
    if (content === null && others.length === before.length) return
    await mkdir(folder, { recursive: true })
    await writeDurably(
      place(userId),
      JSON.stringify(content === null ? others : [...others, { key, at, content }].slice(-most)),
    )
  }
  // one after the other: a draft that is dropped must not come back by a write that began before
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work)
    last = mine.catch(() => undefined) // the caller hears of it; the next one is not held up
    return mine
  }
  return {
    read: (userId) => inTurn(() => read(userId)),
    keep: (userId, key, content, at) => inTurn(() => change(userId, key, content, at)),
  }
}
