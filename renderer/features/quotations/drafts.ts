import { useEffect, useRef } from 'react'
import { client } from '../../lib/client.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'
import { useSession } from '../../lib/session.ts'
import { useTabKey, useTabs } from '../../lib/tabs.ts'
import { filledLines, type QuotationForm } from './quotationForm.ts'

/** A quotation that was not saved when the window closed or the power went: kept on this PC, by person. */
export interface KeptQuotation {
  key: string
  at: string
  form: QuotationForm
}

/** Drafts whose form is open in this window: they are not offered again. */
const open = new Set<string>()

const noPicture = { picture: '', productPicture: '' }

const formOf = (content: string): QuotationForm | null => {
  try {
    const { quotation } = JSON.parse(content) as { quotation?: QuotationForm }
    if (!quotation || !Array.isArray(quotation.lines) || !Array.isArray(quotation.ladder)) return null
    // a draft of an older version of the program knows no pictures
    return { ...quotation, lines: quotation.lines.map((line) => ({ ...noPicture, ...line })) }
  } catch (error) {
    console.warn('a kept draft cannot be read', error)
    return null
  }
}

/** Quotations of the person at this PC that no open form shows, oldest first. */
export const keptQuotations = async (): Promise<KeptQuotation[]> => {
  const kept = await client.shell.drafts({})
  return kept.flatMap(({ key, at, content }) => {
    const form = open.has(key) ? null : formOf(content)
    return form ? [{ key, at, form }] : []
  })
}

const write = (key: string, content: string | null): void => {
  client.shell.keepDraft({ key, content }).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
}
export const dropQuotation = (key: string): void => write(key, null)

/** Keeps the quotation on this PC's disk while it is keyed; it goes when it is saved or its tab is closed on purpose. */
export const useKeptQuotation = (form: QuotationForm): { done: () => void; takeOver: (keptKey: string) => void } => {
  const userId = useSession((store) => store.person?.id ?? 0)
  const tab = useTabKey()
  const key = useRef<string>(crypto.randomUUID())
  const saved = useRef(false)
  useEffect(() => {
    open.add(key.current)
    return () => {
      if (useTabs.getState().tabs.some((each) => each.key === tab)) return
      open.delete(key.current)
      if (!saved.current && useSession.getState().person?.id === userId) dropQuotation(key.current)
    }
  }, [tab, userId])
  useEffect(() => {
    if (saved.current || form.id !== null || filledLines(form.lines).length === 0) return undefined
    const timer = setTimeout(() => {
      if (!saved.current) write(key.current, JSON.stringify({ quotation: form }))
    }, 300)
    return () => clearTimeout(timer)
  }, [form])
  return {
    done: () => {
      saved.current = true
      dropQuotation(key.current)
    },
    takeOver: (keptKey) => {
      open.delete(key.current)
      dropQuotation(key.current)
      key.current = keptKey
      open.add(keptKey)
    },
  }
}
