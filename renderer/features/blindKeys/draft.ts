import { useEffect, useRef, useState } from 'react'
import { client } from '../../lib/client.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'

/** A line as it is being keyed a second time: anything may still be missing. */
export interface DraftLine {
  code: string
  quantity: number | null
  priceMicros: number | null
  dueOn: string | null
}
export const emptyLine: DraftLine = { code: '', quantity: null, priceMicros: null, dueOn: null }

/** Lines with something in them beside the date that was carried down from the line above. */
export const filled = (lines: readonly DraftLine[]): DraftLine[] =>
  lines.filter(({ code, quantity, priceMicros }) => code.trim() !== '' || quantity !== null || priceMicros !== null)

const keyOf = (orderId: number): string => `blindKeys/${orderId}`

const write = (orderId: number, lines: readonly DraftLine[]): void => {
  const content = filled(lines).length === 0 ? null : JSON.stringify(filled(lines))
  client.shell.keepDraft({ key: keyOf(orderId), content }).catch((error: unknown) => notify(sentenceOf(error), 'bad'))
}

const readLines = async (orderId: number): Promise<DraftLine[]> => {
  const kept = (await client.shell.drafts({})).find(({ key }) => key === keyOf(orderId))
  if (!kept) return []
  const lines = JSON.parse(kept.content) as DraftLine[]
  return Array.isArray(lines) ? lines.map((line) => ({ ...emptyLine, ...line })) : []
}

/**
 * What was keyed so far, kept on this PC's disk at every line: it is there again after Esc, after the window was
 * closed and after a power cut. Null until it was looked for.
 */
export const useBlindDraft = (orderId: number) => {
  const [lines, setLines] = useState<DraftLine[] | null>(null)
  const latest = useRef<{ lines: DraftLine[]; waiting: boolean }>({ lines: [], waiting: false })
  useEffect(() => {
    let shown = true
    readLines(orderId).then(
      (kept) => {
        if (!shown) return
        latest.current.lines = [...kept, { ...emptyLine, dueOn: kept.at(-1)?.dueOn ?? null }]
        setLines(latest.current.lines)
      },
      (error: unknown) => {
        console.warn('a kept second keying cannot be read', error)
        if (shown) setLines([emptyLine])
      },
    )
    const held = latest
    return () => {
      shown = false
      if (held.current.waiting) write(orderId, held.current.lines)
      held.current.waiting = false
    }
  }, [orderId])
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  return {
    lines,
    change(next: DraftLine[]): void {
      latest.current = { lines: next, waiting: true }
      setLines(next)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => {
        if (!latest.current.waiting) return
        latest.current.waiting = false
        write(orderId, latest.current.lines)
      }, 300)
    },
    /** An empty line under the last one: the date goes on. */
    nextLine: (): DraftLine => ({ ...emptyLine, dueOn: latest.current.lines.at(-1)?.dueOn ?? null }),
    /** Handed in or given up: nothing is kept any more. */
    forget(): void {
      latest.current = { lines: [], waiting: false }
      clearTimeout(timer.current)
      write(orderId, [])
    },
  }
}
