import { z } from 'zod'
import { query } from './contract.ts'
import { count, flag, id } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'

/** Single labels by their size, and A4 sheets of them (millimetres). */
export const labelForms = ['100x70', '70x50', '60x40', 'a4x8', 'a4x21'] as const
export type LabelForm = (typeof labelForms)[number]
/** Size of one label, and how many lie beside and under each other on a sheet. */
export const labelSizes: Record<LabelForm, { widthMm: number; heightMm: number; across: number; down: number }> = {
  '100x70': { widthMm: 100, heightMm: 70, across: 1, down: 1 },
  '70x50': { widthMm: 70, heightMm: 50, across: 1, down: 1 },
  '60x40': { widthMm: 60, heightMm: 40, across: 1, down: 1 },
  a4x8: { widthMm: 99, heightMm: 67.7, across: 2, down: 4 },
  a4x21: { widthMm: 63.5, heightMm: 38.1, across: 3, down: 7 },
}
export const labelFormKeys: Record<LabelForm, PhraseKey> = {
  '100x70': 'labels.form100',
  '70x50': 'labels.form70',
  '60x40': 'labels.form60',
  a4x8: 'labels.formSheet8',
  a4x21: 'labels.formSheet21',
}
export const labelCodes = ['qr', 'code128'] as const
export type LabelCode = (typeof labelCodes)[number]
export const labelCodeKeys: Record<LabelCode, PhraseKey> = { qr: 'labels.codeQr', code128: 'labels.codeBars' }
/** What stands for the customer on the pack: the name, or the code where nobody on the way shall know. */
export const labelNames = ['name', 'code'] as const
export type LabelName = (typeof labelNames)[number]

/** At most so many labels are made at once; a longer run is printed in parts. */
export const mostLabels = 500

/** A run of labels that is printed at once, counted from 1. */
export interface LabelRun {
  from: number
  to: number
}
/** The runs so many labels are printed in; 1,234 are 1–500, 501–1000 and 1001–1234. */
export const labelRuns = (total: number): LabelRun[] =>
  Array.from({ length: Math.ceil(total / mostLabels) }, (_, index) => ({
    from: index * mostLabels + 1,
    to: Math.min((index + 1) * mostLabels, total),
  }))

/** The text in the symbol: note, line, pack. `XS261122-03-2-7` is the seventh pack of line 2. */
export const labelText = (number: string, sequence: number, pack: number): string => `${number}-${sequence}-${pack}`

/** What is in one pack: so much, thousandths; of a piece in several packs, which of them it is. */
export interface PackContent {
  quantity: number
  part: number
  parts: number
}

/**
 * What is in pack `pack` (1 is the first) of a line. More pieces than packs: even packs, the first ones more by what
 * does not come out even. More packs than pieces: one piece lies in several, a table of two packs is 1/2 and 2/2 of it;
 * 4 beds in 10 packs lie in 3, 3, 2 and 2. No pack is empty, and the pieces add up to the line.
 */
export const packContent = (quantity: number, packs: number, pack: number): PackContent => {
  // whole pieces where the goods are counted in pieces: 25 in 12 packs are not 2.083 each
  const unit = quantity % 1000 === 0 ? 1000 : 1
  const units = Math.floor(quantity / unit)
  if (units <= 0) return { quantity: 0, part: 1, parts: 1 }
  if (packs <= units) {
    const [each, more] = [Math.floor(units / packs), units % packs]
    return { quantity: (each + (pack <= more ? 1 : 0)) * unit, part: 1, parts: 1 }
  }
  // the first pieces lie in one pack more where the packs do not come out even
  const [parts, more] = [Math.floor(packs / units), packs % units]
  const longer = more * (parts + 1)
  if (pack <= longer) return { quantity: unit, part: ((pack - 1) % (parts + 1)) + 1, parts: parts + 1 }
  return { quantity: unit, part: ((pack - 1 - longer) % parts) + 1, parts }
}

const choice = {
  form: z.enum(labelForms),
  code: z.enum(labelCodes),
  /** The first and last label of the run, counted through all lines; 0 = to the end. */
  from: count.min(1).default(1),
  to: count.default(0),
  marks: flag.default(true),
}
export const labels = {
  /** Labels and 唛头 of a note, one for each pack (duty 83). */
  ofNote: query('deliveries.read', z.strictObject({ id, ...choice }), PaperOutput),
  /** Of a line of a production notice, before there is a note: as many packs as the product is packed in. */
  ofNoticeLine: query('deliveries.read', z.strictObject({ id, ...choice }), PaperOutput),
  counts: query(
    'deliveries.read',
    z.strictObject({ id, of: z.enum(['note', 'notice']).default('note') }),
    /** `counted`: what was counted of a note, where it is not what its lines say; null otherwise. */
    z.strictObject({ labels: count, counted: count.nullable() }),
  ),
}
