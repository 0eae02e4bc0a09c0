import { useEffect, useRef } from 'react'
import type { OrderDraft, SavedOrder } from '../../../shared/orders.ts'
import { callOnce, client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import { useSession } from '../../lib/session.ts'
import { useTabKey, useTabs } from '../../lib/tabs.ts'
import { filledLines, type OrderForm } from './orderForm.ts'

/** An order that was not saved when the window closed or the power went: kept on this PC, by person. */
export interface KeptDraft {
  key: string
  at: string
  form: OrderForm
}

/** Drafts whose form is open in this window: they are not offered again. */
const open = new Set<string>()

/** A draft of an older version of the program may have another shape: it is not offered. */
const formOf = (content: string): OrderForm | null => {
  try {
    const form = JSON.parse(content) as OrderForm
    return Array.isArray(form.lines) && typeof form.head === 'object' ? form : null
  } catch (error) {
    console.warn('a kept draft cannot be read', error)
    return null
  }
}

/** Drafts of the person at this PC that no open form shows, oldest first. */
export const keptDrafts = async (): Promise<KeptDraft[]> => {
  const kept = (await client.shell.drafts({})).filter(({ key }) => !open.has(key))
  const saved = await client.orders.savedFrom({ drafts: kept.map(({ key }) => key) })
  for (const { draft, number } of saved) {
    dropDraft(draft)
    notify(say('orders.draftSaved', { number }), 'info')
  }
  return kept.flatMap(({ key, at, content }) => {
    const form = saved.some(({ draft }) => draft === key) ? null : formOf(content)
    return form ? [{ key, at, form }] : []
  })
}

/** Saves a new order from its draft, once: a save whose answer was lost is found, not done again. */
export const saveFromDraft = async (key: string, draft: OrderDraft): Promise<Pick<SavedOrder, 'id' | 'number'>> => {
  const [saved] = await client.orders.savedFrom({ drafts: [key] })
  return saved ?? callOnce(client.orders.save, draft, key)
}

const write = (key: string, content: string | null): void => {
  client.shell.keepDraft({ key, content }).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
}
export const dropDraft = (key: string): void => write(key, null)

const worthKeeping = (form: OrderForm): boolean => form.id === null && filledLines(form.lines).length > 0

/**
 * Keeps the draft on this PC's disk while it is keyed. It goes when the order is saved (`done`) or its tab is closed
 * on purpose; it stays when the window closes, the power fails, or another person signs in.
 * `takeOver` goes on with a kept draft under its own key, so that it is on the disk at every moment.
 */
export const useKeptDraft = (
  form: OrderForm,
): { keyNow: () => string; done: () => void; takeOver: (keptKey: string) => void } => {
  const userId = useSession((store) => store.person?.id ?? 0)
  const tab = useTabKey()
  const key = useRef<string>(crypto.randomUUID())
  const saved = useRef(false)
  useEffect(() => {
    open.add(key.current)
    return () => {
      if (useTabs.getState().tabs.some((each) => each.key === tab)) return
      open.delete(key.current)
      if (!saved.current && useSession.getState().person?.id === userId) dropDraft(key.current)
    }
  }, [tab, userId])
  useEffect(() => {
    if (saved.current || !worthKeeping(form)) return undefined
    const timer = setTimeout(() => {
      if (!saved.current) write(key.current, JSON.stringify(form))
    }, 300)
    return () => clearTimeout(timer)
  }, [form])
  return {
    keyNow: () => key.current,
    done: () => {
      saved.current = true
      dropDraft(key.current)
    },
    takeOver: (keptKey) => {
      open.delete(key.current)
      dropDraft(key.current)
      key.current = keptKey
      open.add(keptKey)
    },
  }
}
