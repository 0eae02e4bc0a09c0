import { useEffect, useRef, useState } from 'react'
import type { Hit } from '../../../shared/search.ts'
import { client } from '../../lib/client.ts'
import { sentenceOf } from '../../lib/notices.ts'
import { closeAnswer, closePreview, previewAnswer } from './answer.ts'

/** Pause in milliseconds after the last letter before the hits are asked for. */
const pause = 60

/** The one row that is meant, when nothing else was found: it is answered while the hand still types. */
const onlyHit = (hits: Hit[]): Hit | null => {
  // slips about the caller are known from the card
  const [first, second] = hits
  const alone = second === undefined || second.kind === 'message'
  return first && alone && (first.kind === 'customer' || first.kind === 'order') ? first : null
}

export interface Search {
  typed: string
  hits: Hit[]
  /** What the hits belong to; null before anything was found out. */
  foundFor: string | null
  marked: number
  open: boolean
  error: string | null
  /** `composing`: the input method still has the text, nothing is asked for. */
  type(typed: string, composing: boolean): void
  move(step: number): void
  /** The hit Enter takes, asking first when its answer is not there yet. */
  decide(): Promise<Hit | null>
  close(): void
  reopen(): void
  clear(): void
}

/** What was typed into the box and what it found; only the latest answer counts. */
export const useSearch = (): Search => {
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<{ typed: string; hits: Hit[]; answered: boolean } | null>(null)
  const [marked, setMarked] = useState(0)
  const [open, setOpen] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const asked = useRef({ number: 0, timer: 0 })
  useEffect(() => {
    const kept = asked.current
    return () => window.clearTimeout(kept.timer)
  }, [])

  const ask = async (text: string): Promise<Hit[]> => {
    window.clearTimeout(asked.current.timer)
    const number = ++asked.current.number
    try {
      const hits = await client.search.find({ typed: text })
      if (number !== asked.current.number) return hits
      const only = onlyHit(hits)
      const answered = only?.customerId ? previewAnswer(only.customerId, only.kind === 'order' ? only.id : null) : false
      if (!only?.customerId) closePreview()
      setFound({ typed: text, hits, answered })
      setMarked(0)
      setError(null)
      return hits
    } catch (failure) {
      if (number === asked.current.number) setError(sentenceOf(failure))
      return []
    }
  }
  const forget = (): void => {
    window.clearTimeout(asked.current.timer)
    asked.current.number += 1
    setFound(null)
    setOpen(false)
  }
  return {
    typed,
    hits: found?.hits ?? [],
    foundFor: found?.typed ?? null,
    marked,
    // the card says it already
    open: open && found !== null && !(found.typed === typed.trim() && found.answered),
    error,
    type(text, composing) {
      setTyped(text)
      if (composing) return
      if (text.trim() === '') return forget()
      setOpen(true)
      window.clearTimeout(asked.current.timer)
      asked.current.timer = window.setTimeout(() => void ask(text.trim()), pause)
    },
    move: (step) => setMarked((before) => Math.max(0, Math.min((found?.hits.length ?? 1) - 1, before + step))),
    async decide() {
      const text = typed.trim()
      if (text === '') return null
      if (found?.typed === text) return found.hits[marked] ?? null
      return (await ask(text))[0] ?? null
    },
    close: () => setOpen(false),
    reopen: () => setOpen(true),
    clear() {
      setTyped('')
      forget()
      closeAnswer()
    },
  }
}
