import { deliveryNote } from '../../electron/papers/deliveryNote.ts'
import { escapeHtml } from '../../electron/papers/html.ts'
import { type Paper, paperDocument } from '../../electron/papers/paper.ts'
import { PaperPress } from '../../electron/papers/rendering.ts'
import { delivery } from '../../electron/papers/samples.ts'
import { contest, type Figure, figureOf } from './measure.ts'

/** A delivery note of two hundred lines: twenty-five forms of 241 × 139.7 mm. */

const lines = Array.from({ length: 200 }, (_, index) => ({
  ...delivery.lines[index % delivery.lines.length]!,
  code: `K-${1000 + index}`,
}))
const layNote = (): Paper => deliveryNote({ ...delivery, lines })

/** The cells of each row as they stand on a page: the text, bold where it is. */
const rowsOf = (page: string): string[][] =>
  page
    .split('<div class="row')
    .slice(1)
    .map((row) =>
      row
        .split('<div class="cell')
        .slice(1)
        .map((cell) => {
          const text = [...cell.matchAll(/<span class="l">([^<]*)<\/span>/g)].map((match) => match[1]!).join(' ')
          return /^[^>]*\bbold\b/.test(cell) ? `<b>${text}</b>` : text
        }),
    )

/**
 * The same words on the same number of forms of the same size, as somebody would write them down by hand: a plain ruled
 * table a form, its rows as high as ours.
 */
const staticDocument = ({ pages, widthMm, heightMm, title }: Paper): string => {
  const tables = pages.map((page) => {
    const rows = rowsOf(page).map((cells) => `<tr>${cells.map((text) => `<td>${text}</td>`).join('')}</tr>`)
    return `<table>${rows.join('')}</table>`
  })
  return (
    `<!doctype html><html><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>` +
    `@page { size: ${widthMm}mm ${heightMm}mm; margin: 0 } body { margin: 0; font: 9pt/4mm "Noto Sans CJK SC", sans-serif }` +
    `table { width: 100%; border-collapse: collapse; break-after: page } table:last-child { break-after: auto }` +
    `td { border: 1px solid #000; padding: 0 1mm; white-space: nowrap; overflow: hidden; max-width: 60mm }</style></head><body>${tables.join('')}</body></html>`
  )
}

/** Laying the note out and showing it, and its PDF, against Chromium with the static pages. */
export const paperFigures = async (): Promise<Figure[]> => {
  const fixed = staticDocument(layNote())
  const forms = `200 lines, ${layNote().pages.length} forms`
  const press = await PaperPress.open()
  try {
    const against = (printed: boolean, rounds: number) =>
      contest({
        ours: () => press.load(paperDocument(layNote()), printed),
        baseline: () => press.load(fixed, printed),
        rounds,
      })
    return [
      figureOf('paper-html', forms, 1.5, await against(false, 40)),
      figureOf('paper-pdf', forms, 1.5, await against(true, 20)),
    ]
  } finally {
    await press.close()
  }
}
