import { useState } from 'react'

export interface Draft<D> {
  draft: D
  change(part: Partial<D>): void
  /** Something differs from what is saved. */
  dirty: boolean
  /** A colleague saved a newer one while this hand was changing it: saving will be refused. */
  outdated: boolean
  /** What saving gave back is what is saved now. */
  accept(saved: D): void
}

/**
 * What a form holds of a card: `first` as the query gives it. A newer one is taken over while nothing was typed,
 * so that the cursor stays where it is; what was typed is never overwritten.
 */
export const useDraft = <D extends { version: number }>(first: D): Draft<D> => {
  const [saved, setSaved] = useState(first)
  const [draft, setDraft] = useState(first)
  const dirty = JSON.stringify(draft) !== JSON.stringify(saved)
  const newer = first.version > saved.version
  if (newer && !dirty) {
    setSaved(first)
    setDraft(first)
  }
  return {
    draft,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    dirty,
    outdated: newer && dirty,
    accept(next) {
      setSaved(next)
      setDraft(next)
    },
  }
}
