import { z } from 'zod'
import { anyText } from './fields.ts'
import type { PhraseKey } from './language.ts'
import { formatQuantity } from './quantities.ts'
import type { Trade } from './settings.ts'
import { readSizeRun, runInWords, type SizeQuantity } from './sizeRuns.ts'

/**
 * What a production notice says beside names and quantities (papers.md 4.2, duty 34). One list makes the form, the
 * paper and the check. `text` is one line, `long` several; `count` a whole number; `percent` like `2.5`; `run` the
 * sizes of a garment line (`S:60 M:120`), together its quantity; `table` rows of cells, `|` or tabs between them.
 */
export const fieldKinds = ['text', 'long', 'count', 'percent', 'run', 'table'] as const
export interface NoticeField {
  key: string
  label: PhraseKey
  kind: (typeof fieldKinds)[number]
  most: number
  /** What offices write here again and again; anything else may be typed. */
  choices?: readonly string[]
}

const short = (key: string, label: PhraseKey, choices?: readonly string[]): NoticeField => ({
  key,
  label,
  kind: 'text',
  most: 80,
  ...(choices ? { choices } : {}),
})

/** What every trade writes of a line: 版号, 备品率, and last what the product card says of its process and quality. */
const lineStart = [
  short('plate', 'notices.plate'),
  { key: 'spare', label: 'notices.spare', kind: 'percent', most: 6 },
] as const satisfies readonly NoticeField[]
const lineEnd = [
  { key: 'process', label: 'notices.process', kind: 'long', most: 500 },
  { key: 'quality', label: 'notices.quality', kind: 'long', most: 500 },
] as const satisfies readonly NoticeField[]

const furniture: readonly NoticeField[] = [
  short('material', 'notices.material'),
  short('colourCode', 'notices.colourCode'),
  short('fittings', 'notices.fittings'),
  short('parts', 'notices.parts'),
]
const printing: readonly NoticeField[] = [
  short('finishedSize', 'notices.finishedSize'),
  short('flatSize', 'notices.flatSize'),
  short('paper', 'notices.paper', ['250g 白卡', '300g 铜版', '157g 铜版', '80g 双胶']),
  short('inks', 'notices.inks', ['4+0', '4+4', '1+0', '1+1', '4+1']),
  short('spotInks', 'notices.spotInks'),
  short('plates', 'notices.plates', ['CTP', '菲林', '旧版']),
  short('printRun', 'notices.printRun'),
  short('surface', 'notices.surface', ['过光胶', '过哑胶', 'UV', '局部 UV', '烫金', '不过胶']),
  short('dieCut', 'notices.dieCut'),
  short('binding', 'notices.binding', ['粘盒', '骑马钉', '胶装', '折页']),
  { key: 'perCarton', label: 'notices.perCarton', kind: 'count', most: 9 },
]
const garment: readonly NoticeField[] = [
  short('style', 'notices.style'),
  short('shell', 'notices.shell'),
  short('lining', 'notices.lining'),
  short('trims', 'notices.trims'),
  short('decoration', 'notices.decoration'),
  short('washing', 'notices.washing', ['不洗水', '普洗', '酵素洗', '石磨洗']),
  short('labels', 'notices.labels'),
  short('assortment', 'notices.assortment'),
  { key: 'run', label: 'notices.run', kind: 'run', most: 200 },
  { key: 'sizeTable', label: 'notices.sizeTable', kind: 'table', most: 1500 },
]
const hardware: readonly NoticeField[] = [
  short('material', 'notices.material'),
  short('spec', 'notices.spec'),
  short('surface', 'notices.finish', ['镀镍', '镀铬', '镀锌', '电泳', '喷粉', '抛光']),
  short('saltSpray', 'notices.saltSpray', ['24 小时', '48 小时', '72 小时', '96 小时']),
  short('mould', 'notices.mould'),
  short('innerBox', 'notices.innerBox'),
  short('carton', 'notices.carton'),
  short('shippingMark', 'notices.shippingMark'),
]

/** The fields of a line, by trade. */
export const lineFields: Record<Trade, readonly NoticeField[]> = {
  furniture: [...lineStart, ...furniture, ...lineEnd],
  printing: [...lineStart, ...printing, ...lineEnd],
  garment: [...lineStart, ...garment, ...lineEnd],
  hardware: [...lineStart, ...hardware, ...lineEnd],
}

