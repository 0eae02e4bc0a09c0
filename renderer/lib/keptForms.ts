import { useEffect, useRef } from 'react'
import { client } from './client.ts'
import { notify, sentenceOf } from './notices.ts'
import { useSession } from './session.ts'
import { useTabKey, useTabs } from './tabs.ts'

/** A form that was not saved when the window closed or the power went: kept on this PC, by person. */
export interface KeptForm<T> {
  key: string
  at: string
  form: T
}

/** A form in hand: its key on the disk; `done` once it is saved; `takeOver` goes on with a kept one under its own key. */
export interface FormInHand {
  keyNow: () => string
  done: () => void
  takeOver: (keptKey: string) => void
}

/** How forms of one kind are written down, and which of them. */
export interface Kind<T> {
  /** What is written of the form. */
  pack(form: T): unknown
  /** The form of what was written; null for another kind, or another version of the program. */
  unpack(content: unknown): T | null
  /** Whether there is anything in it that would be missed. */
  worthKeeping(form: T): boolean
}

const write = (key: string, content: string | null): void => {
  client.shell.keepDraft({ key, content }).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
}

/** The kept forms of one kind of paper. */
export interface KeptKind<T> {
  drop(key: string): void
  /** Those of the person at this PC that no open form shows, oldest first. */
  list(): Promise<KeptForm<T>[]>
  /**
   * Keeps the form on this PC's disk while it is keyed. It goes when it is saved (`done`) or its tab is closed on
   * purpose; it stays when the window closes, the power fails, or another person signs in.
   */
  useInHand(form: T): FormInHand
}

export const keptForms = <T>({ pack, unpack, worthKeeping }: Kind<T>): KeptKind<T> => {
  /** Form → its tab in this window: what is open is not offered again. A tab that is not shown ends without a word. */
  const open = new Map<string, string>()
  const isOpen = (key: string): boolean => useTabs.getState().tabs.some((tab) => tab.key === open.get(key))
  const formOf = (content: string): T | null => {
    try {
      return unpack(JSON.parse(content))
    } catch (error) {
      console.warn('a kept draft cannot be read', error)
      return null
    }
  }
  const drop = (key: string): void => write(key, null)
  return {
    drop,
    async list() {
      const kept = await client.shell.drafts({})
      return kept.flatMap(({ key, at, content }) => {
        const form = isOpen(key) ? null : formOf(content)
        return form === null ? [] : [{ key, at, form }]
      })
    },
    useInHand(form) {
      const userId = useSession((store) => store.person?.id ?? 0)
      const tab = useTabKey()
      const key = useRef<string>(crypto.randomUUID())
      const saved = useRef(false)
      useEffect(() => {
        // the page was laid out anew for who signed in again: what it held before is not in it
        for (const [other, at] of open) if (at === tab && other !== key.current) open.delete(other)
        open.set(key.current, tab)
        return () => {
          if (useTabs.getState().tabs.some((each) => each.key === tab)) return
          open.delete(key.current)
          if (!saved.current && useSession.getState().person?.id === userId) drop(key.current)
        }
      }, [tab, userId])
      useEffect(() => {
        if (saved.current || !worthKeeping(form)) return undefined
        const timer = setTimeout(() => {
          if (!saved.current) write(key.current, JSON.stringify(pack(form)))
        }, 300)
        return () => clearTimeout(timer)
      }, [form])
      return {
        keyNow: () => key.current,
        done: () => {
          saved.current = true
          drop(key.current)
        },
        // the kept one stays on the disk at every moment
        takeOver: (keptKey) => {
          open.delete(key.current)
          drop(key.current)
          key.current = keptKey
          open.set(keptKey, tab)
        },
      }
    },
  }
}
