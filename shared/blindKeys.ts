import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, date, flag, id, instant, micros, positiveThousandths, requiredText, text, version } from './fields.ts'
import { InboxRow } from './inbox.ts'
import type { PhraseKey } from './language.ts'

/** Fields of a line that cost money when they are wrong: keyed a second time without seeing the first (duty 4). */
export const blindFields = ['code', 'quantity', 'price', 'dueOn'] as const
export type BlindField = (typeof blindFields)[number]
/** `line`: a whole line that only one of the two has. */
export const differenceFields = [...blindFields, 'line'] as const
export type DifferenceField = (typeof differenceFields)[number]
export const differenceFieldKeys: Record<DifferenceField, PhraseKey> = {
  code: 'checks.fieldCode',
  quantity: 'checks.fieldQuantity',
  price: 'checks.fieldPrice',
  dueOn: 'checks.fieldDueOn',
  line: 'blindKeys.wholeLine',
}

/** One line keyed blind. Price and date may be left empty: the fax does not say them, so they are not compared. */
export const BlindLine = z.strictObject({
  code: requiredText(40),
  quantity: positiveThousandths,
  priceMicros: micros.nullable(),
  dueOn: date.nullable(),
})
export type BlindLine = z.output<typeof BlindLine>
/** The same fields of a line as it was keyed first. */
export interface FirstLine {
  code: string
  quantity: number
  priceMicros: number
  dueOn: string
}

/** ts-801, ＴＳ－８０１ and TS 801 are the same code. */
export const plainCode = (code: string): string => code.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase()

/** The fields two lines differ in; what the fax does not say differs from nothing. */
export const differingFields = (first: FirstLine, second: BlindLine): BlindField[] => [
  ...(first.code === second.code || plainCode(first.code) === plainCode(second.code) ? [] : (['code'] as const)),
  ...(first.quantity === second.quantity ? [] : (['quantity'] as const)),
  ...(second.priceMicros === null || first.priceMicros === second.priceMicros ? [] : (['price'] as const)),
  ...(second.dueOn === null || first.dueOn === second.dueOn ? [] : (['dueOn'] as const)),
]

/** A line of the first keying beside its line of the second, by index; null where one of them has none. */
export interface Pair {
  first: number | null
  second: number | null
}

/** What a line that only one of the two has weighs: as much as two fields that differ. */
export const loneWeight = 2

/**
 * Puts two keyings side by side in their order: with the fewest differing fields, a lone line counting two. Among
 * equals, from the top: a pair before a line only the first has, that before a line only the second has.
 */
export const alignLines = (first: readonly FirstLine[], second: readonly BlindLine[]): Pair[] => {
  const width = second.length + 1
  // least[i * width + j]: the least weight of the lines from i and j on
  const least = new Int32Array((first.length + 1) * width)
  const pairWeight = new Uint8Array(first.length * second.length)
  for (let i = first.length; i >= 0; i -= 1)
    for (let j = second.length; j >= 0; j -= 1) {
      if (i === first.length) least[i * width + j] = (second.length - j) * loneWeight
      else if (j === second.length) least[i * width + j] = (first.length - i) * loneWeight
      else {
        const weight = differingFields(first[i]!, second[j]!).length
        pairWeight[i * second.length + j] = weight
        least[i * width + j] = Math.min(
          weight + least[(i + 1) * width + j + 1]!,
          loneWeight + least[(i + 1) * width + j]!,
          loneWeight + least[i * width + j + 1]!,
        )
      }
    }
  const pairs: Pair[] = []
  let [i, j] = [0, 0]
  while (i < first.length || j < second.length) {
    const here = least[i * width + j]!
    const paired = i < first.length && j < second.length
    if (paired && here === pairWeight[i * second.length + j]! + least[(i + 1) * width + j + 1]!)
      pairs.push({ first: i++, second: j++ })
    else if (i < first.length && here === loneWeight + least[(i + 1) * width + j]!)
      pairs.push({ first: i++, second: null })
    else pairs.push({ first: null, second: j++ })
  }
  return pairs
}

export interface Difference extends Pair {
  field: DifferenceField
}

