import { useEffect, useRef, useState } from 'react'
import { client } from './client.ts'
import { notify, sentenceOf } from './notices.ts'
import { useSession } from './session.ts'

type Kept = Record<string, object>

/** All small windows share one place among the person's drafts, so that they never push an order out of it. */
const place = 'windows'
/** As many windows are remembered; the oldest goes. */
const most = 5

const byPerson = new Map<number, Promise<Kept>>()

const read = async (): Promise<Kept> => {
  const found = (await client.shell.drafts({})).find(({ key }) => key === place)
  return found ? (JSON.parse(found.content) as Kept) : {}
}

const keptOf = (userId: number): Promise<Kept> => {
  const known = byPerson.get(userId) ?? read()
  byPerson.set(userId, known)
  return known
}

const keep = async (userId: number, name: string, fields: object | null): Promise<void> => {
  const kept = await keptOf(userId)
  if (useSession.getState().person?.id !== userId || (fields === null && !(name in kept))) return
  delete kept[name]
  if (fields !== null) kept[name] = fields
  for (const old of Object.keys(kept).slice(0, -most)) delete kept[old]
  const content = Object.keys(kept).length > 0 ? JSON.stringify(kept) : null
  await client.shell.keepDraft({ key: place, content })
}

/**
 * The fields of a small window — a promise, a slip, a call — kept on this PC's disk while they are typed: Esc, another
 * call and a power cut lose nothing. `name` says which window and about whom; `done` forgets them once they are saved.
 */
export const useKeptFields = <T extends object>(
  name: string,
  first: T,
): {
  fields: T
  change: (part: Partial<T>) => void
  done: () => void
  /** What stands there was typed before and never saved. */
  kept: boolean
  /** Begins with empty fields again. */
  clear: () => void
} => {
  const userId = useSession((store) => store.person?.id ?? 0)
  const [fields, setFields] = useState(first)
  const typed = useRef(false)
  const begun = useRef(first)
  const [old, setOld] = useState(false)
  useEffect(() => {
    let shown = true
    keptOf(userId).then(
      (kept) => {
        if (!shown || typed.current || !kept[name]) return
        setFields((before) => ({ ...before, ...kept[name] }))
        setOld(true)
      },
      (error: unknown) => console.warn('what a window held cannot be read', error),
    )
    return () => {
      shown = false
    }
  }, [name, userId])
  const waiting = useRef<T | null>(null)
  useEffect(() => {
    const write = (): void => {
      if (waiting.current === null) return
      keep(userId, name, waiting.current).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
      waiting.current = null
    }
    const timer = setInterval(write, 300)
    return () => {
      clearInterval(timer)
      write()
    }
  }, [name, userId])
  return {
    fields,
    change(part) {
      typed.current = true
      setFields((before) => {
        const next = { ...before, ...part }
        waiting.current = next
        return next
      })
    },
    kept: old,
    clear() {
      waiting.current = null
      setFields(begun.current)
      setOld(false)
      keep(userId, name, null).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
    },
    done() {
      waiting.current = null
      setOld(false)
      keep(userId, name, null).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
    },
  }
}