/** The fields of the whole notice, the same in every trade. */
export const headFields: readonly NoticeField[] = [
  short('packingWay', 'notices.packingWay'),
  { key: 'cartons', label: 'notices.cartons', kind: 'count', most: 9 },
  { key: 'packing', label: 'notices.packing', kind: 'long', most: 300 },
  { key: 'marks', label: 'notices.marks', kind: 'long', most: 300 },
  { key: 'attention', label: 'notices.attention', kind: 'long', most: 300 },
]

/** Field → what is written in it; what is not written is not there. */
export const FieldValues = z.record(anyText(30), anyText(2000))
export type FieldValues = z.output<typeof FieldValues>

/** A size table as it was typed or pasted: rows of cells. */
export const tableCells = (text: string): string[][] =>
  text
    .split('\n')
    .map((row) => row.split(/[\t|]/).map((cell) => cell.trim()))
    .filter((cells) => cells.some((cell) => cell !== ''))

const onlyNumber: Partial<Record<NoticeField['kind'], RegExp>> = {
  count: /^\d+$/,
  percent: /^\d{1,2}(\.\d{1,2})?$|^100$/,
}

/** The values as they are kept: trimmed, empty ones and those of no field left out. */
export const cleanValues = (fields: readonly NoticeField[], values: FieldValues): FieldValues =>
  Object.fromEntries(
    fields.flatMap(({ key }) => {
      const text = Object.hasOwn(values, key) ? values[key]!.trim() : ''
      return text === '' ? [] : [[key, text]]
    }),
  )

/** What is wrong with a field, and with which words it is refused; null when all can be kept. */
export interface FieldFault {
  key: string
  code: PhraseKey
  values: Record<string, string>
  /** The field's own name, a phrase. */
  label: PhraseKey
}
/** `quantity` of the line in thousandths: a run of sizes must add up to it; null for the head. */
export const faultOf = (
  fields: readonly NoticeField[],
  values: FieldValues,
  quantity: number | null,
): FieldFault | null => {
  for (const { key, label, kind, most } of fields) {
    const text = values[key] ?? ''
    if (text === '') continue
    if (text.length > most) return { key, label, code: 'notices.tooLong', values: { most: String(most) } }
    const pattern = onlyNumber[kind]
    if (pattern && !pattern.test(text))
      return { key, label, code: kind === 'count' ? 'notices.onlyCount' : 'notices.onlyPercent', values: {} }
    if (kind === 'run' && quantity !== null) {
      const { rest, run } = readSizeRun(text)
      if (rest !== '' || run.length === 0) return { key, label, code: 'notices.noRun', values: {} }
      const sum = run.reduce((total, each) => total + each.quantity, 0)
      if (sum !== quantity)
        return {
          key,
          label,
          code: 'notices.runSum',
          values: { sum: formatQuantity(sum), quantity: formatQuantity(quantity) },
        }
    }
  }
  return null
}

/** What the product card and the order line say of a line when it is released. */
export interface LineOrigin {
  processNotes: string
  qualityPoints: string
  /** 材质 as the order says it. */
  material: string
  /** The sizes this notice makes of the line. */
  run: readonly SizeQuantity[]
}
/**
 * What a line begins with: the last values written for the same product, copied; over them the card's own process and
 * quality texts (duty 26) and what this order says of material and sizes, which are never those of another order.
 */
export const firstValues = (trade: Trade, last: FieldValues | null, origin: LineOrigin): FieldValues => {
  const { run: _of, ...kept } = cleanValues(lineFields[trade], last ?? {})
  return cleanValues(lineFields[trade], {
    ...kept,
    ...(origin.material === '' ? {} : { material: origin.material.slice(0, 80) }),
    ...(origin.processNotes === '' ? {} : { process: origin.processNotes.slice(0, 500) }),
    ...(origin.qualityPoints === '' ? {} : { quality: origin.qualityPoints.slice(0, 500) }),
    run: runInWords(origin.run),
  })
}

/** 备品率 in basis points: `2.5` is 250. */
export const spareOf = (values: FieldValues): number => Math.round(Number(values['spare'] ?? 0) * 100)
