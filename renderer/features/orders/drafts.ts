import { useEffect, useMemo, useRef } from 'react'
import { remember, remembered } from '../../lib/remembered.ts'
import { useSession } from '../../lib/session.ts'
import { useTabKey, useTabs } from '../../lib/tabs.ts'
import { filledLines, type OrderForm } from './orderForm.ts'

/** An order that was not saved when the window closed or the power went: kept on this PC, by person. */
export interface KeptDraft {
  key: string
  at: string
  form: OrderForm
}

const nameOf = (userId: number): string => `orderDrafts.${userId}`
/** Drafts whose form is open in this window: they are not offered again. */
const open = new Set<string>()

const readDrafts = (userId: number): KeptDraft[] => {
  try {
    const kept: unknown = JSON.parse(remembered(nameOf(userId)) ?? '[]')
    return Array.isArray(kept) ? (kept as KeptDraft[]).filter((draft) => Array.isArray(draft?.form?.lines)) : []
  } catch (error) {
    console.warn('kept drafts cannot be read', error)
    return []
  }
}

const writeDrafts = (userId: number, drafts: KeptDraft[]): void => remember(nameOf(userId), JSON.stringify(drafts.slice(-10)))

/** Drafts of this person that no open form shows. */
export const keptDrafts = (userId: number): KeptDraft[] => readDrafts(userId).filter((draft) => !open.has(draft.key))
export const dropDraft = (userId: number, key: string): void => writeDrafts(userId, readDrafts(userId).filter((draft) => draft.key !== key))

const worthKeeping = (form: OrderForm): boolean => form.id === null && filledLines(form.lines).length > 0

/**
 * Keeps the draft on this PC while it is keyed. It goes when the order is saved (`done`) or its tab is closed on
 * purpose; it stays when the window closes, the power fails, or another person signs in.
 */
export const useKeptDraft = (form: OrderForm): { done: () => void } => {
  const userId = useSession((store) => store.person?.id ?? 0)
  const tab = useTabKey()
  const key = useMemo(() => crypto.randomUUID(), [])
  const saved = useRef(false)
  useEffect(() => {
    open.add(key)
    return () => {
      if (useTabs.getState().tabs.some((each) => each.key === tab)) return
      open.delete(key)
      if (useSession.getState().person?.id === userId) dropDraft(userId, key)
    }
  }, [key, tab, userId])
  useEffect(() => {
    if (saved.current || !worthKeeping(form)) return undefined
    const timer = setTimeout(() => writeDrafts(userId, [...readDrafts(userId).filter((draft) => draft.key !== key), { key, at: new Date().toISOString(), form }]), 300)
    return () => clearTimeout(timer)
  }, [form, key, userId])
  return {
    done: () => {
      saved.current = true
      dropDraft(userId, key)
    },
  }
}
