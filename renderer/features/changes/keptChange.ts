import { useEffect, useRef } from 'react'
import { client } from '../../lib/client.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import type { OrderForm } from '../orders/orderForm.ts'
import type { SlipHead } from './changeForm.ts'

/** A slip that was not saved when the window closed or the power went. */
export interface KeptChange {
  at: string
  head: SlipHead
  form: OrderForm
}
interface Content {
  change: { head: SlipHead; form: OrderForm }
}

const keyOf = (orderId: number): string => `change-${orderId}`

const write = (key: string, content: string | null): void => {
  client.shell.keepDraft({ key, content }).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
}
export const dropChange = (orderId: number): void => write(keyOf(orderId), null)

/** What this person was changing of the order and did not save; null where nothing is kept. */
export const keptChange = async (orderId: number, version: number): Promise<KeptChange | null> => {
  const kept = (await client.shell.drafts({})).find(({ key }) => key === keyOf(orderId))
  if (!kept) return null
  try {
    const { change } = JSON.parse(kept.content) as Content
    // the order went on since: what was typed then no longer fits it
    if (change.form.version !== version) return null
    // kept by the program before this one, it has no 已采购
    return { at: kept.at, form: change.form, head: { ...change.head, bought: change.head.bought ?? '' } }
  } catch (error) {
    console.warn('a kept change cannot be read', error)
    return null
  }
}

/** Keeps the slip on this PC's disk while it is written; it goes when the slip is saved. */
export const useKeptChange = (orderId: number, head: SlipHead, form: OrderForm, changed: boolean): (() => void) => {
  const saved = useRef(false)
  useEffect(() => {
    if (saved.current || !changed) return undefined
    const timer = setTimeout(() => {
      if (!saved.current) write(keyOf(orderId), JSON.stringify({ change: { head, form } } satisfies Content))
    }, 300)
    return () => clearTimeout(timer)
  }, [orderId, head, form, changed])
  return () => {
    saved.current = true
    dropChange(orderId)
  }
}
