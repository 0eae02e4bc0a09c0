import type { ReadCell } from '../../../shared/faxHints.ts'
import type { FaxMediaType } from '../../../shared/faxFiles.ts'
import { faxReadingLimits } from '../../../shared/faxReading.ts'
import { client } from '../../lib/client.ts'
import { type FaxCell, writingOf } from '../../lib/faxCells.ts'
import { decodeFax } from '../../lib/faxPages.ts'
import type { RowBand } from '../../lib/faxRows.ts'
import type { FaxBand } from '../../lib/faxView.ts'
import { knownBand } from './bands.ts'

/** Pages of a fax that are read; an order on more of them is compared by eye. */
const mostPages = 20
/** Cells sent at once: few enough that an old PC reads them well within the time of one call. */
const cellsAtOnce = 120

type WantedRow = { row: ReadCell['row']; band: RowBand }

/** What is to be read of each page: the head row of its table and the rows of the order's lines. */
export const wantedRows = (
  rows: ReadonlyMap<number, RowBand[]>,
  moved: ReadonlyMap<number, FaxBand>,
  lines: number,
): Map<number, WantedRow[]> => {
  const wanted = new Map<number, WantedRow[]>()
  for (let line = 0; line < lines; line += 1) {
    const band = knownBand(rows, moved, line)
    if (!band) continue
    const head = rows.get(band.page)?.[0]
    const before = wanted.get(band.page) ?? (head ? [{ row: 'head' as const, band: head }] : [])
    wanted.set(band.page, [...before, { row: line, band }])
  }
  return wanted
}

const canBeRead = ({ picture }: FaxCell): boolean =>
  picture.width <= faxReadingLimits.width && picture.height <= faxReadingLimits.height

export interface PaperReading {
  signal: AbortSignal
  /** The page that is read now, from 1, of how many. */
  onPage: (page: number, pages: number) => void
}

/**
 * Reads the rows of the order's lines on a paper of the inbox, on this PC. Rejects when it is stopped or the paper
 * cannot be opened; null where no line of the order can be found on it.
 */
export const readPaper = async (
  inboxItemId: number,
  lines: number,
  moved: ReadonlyMap<number, FaxBand>,
  { signal, onPage }: PaperReading,
): Promise<ReadCell[] | null> => {
  const { bytes, mediaType } = await client.inbox.bytes({ id: inboxItemId })
  signal.throwIfAborted()
  const fax = await decodeFax(bytes, mediaType as FaxMediaType)
  try {
    const rows = new Map<number, RowBand[]>()
    for (let page = 0; page < Math.min(fax.pages, mostPages); page += 1) {
      rows.set(page, await fax.rows(page))
      signal.throwIfAborted()
    }
    const wanted = [...wantedRows(rows, moved, lines)].filter(([page]) => page < fax.pages)
    if (wanted.length === 0) return null
    const read: ReadCell[] = []
    for (const [index, [page, parts]] of wanted.entries()) {
      onPage(index + 1, wanted.length)
      const cells = (
        await fax.cells(
          page,
          parts.map(({ band }) => band),
        )
      ).filter(canBeRead)
      for (let from = 0; from < cells.length; from += cellsAtOnce) {
        signal.throwIfAborted()
        const part = cells.slice(from, from + cellsAtOnce)
        const { texts } = await client.shell.readFax({ pictures: part.map(({ picture }) => writingOf(picture)) })
        part.forEach(({ row, column }, at) => read.push({ page, row: parts[row]!.row, column, texts: texts[at] ?? [] }))
      }
    }
    signal.throwIfAborted()
    return read
  } finally {
    fax.close()
  }
}
