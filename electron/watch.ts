import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Reply } from '../shared/contract.ts'
import { largestFaxBytes } from '../shared/faxFiles.ts'
import type { PhraseKey } from '../shared/language.ts'

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
    /** A file that is no fax was put aside, or one that cannot be moved; `why` is the phrase that says so. */
    strange: (name: string, why: PhraseKey) => void
    fault: (error: unknown) => void
  },
  everyMilliseconds = 2000,
): (() => void) => {
  if (folder === null) return () => undefined
  let stopped = false
  let seen = new Map<string, string>()
  /** Taken in (`why` null) or refused, but held by another program and not moved away yet: it is only moved. */
  const kept = new Map<string, { mark: string; why: string | null }>()
  const stuck = new Set<string>()
  let lastFault = ''

  const refusalOf = async (name: string, path: string): Promise<string | null> => {
    const reply = await receive(name, new Uint8Array(await readFile(path)))
    return reply.ok ? null : reply.refusal.code
  }

  /** Takes one file in, if it stood still since the last look. Gives its mark to compare with at the next one, null once it is away. */
  const lookAt = async (name: string): Promise<string | null> => {
    const path = join(folder, name)
    const { size, mtimeMs } = await stat(path)
    const mark = `${size}:${mtimeMs}`
    if (seen.get(name) !== mark || stopped) return mark
    if (size === 0 && Date.now() - mtimeMs < emptyMilliseconds) return mark
    const known = kept.get(name)
    const why =
      known?.mark === mark ? known.why : size > largestFaxBytes ? 'inbox.problemTooLarge' : await refusalOf(name, path)
    // a full disk is no fault of the fax: it stays and is tried again
    if (why !== null && !why.startsWith('inbox.')) return mark
    if (why === null && known?.mark !== mark) events.received()
    kept.set(name, { mark, why })
    const target = join(folder, why === null ? takenFolder : strangeFolder)
    await mkdir(target, { recursive: true })
    await rename(path, await freeName(target, name))
    kept.delete(name)
    if (why !== null) events.strange(name, why as PhraseKey)
    return null
  }

  const look = async (): Promise<void> => {
    const now = new Map<string, string>()
    const faults: unknown[] = []
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (!entry.isFile() || entry.name.startsWith('.') || entry.name.endsWith('.part')) continue
      try {
        const mark = await lookAt(entry.name)
        if (mark !== null) now.set(entry.name, mark)
      } catch (error) {
        // one file that cannot be read or moved holds up none of the others
        now.set(entry.name, seen.get(entry.name) ?? '')
        faults.push(error)
        if (!stuck.has(entry.name)) events.strange(entry.name, 'inbox.problemStuck')
        stuck.add(entry.name)
      }
    }
    seen = now
    if (faults.length > 0) throw new Error(faults.map(String).join('; '))
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
