import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reply } from '../shared/contract.ts'
import { largestFaxBytes } from '../shared/faxFiles.ts'
import type { PhraseKey } from '../shared/language.ts'
import { renameSafely } from './diskFiles.ts'

/** Where files go when they have been taken in, or could not be read as a fax. */
const takenFolder = '已收'
const strangeFolder = '不能识别'

/** An empty file is a fax that is only beginning; after ten minutes none will come. */
const emptyMilliseconds = 10 * 60_000

const freeName = async (folder: string, name: string): Promise<string> => {
  const taken = new Set(await readdir(folder))
  if (!taken.has(name)) return join(folder, name)
  const dot = name.lastIndexOf('.')
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, '']
  for (let n = 2; ; n++) if (!taken.has(`${stem}-${n}${ending}`)) return join(folder, `${stem}-${n}${ending}`)
}

/**
 * Takes faxes in from a folder that a fax machine or scanner writes to (duty 1). A file is taken once its size and
 * time stood still between two looks, and is then moved aside inside that folder: nothing is ever deleted.
 * Gives the function that stops it.
 */
export const watchFolder = (
  folder: string | null,
  receive: (name: string, bytes: Uint8Array) => Promise<Reply>,
  events: {
    received: () => void
    /** A file that is no fax was put aside; `why` is the phrase that says so. */
    strange: (name: string, why: PhraseKey) => void
    fault: (error: unknown) => void
  },
  everyMilliseconds = 2000,
): (() => void) => {
  if (folder === null) return () => undefined
  let stopped = false
  let seen = new Map<string, string>()
  let lastFault = ''

  const refusalOf = async (name: string, path: string): Promise<string | null> => {
    const reply = await receive(name, new Uint8Array(await readFile(path)))
    return reply.ok ? null : reply.refusal.code
  }

  const look = async (): Promise<void> => {
    const now = new Map<string, string>()
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile() || entry.name.startsWith('.') || entry.name.endsWith('.part')) continue
      const path = join(folder, entry.name)
      const { size, mtimeMs } = await stat(path)
      const mark = `${size}:${mtimeMs}`
      now.set(entry.name, mark)
      if (seen.get(entry.name) !== mark || stopped) continue
      if (size === 0 && Date.now() - mtimeMs < emptyMilliseconds) continue
      const why = size > largestFaxBytes ? 'inbox.problemTooLarge' : await refusalOf(entry.name, path)
      // a full disk is no fault of the fax: it stays and is tried again
      if (why !== null && !why.startsWith('inbox.')) continue
      const target = join(folder, why === null ? takenFolder : strangeFolder)
      await mkdir(target, { recursive: true })
      await renameSafely(path, await freeName(target, entry.name))
      now.delete(entry.name)
      if (why === null) events.received()
      else events.strange(entry.name, why as PhraseKey)
    }
    seen = now
  }

  const loop = async (): Promise<void> => {
    while (!stopped) {
      try {
        await look()
        lastFault = ''
      } catch (error) {
        // a network drive that went away is named once, not every two seconds
        if (String(error) !== lastFault) events.fault(error)
        lastFault = String(error)
      }
      await new Promise((resolve) => setTimeout(resolve, everyMilliseconds))
    }
  }
  void loop()
  return () => {
    stopped = true
  }
}