/** Every difference of two keyings that stand side by side, in the order of the lines. */
export const differencesOf = (
  pairs: readonly Pair[],
  first: readonly FirstLine[],
  second: readonly BlindLine[],
): Difference[] =>
  pairs.flatMap((pair): Difference[] =>
    pair.first === null || pair.second === null
      ? [{ ...pair, field: 'line' }]
      : differingFields(first[pair.first]!, second[pair.second]!).map((field) => ({ ...pair, field })),
  )

/** first: as keyed first · second: as keyed second · question: the customer is asked. */
export const choices = ['first', 'second', 'question'] as const
export type Choice = (typeof choices)[number]

/** Who keys or keyed the order a second time; what was keyed is not in it. */
export const BlindState = z.strictObject({
  by: z.string(),
  mine: flag,
  startedAt: instant,
  submittedAt: instant.nullable(),
})
export type BlindState = z.output<typeof BlindState>

/** What the page of the second keying gets while it is open: never a value of the first, not even how many lines. */
export const BlindSheet = z.strictObject({
  orderId: id,
  number: z.string(),
  customerName: z.string(),
  keyedBy: z.string(),
  keyedAt: instant,
  /** This person keyed the order first. */
  sameEyes: flag,
  checked: flag,
  voided: flag,
  way: z.enum(['callBack', 'blind', 'both']),
  blind: BlindState.nullable(),
  inbox: z.array(InboxRow).max(20),
})
export type BlindSheet = z.output<typeof BlindSheet>

export const Settlement = z.strictObject({ choice: z.enum(choices), by: z.string(), at: instant })

export const ComparedField = z.strictObject({
  field: z.enum(differenceFields),
  first: z.string(),
  /** '' where the fax does not say it, or the second has no such line. */
  second: z.string(),
  differs: flag,
  settled: flag,
  settlement: Settlement.nullable(),
  /** Of a question to the customer. */
  questionId: id.nullable(),
  question: z.string(),
  answer: z.string(),
})
export type ComparedField = z.output<typeof ComparedField>

// 300 lines of it are sent at once and come out of our own tables: kinds are held, bounds are not counted again
const known = z.number().nullable()
export const ComparedLine = z.strictObject({
  orderLineId: known,
  blindLineId: known,
  /** Place of the line on the fax and in the order, from 1. */
  sequence: z.number(),
  name: z.string(),
  /** The line as it stands in the order; null where only the second has it. */
  code: z.string(),
  quantity: known,
  priceMicros: known,
  dueOn: z.string(),
  /** What the fax does not say, so that nothing was compared. */
  unsaidPrice: flag,
  unsaidDueOn: flag,
  /** Fields that differ, and those that did and were settled; the others agree. */
  fields: z.array(ComparedField).max(5),
})
export type ComparedLine = z.output<typeof ComparedLine>

export const Comparison = z.strictObject({
  orderId: id,
  number: z.string(),
  by: z.string(),
  submittedAt: instant,
  way: z.enum(['callBack', 'blind', 'both']),
  checked: flag,
  inbox: z.array(InboxRow).max(20),
  lines: z.array(ComparedLine).max(600),
  differences: count,
  open: count,
  version,
})
export type Comparison = z.output<typeof Comparison>

const place = { orderLineId: id.nullable(), blindLineId: id.nullable(), field: z.enum(differenceFields) }

export const blindKeys = {
  /** The paper and who keys; no value of the first keying. */
  sheet: query('checks.write', z.strictObject({ orderId: id }), BlindSheet),
  begin: command('checks.write', z.strictObject({ orderId: id }), BlindSheet),
  /** Gives an open second keying up, so that another may begin. */
  drop: command('checks.write', z.strictObject({ orderId: id }), BlindSheet),
  /** Hands the lines in: from here on both are shown side by side. */
  submit: command(
    'checks.write',
    z.strictObject({ orderId: id, lines: z.array(BlindLine).min(1).max(300) }),
    Comparison,
  ),
  compare: query('checks.write', z.strictObject({ orderId: id }), Comparison),
  /** Settles one difference by name. A question needs its words. */
  settle: command(
    'checks.write',
    z.strictObject({
      orderId: id,
      ...place,
      choice: z.enum(choices),
      question: text(200).default(''),
      askedWhom: text(40).default(''),
    }),
    Comparison,
  ),
}
