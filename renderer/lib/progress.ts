import { useEffect, useState } from 'react'

/** How far long work is: an import, an export, a backup, the demo. */
export interface Progress {
  done: number
  of: number
  /** What it is at. */
  words: string
}

const isProgress = (value: unknown): value is Progress =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Progress).done === 'number' &&
  typeof (value as Progress).of === 'number'

/** The last word of the long work this page began; null until there is one. Only while `active`. */
export const useProgress = (active: boolean): Progress | null => {
  const [progress, setProgress] = useState<Progress | null>(null)
  useEffect(() => {
    setProgress(null)
    if (!active) return undefined
    return window.gendan.on('progress', (value) => {
      if (isProgress(value)) setProgress({ done: value.done, of: value.of, words: String(value.words ?? '') })
    })
  }, [active])
  return progress
}
