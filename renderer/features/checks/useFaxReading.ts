import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { Check, CheckField } from '../../../shared/checks.ts'
import { type FaxHint, faxHints, type ReadCell } from '../../../shared/faxHints.ts'
import { isTableMedia } from '../../../shared/tableFiles.ts'
import { client } from '../../lib/client.ts'
import { FaxUnreadable } from '../../lib/faxPages.ts'
import type { FaxBand } from '../../lib/faxView.ts'
import { useT } from '../../lib/language.ts'
import { notify, sentenceOf } from '../../lib/notices.ts'

/** Hints by `line field`, the line counted from 0. */
export type FaxHints = ReadonlyMap<string, FaxHint>
export const hintAt = (hints: FaxHints, line: number, field: CheckField): FaxHint | undefined =>
  hints.get(`${line} ${field}`)

export interface FaxReading {
  /** There is a picture to read. */
  possible: boolean
  /** The page being read, from 1; null while nothing is read. */
  progress: { page: number; pages: number } | null
  /** The paper in front has been read. */
  done: boolean
  hints: FaxHints
  read(): void
  stop(): void
}

/**
 * Has the paper in front read on this PC and compares it with what is keyed now. It marks nothing and changes nothing:
 * the hints stand beside the cells and follow every change of them.
 */
export const useFaxReading = (check: Check, paper: number | null, places: ReadonlyMap<number, FaxBand>): FaxReading => {
  const t = useT()
  const running = useRef<AbortController | null>(null)
  const [progress, setProgress] = useState<FaxReading['progress']>(null)
  const [read, setRead] = useState<{ paper: number; cells: ReadCell[] } | null>(null)
  const stop = useCallback((): void => {
    if (!running.current) return
    running.current.abort()
    running.current = null
    setProgress(null)
    // who has left the PC may not ask any more; what comes is not looked at either way
    client.shell.cancelReadFax({}).catch((error: unknown) => console.warn('the reading was not stopped', error))
  }, [])
  // another paper, or the page is left: what was being read is of no use any more
  useEffect(() => stop, [stop, paper])

  const sentenceFor = (error: unknown): string =>
    error instanceof FaxUnreadable ? t(`fax.${error.problem}`) : sentenceOf(error)
  const begin = async (inboxItemId: number, ending: AbortController): Promise<void> => {
    const { signal } = ending
    const onPage = (page: number, pages: number): void => {
      if (!signal.aborted) setProgress({ page, pages })
    }
    const told = await readPaperLazily(inboxItemId, check.lines.length, places, { signal, onPage }).then(
      (cells) => ({ cells }),
      (error: unknown) => ({ error }),
    )
    if (signal.aborted) return
    running.current = null
    setProgress(null)
    if ('error' in told) notify(sentenceFor(told.error), 'bad')
    else if (told.cells) setRead({ paper: inboxItemId, cells: told.cells })
    else notify(t('checks.faxNoTable'), 'info')
  }
  const mediaType = check.inbox.find(({ id }) => id === paper)?.mediaType
  const possible = paper !== null && mediaType !== undefined && !isTableMedia(mediaType) && check.lines.length > 0
  const cells = read && read.paper === paper ? read.cells : null
  const hints = useMemo(() => {
    const found = cells ? faxHints(check.lines, cells) : []
    return new Map(found.map((hint) => [`${hint.line} ${hint.field}`, hint]))
  }, [check.lines, cells])
  return {
    possible,
    progress,
    done: cells !== null,
    hints,
    stop,
    read() {
      if (paper === null || running.current) return
      const ending = new AbortController()
      running.current = ending
      setProgress({ page: 1, pages: 1 })
      void begin(paper, ending)
    },
  }
}

/** Loaded when somebody asks for it the first time. */
const readPaperLazily: typeof import('./readPaper.ts').readPaper = async (...given) =>
  (await import('./readPaper.ts')).readPaper(...given)
