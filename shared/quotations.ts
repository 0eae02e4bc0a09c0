import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  count,
  date,
  flag,
  id,
  instant,
  micros,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  typedFen,
  version,
  voidInput,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { roundDivide } from './money.ts'
import { NewDraft } from './orders.ts'
import { PaperOutput } from './papers.ts'
import { pictureHash } from './pictures.ts'

/** What is stored of a quotation's state; 已过期 is told from the stage and today. */
export const quotationStages = ['draft', 'sent', 'accepted', 'declined', 'ordered', 'void'] as const
export type QuotationStage = (typeof quotationStages)[number]
export const quotationStates = [...quotationStages, 'expired'] as const
export type QuotationState = (typeof quotationStates)[number]

export const quotationStateKeys: Record<QuotationState, PhraseKey> = {
  draft: 'quotations.stateDraft',
  sent: 'quotations.stateSent',
  accepted: 'quotations.stateAccepted',
  declined: 'quotations.stateDeclined',
  ordered: 'quotations.stateOrdered',
  void: 'quotations.stateVoid',
  expired: 'quotations.stateExpired',
}

/** The facts of a quotation's newest version, and whether all its goods were ordered at its prices. */
export interface QuotationFacts {
  voided: boolean
  ordered: boolean
  sent: boolean
  answer: 'accepted' | 'declined' | null
}

/** 作废 before 已成单 before what the customer answered before 已发 before 草稿 (architecture rule 6). */
export const quotationStage = ({ voided, ordered, sent, answer }: QuotationFacts): QuotationStage => {
  if (voided) return 'void'
  if (ordered) return 'ordered'
  if (answer !== null) return answer
  return sent ? 'sent' : 'draft'
}

/** The state on a day: what is out or accepted and past its validity is 已过期. */
export const quotationState = (stage: QuotationStage, validUntil: string, today: string): QuotationState =>
  (stage === 'sent' || stage === 'accepted') && validUntil < today ? 'expired' : stage

/** One rung of the ladder: from this quantity (thousandths) at this price (micros). */
export const LadderStep = z.strictObject({ quantity: positiveThousandths, priceMicros: micros })
export type LadderStep = z.output<typeof LadderStep>
/** Rungs of a quotation at most: as many columns as a printed page takes. */
export const mostSteps = 6

/** 料、工、外协、包装、运费 of one piece in micros, 利润 and 税 in basis points. Never printed. */
export const Costs = z.strictObject({
  materialMicros: micros,
  labourMicros: micros,
  outsideMicros: micros,
  packingMicros: micros,
  freightMicros: micros,
  profitBasisPoints: count.max(100_000),
  taxBasisPoints: count.max(10_000),
})
export type Costs = z.output<typeof Costs>
export const noCosts: Costs = {
  materialMicros: 0,
  labourMicros: 0,
  outsideMicros: 0,
  packingMicros: 0,
  freightMicros: 0,
  profitBasisPoints: 0,
  taxBasisPoints: 0,
}

/** What one piece costs before profit and tax, micros. */
export const costOf = (costs: Costs): number =>
  costs.materialMicros + costs.labourMicros + costs.outsideMicros + costs.packingMicros + costs.freightMicros

/** 建议价: cost with profit on it, and tax on that; micros, rounded once. */
export const proposedPrice = (costs: Costs): number =>
  roundDivide(
    BigInt(costOf(costs)) * BigInt(10_000 + costs.profitBasisPoints) * BigInt(10_000 + costs.taxBasisPoints),
    100_000_000n,
  )

/** The rung a quantity stands on: the highest reached; null below the lowest. */
export const stepFor = <Step extends LadderStep>(steps: readonly Step[], quantity: number): Step | null => {
  let found: Step | null = null
  for (const step of steps)
    if (step.quantity <= quantity && (found === null || step.quantity > found.quantity)) found = step
  return found
}

