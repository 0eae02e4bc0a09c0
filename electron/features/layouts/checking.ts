import { translate } from '../../../shared/language.ts'
import {
  type ColumnInfo,
  emptyContent,
  fixedText,
  formsOf,
  type LayoutContent,
  type LayoutPaper,
  layoutPaperKeys,
  type SourceInfo,
} from '../../../shared/layouts.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { type Refusal, refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { deliveryForm } from '../../papers/deliveryForm.ts'
import { applyLayout, layoutSheet, leastFor } from '../../papers/layout.ts'
import { sources } from '../../papers/layoutSources.ts'
import { letterSheet } from '../../papers/letterhead.ts'
import { usualSpots } from '../../papers/overprint.ts'
import { slipSheet } from '../../papers/receiptSlip.ts'
import { mostLines, sampleTable } from '../../papers/samplesLayout.ts'
import { innerWidth, type Sheet, Style } from '../../papers/style.ts'

type Language = Context['language']

/** The columns of a paper as it is brought; those of one key (a ladder of prices) are one. */
export const columnsOf = (paper: LayoutPaper): ColumnInfo[] => {
  const infos = new Map<string, ColumnInfo>()
  for (const { key, label, width, figure, extra, needed } of sampleTable(paper).columns) {
    if (key === undefined) continue
    const known = infos.get(key)
    if (known) known.widthMm += width
    else
      infos.set(key, {
        key,
        label: label.split('\n')[0]!,
        widthMm: Math.round(width * 10) / 10,
        figure: figure ?? false,
        usual: !extra,
        needed: needed ?? false,
      })
  }
  return [...infos.values()]
}

export const sourcesOf = (paper: LayoutPaper, language: Language): SourceInfo[] =>
  Object.entries(sources[paper] as Record<string, { label: PhraseKey }>).map(([key, { label }]) => ({
    key,
    label: translate(language, label),
  }))

/** Places lie on a sheet of at most this width and height, in millimetres. */
const mostMm = 420

/** Where 套打 puts each text, in the order of the form: as the office has moved it, or where our own form has it. */
export const placesOf = (paper: LayoutPaper, content: LayoutContent, language: Language) =>
  paper !== 'deliveryNote'
    ? []
    : Object.entries(usualSpots(deliveryForm(content), content.overprint.rowMm)).map(([key, usual]) => {
        const { on, xMm, yMm, widthMm } = content.overprint.places.find((place) => place.key === key) ?? usual
        // so many rows, so far apart: what stands below them ends at the largest sheet there is
        const tenth = (value: number): number => Math.min(mostMm, Math.round(value * 10) / 10)
        return { key, label: translate(language, usual.label), on, xMm: tenth(xMm), yMm: tenth(yMm), widthMm }
      })

/** A layout that changes nothing: every column in its order. */
export const factoryContent = (paper: LayoutPaper): LayoutContent => ({
  ...emptyContent,
  columns: columnsOf(paper).map(({ key, usual }) => ({ key, label: '', widthMm: null, shown: usual })),
})

/** With every column the paper has today: one the layout does not know is there, left out; one that is gone is dropped. */
export const completed = (paper: LayoutPaper, content: LayoutContent): LayoutContent => {
  if (content.columns.length === 0) return { ...content, columns: factoryContent(paper).columns }
  const known = columnsOf(paper)
  const kept = content.columns.filter(
    ({ key }, index) =>
      known.some((column) => column.key === key) && content.columns.findIndex((one) => one.key === key) === index,
  )
  const missing = known.filter(({ key }) => !kept.some((column) => column.key === key))
  return {
    ...content,
    columns: [...kept, ...missing.map(({ key }) => ({ key, label: '', widthMm: null, shown: false }))],
  }
}

const sheetOf = (paper: LayoutPaper, content: LayoutContent): Sheet => {
  if (paper === 'deliveryNote') return deliveryForm(content).sheet
  if (paper === 'shippingPlan') return letterSheet(9, true)
  if (paper === 'receiptSlip') return layoutSheet(slipSheet(), { name: '', version: 0, content, logo: '' })
  const points = paper === 'productionNotice' || paper === 'changeSlip' ? 10 : 10.5
  const sheet = { ...letterSheet(points), ...(paper === 'statement' ? { marginSide: 6 } : {}) }
  return layoutSheet(sheet, { name: '', version: 0, content, logo: '' })
}

/** Real widths of the columns on the sample's data, by key, and by how many millimetres they are too wide. */
export const widthsOf = (paper: LayoutPaper, content: LayoutContent) => {
  const { columns, records } = sampleTable(paper)
  const sheet = sheetOf(paper, content)
  const inner = innerWidth(sheet)
  const fitted = applyLayout(columns, content, inner, leastFor({ sheet, style: new Style() }, records))
  const widths = new Map<string, number>()
  for (const { key, width } of fitted.columns) if (key !== undefined) widths.set(key, (widths.get(key) ?? 0) + width)
  return {
    widths: [...widths].map(([key, widthMm]) => ({ key, widthMm: Math.round(widthMm * 10) / 10 })),
    overMm: Math.ceil(fitted.overMm * 10) / 10,
    innerMm: Math.round(inner * 10) / 10,
  }
}

/** Why a layout cannot be used, or null. */
export const problemOf = (paper: LayoutPaper, content: LayoutContent, language: Language): Refusal | null => {
  const name = translate(language, layoutPaperKeys[paper])
  const shown = content.columns.filter((column) => column.shown)
  const lacking = columnsOf(paper).find(({ key, needed }) => needed && !shown.some((column) => column.key === key))
  if (lacking) return refuse('layouts.needed', { label: lacking.label }, 'content.columns')
  if (shown.length < 2) return refuse('layouts.keepTwo', {}, 'content.columns')
  const { kind } = content.form
  if (kind !== null && !formsOf(paper).includes(kind))
    return refuse('layouts.formNot', { paper: name }, 'content.form.kind')
  if (content.overprint.on && paper !== 'deliveryNote')
    return refuse('layouts.overprintNot', {}, 'content.overprint.on')
  const unknown = content.fields.find(({ source }) => source !== fixedText && !Object.hasOwn(sources[paper], source))
  if (unknown) return refuse('layouts.fieldUnknown', { source: unknown.source }, 'content.fields')
  const most = mostLines({ name: '', version: 0, content, logo: '' })
  if (paper === 'deliveryNote' && !content.overprint.on && (content.lines ?? 0) > most)
    return refuse('layouts.tooManyLines', { most }, 'content.lines')
  const { overMm, innerMm } = widthsOf(paper, content)
  return overMm > 0 ? refuse('layouts.tooWide', { over: overMm, inner: innerMm }, 'content.columns') : null
}