/** The first rung whose price is above the one before it: a ladder falls. Index in `steps`, or null. */
export const risingStep = (steps: readonly LadderStep[]): number | null => {
  const sorted = steps.toSorted((a, b) => a.quantity - b.quantity)
  const index = sorted.findIndex((step, at) => at > 0 && step.priceMicros > sorted[at - 1]!.priceMicros)
  return index < 0 ? null : index
}

const lineFields = {
  productId: id.nullable(),
  code: text(40),
  name: requiredText(80),
  spec: text(80),
  /** 材质工艺. */
  material: text(200),
  unit: requiredText(10),
  steps: z.array(LadderStep).min(1).max(mostSteps),
  /** 起订量, thousandths; 0 = none. */
  minQuantity: thousandths.min(0),
  /** 模具/版费, fen. */
  mouldFen: typedFen.min(0),
  leadDays: count.max(365),
  packing: text(100),
  remark: text(200),
  costs: Costs,
  /** 图片 of the line alone; without one it shows its product's. */
  picture: pictureHash.default(''),
}
export const QuotationLineDraft = z.strictObject(lineFields)
export type QuotationLineDraft = z.output<typeof QuotationLineDraft>

const head = {
  customerId: id.nullable(),
  /** Who asks, where there is no customer card yet. */
  prospect: text(60),
  contact: text(40),
  phone: text(40),
  quotedOn: date,
  validUntil: date,
  taxMode: z.enum(['included', 'excluded']),
  taxBasisPoints: count.max(10_000),
  payment: text(200),
  /** 交货条件: 出厂 / 送到 …, with the freight. */
  delivery: text(200),
  remark: text(500),
}
export const QuotationDraft = z.strictObject({
  id: id.nullable(),
  ...head,
  inboxItemId: id.nullable(),
  messageId: id.nullable(),
  lines: z.array(QuotationLineDraft).min(1).max(100),
  version,
})
export type QuotationDraft = z.output<typeof QuotationDraft>

/** What a new quotation starts with: from nothing, a customer, a paper, a phone message, an older quotation. */
export const NewQuotation = z.strictObject({
  ...head,
  customerName: z.string(),
  inboxItemId: id.nullable(),
  messageId: id.nullable(),
  lines: z.array(QuotationLineDraft.extend({ productPicture: z.string() })).max(100),
})
export type NewQuotation = z.output<typeof NewQuotation>

export const QuotationRow = z.strictObject({
  id,
  number: z.string(),
  customerId: id.nullable(),
  customer: z.string(),
  /** V1, V2 …: the newest version. */
  sequence: count,
  quotedOn: z.string(),
  validUntil: z.string(),
  lines: count,
  firstLine: z.string(),
  state: z.enum(quotationStates),
  by: z.string(),
  version,
})
export type QuotationRow = z.output<typeof QuotationRow>

export const QuotationLine = z.strictObject({
  ...lineFields,
  id,
  sequence: count,
  /** 底价 of the product in the line's unit, micros; 0 = none. */
  floorPriceMicros: micros,
  productPicture: z.string(),
})
export type QuotationLine = z.output<typeof QuotationLine>

export const QuotationVersion = z.strictObject({
  sequence: count,
  madeBy: z.string(),
  madeAt: instant,
  sentAt: instant.nullable(),
  sentBy: z.string(),
  sentTo: z.string(),
  answer: z.enum(['accepted', 'declined']).nullable(),
  answeredAt: instant.nullable(),
  answeredBy: z.string(),
  answerWords: z.string(),
  printed: count,
})
export type QuotationVersion = z.output<typeof QuotationVersion>

/** A quotation as one of its versions says it; `versions` names all of them, newest first. */
export const Quotation = z.strictObject({
  id,
  number: z.string(),
  ...head,
  quotedOn: z.string(),
  validUntil: z.string(),
  customerName: z.string(),
  fax: z.string(),
  by: z.string(),
  /** The version shown, and the newest. */
  sequence: count,
  newest: count,
  state: z.enum(quotationStates),
  versions: z.array(QuotationVersion).max(100),
  lines: z.array(QuotationLine).max(100),
  orders: z.array(z.strictObject({ id, number: z.string(), orderedOn: z.string(), state: z.string() })).max(100),
  signBack: z
    .strictObject({ id, state: z.string(), sentAt: instant, sentTo: z.string(), dueOn: date, version })
    .nullable(),
  inbox: z.strictObject({ id, fileName: z.string() }).nullable(),
  message: z.string(),
  voidReason: z.string().nullable(),
  version,
})
export type Quotation = z.output<typeof Quotation>

/** Who got which price when: one rung of one sent quotation. */
export const PriceGiven = z.strictObject({
  id,
  quotationId: id,
  number: z.string(),
  sequence: count,
  customer: z.string(),
  code: z.string(),
  name: z.string(),
  material: z.string(),
  unit: z.string(),
  quantity: thousandths,
  priceMicros: micros,
  quotedOn: z.string(),
  validUntil: z.string(),
  answer: z.enum(['accepted', 'declined']).nullable(),
})
export type PriceGiven = z.output<typeof PriceGiven>

/** A line of the order that is made of a quotation, with its ladder: another quantity takes its own price. */
export const QuotedOrderLine = z.strictObject({
  productId: id.nullable(),
  code: z.string(),
  name: z.string(),
  spec: z.string(),
  material: z.string(),
  unit: z.string(),
  quantity: thousandths,
  priceMicros: micros,
  steps: z.array(LadderStep).max(mostSteps),
  /** How the product is packed in this unit; null where it is not known. */
  packing: z.strictObject({ unit: z.string(), packs: count, packUnits: count }).nullable(),
  newVersion: flag,
  /** The day the quoted days of delivery end, counted from today; null where none were quoted. */
  dueOn: date.nullable(),
  remark: z.string(),
  picture: z.string(),
  productPicture: z.string(),
})
export type QuotedOrderLine = z.output<typeof QuotedOrderLine>

const sought = {
  customerId: id.optional(),
  /** Number, customer, initials, goods. */
  typed: text(60).default(''),
  from: date.optional(),
  to: date.optional(),
}

export const quotations = {
  list: query(
    'prices.read',
    z.strictObject({ ...paging, ...sought, state: z.enum([...quotationStates, 'open', 'all']).default('open') }),
    pageOf(QuotationRow),
  ),
  /** `sequence` reads an older version; without it the newest. */
  read: query('prices.read', z.strictObject({ id, sequence: count.optional() }), Quotation),
  given: query('prices.read', z.strictObject({ ...paging, ...sought }), pageOf(PriceGiven)),
  newDraft: query(
    'quotations.write',
    z.strictObject({
      customerId: id.optional(),
      inboxItemId: id.optional(),
      messageId: id.optional(),
      copyOf: id.optional(),
      /** An order whose 新版 lines wait for their quotation. */
      orderId: id.optional(),
    }),
    NewQuotation,
  ),
  /** A version that was sent is never rewritten: saving over it makes the next one. */
  save: command(
    'quotations.write',
    QuotationDraft,
    z.strictObject({ id, number: z.string(), sequence: count, version }),
  ),
  send: command('quotations.write', z.strictObject({ id, version, sentTo: text(60) }), Quotation),
  decline: command('quotations.write', z.strictObject({ id, version, reason: requiredText(200) }), Quotation),
  /** The prospect has a customer card now. */
  assign: command('quotations.write', z.strictObject({ id, version, customerId: id }), Quotation),
  void: command('quotations.write', voidInput, Quotation),
  /** The order it becomes, at the rung of `quantity`. */
  orderDraft: query(
    'quotations.write',
    z.strictObject({ id, quantity: positiveThousandths.nullable() }),
    z.strictObject({ number: z.string(), draft: NewDraft, lines: z.array(QuotedOrderLine).max(300) }),
  ),
  paper: query('prices.read', z.strictObject({ id, sequence: count.optional() }), PaperOutput),
  markPrinted: command('prices.read', byId, z.strictObject({ printed: count })),
}
