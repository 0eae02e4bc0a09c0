import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byIdVersion,
  count,
  date,
  fen,
  flag,
  id,
  instant,
  micros,
  packs,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  version,
  voidInput,
} from './fields.ts'
import { Gate } from './gates.ts'
import type { PhraseKey } from './language.ts'
import { lineAmount } from './money.ts'
import { PaperOutput } from './papers.ts'
import { packsOf } from './quantities.ts'

/** 送货单 XS · 退货单 TH · 补件单 BJ (free) · 换货单 HH (papers.md 4.5, 4.9; duty 99). */
export const noteKinds = ['delivery', 'return', 'replacement', 'exchange'] as const
export type NoteKind = (typeof noteKinds)[number]
export const noteStates = ['draft', 'picked', 'inspected', 'counted', 'released', 'void'] as const
export type NoteState = (typeof noteStates)[number]

export const noteKindKeys: Record<NoteKind, PhraseKey> = {
  delivery: 'deliveries.kindDelivery',
  return: 'deliveries.kindReturn',
  replacement: 'deliveries.kindReplacement',
  exchange: 'deliveries.kindExchange',
}
export const noteStateKeys: Record<NoteState, PhraseKey> = {
  draft: 'deliveries.stateDraft',
  picked: 'deliveries.statePicked',
  inspected: 'deliveries.stateInspected',
  counted: 'deliveries.stateCounted',
  released: 'deliveries.stateReleased',
  void: 'deliveries.stateVoid',
}

/** The state in the office's words: goods that come back are not picked, they are waited for. */
export const noteStateKey = ({ kind, state }: { kind: NoteKind; state: NoteState }): PhraseKey =>
  kind === 'return' && state === 'draft' ? 'deliveries.stateComing' : noteStateKeys[state]

/** What happened to a note; its state follows from it (duty 88: 备货 → 验货 → 点数 → 放行). */
export interface NoteFacts {
  voidedAt: string | null
  releasedAt: string | null
  countedAt: string | null
  inspectedAt: string | null
  pickedAt: string | null
}
export const deriveNoteState = (facts: NoteFacts): NoteState => {
  if (facts.voidedAt !== null) return 'void'
  if (facts.releasedAt !== null) return 'released'
  if (facts.countedAt !== null) return 'counted'
  if (facts.inspectedAt !== null) return 'inspected'
  return facts.pickedAt !== null ? 'picked' : 'draft'
}

/** One line of an order that still has something to deliver; quantities in thousandths. */
export const OpenLine = z.strictObject({
  orderLineId: id,
  orderId: id,
  orderNumber: z.string(),
  customerPo: z.string(),
  code: z.string(),
  description: z.string(),
  colour: z.string(),
  unit: z.string(),
  dueOn: date,
  ordered: thousandths,
  delivered: thousandths,
  /** On notes that have not left yet. */
  onDrafts: thousandths,
  remaining: thousandths,
  /** Through the last process; what the warehouse can really pick. */
  finished: thousandths,
  /** Reported finished and not gone, or given by a split: more leaves by a manager's reason alone; null for goods no notice makes. */
  made: thousandths.nullable(),
  /** In the store of finished goods; null where nothing of the line was ever put in. */
  stored: thousandths.nullable(),
  /**
   * What the split that stands says (duty 94): still to go here of what it was given, and what may leave without taking
   * goods that were given to another customer; null where none stands.
   */
  share: z.strictObject({ number: z.string(), given: thousandths, most: thousandths }).nullable(),
  priceMicros: micros,
  /** How its product is packed; null where that is not known or the line has another unit. */
  packing: z.strictObject({ packs: count, packUnits: count }).nullable(),
  /** What the customer takes over the order of this line (thousandths). */
  tolerance: thousandths,
})
export type OpenLine = z.output<typeof OpenLine>

export const NoteLineDraft = z.strictObject({
  /** The line of the order; a replacement part may have none. */
  orderLineId: id.nullable(),
  /** Of a replacement without an order line; copied from the order line otherwise. */
  code: text(30),
  description: text(120),
  colour: text(20),
  unit: text(8),
  quantity: positiveThousandths,
  /** Counted by the product's packing when null. */
  packs: packs.min(0).nullable(),
  remark: text(60),
  /** Exchange: `out` is new goods to the customer, `in` comes back. */
  direction: z.enum(['out', 'in']).default('out'),
})

export const NoteDraft = z.strictObject({
  id: id.nullable(),
  kind: z.enum(noteKinds),
  customerId: id,
  deliveryOn: date,
  address: text(100),
  contact: text(20),
  phone: text(40),
  method: text(20),
  driver: text(20),
  vehicle: text(20),
  /** Red serial number of a pre-printed form. */
  serial: text(20),
  remark: text(200),
  /** Why a manager lets more leave than was ordered and the customer takes; '' otherwise. */
  overReason: text(100).default(''),
  /** To collect by the driver (代收), fen. */
  codFen: fen.min(0),
  lines: z.array(NoteLineDraft).min(1).max(500),
  version,
})
export type NoteDraft = z.output<typeof NoteDraft>

const signStates = ['none', 'waiting', 'same', 'different'] as const
export const NoteRow = z.strictObject({
  id,
  number: z.string(),
  kind: z.enum(noteKinds),
  customerId: id,
  customer: z.string(),
  deliveryOn: date,
  state: z.enum(noteStates),
  totalFen: fen,
  totalPacks: packs,
  totalQuantity: thousandths,
  paidFen: fen,
  driver: z.string(),
  codFen: fen,
  codCollectedFen: fen.nullable(),
  signed: z.enum(signStates),
  orderNumbers: z.string(),
  version,
})
export type NoteRow = z.output<typeof NoteRow>
/** In the list: `openFen` is what is not paid of it, less what deductions cover (the oldest first). */
export const NoteListRow = NoteRow.extend({ openFen: fen })
export type NoteListRow = z.output<typeof NoteListRow>

export const NoteLine = z.strictObject({
  id,
  sequence: count,
  orderLineId: id.nullable(),
  orderId: id.nullable(),
  orderNumber: z.string(),
  customerPo: z.string(),
  code: z.string(),
  description: z.string(),
  colour: z.string(),
  unit: z.string(),
  quantity: thousandths,
  packs,
  priceMicros: micros,
  amountFen: fen,
  remark: z.string(),
  /** In the store now; null where nothing of the line was ever put in, or the note has left. */
  stored: thousandths.nullable(),
  /** What of it is more than was ordered, counted with the notes before it (thousandths). */
  over: thousandths,
  /**
   * Reported finished and not gone; null where no notice makes it, goods go through the store first, or the note has left.
   * `missing`: what of the line is more than that, up to what was ordered; `unmade`: what of it a manager let go.
   */
  made: thousandths.nullable(),
  missing: thousandths,
  unmade: thousandths,
  /** Of its goods rejected by a final inspection and not dealt with; `taken`: some of them leave with the line. null = none. */
  rejected: z.strictObject({ quantity: thousandths, taken: flag, numbers: z.string() }).nullable(),
  /** No standing notice makes it: nobody reports it finished, it is bought or lies in the stock. */
  unnoticed: flag,
})
export type NoteLine = z.output<typeof NoteLine>
const stamp = z.strictObject({ by: z.string(), at: instant }).nullable()
export const Note = NoteRow.extend({
  address: z.string(),
  contact: z.string(),
  phone: z.string(),
  method: z.string(),
  vehicle: z.string(),
  serial: z.string(),
  remark: z.string(),
  overReason: z.string(),
  /** Why and by whom goods leave that nobody reported finished; '' = not needed. */
  unmadeReason: z.string(),
  unmade: stamp,
  lines: z.array(NoteLine),
  picked: stamp,
  inspected: stamp,
  inspection: z.string().nullable(),
  /** 出货检验单 that let its goods go, as numbers; '' where a person's word did. */
  inspectionNumbers: z.string(),
  /** Its goods leave by 出货检验单 (duty 74), not by a person's word. */
  bySheet: flag,
  counted: stamp,
  countedPacks: packs.nullable(),
  packsExplanation: z.string().nullable(),
  released: stamp,
  gate: Gate,
  /** Before it leaves: what of goods paid on delivery the driver is not told to collect and nobody paid, fen (duty 90). */
  cashGapFen: fen,
  keyedBy: z.string(),
  /** Who changed it last after it was made. */
  changed: stamp,
  printed: count,
  voidReason: z.string().nullable(),
  codReceiptId: id.nullable(),
})
export type Note = z.output<typeof Note>

/** Amount (fen, signed: what comes back is negative) and packs of a line being keyed, as the application will store them. */
export const previewLine = (line: {
  quantity: number
  packs: number | null
  back: boolean
  free: boolean
  priceMicros: number
  packing: OpenLine['packing']
}): { amountFen: number; packs: number } => {
  const sign = line.back ? -1 : 1
  const counted = line.packs ?? (line.packing ? packsOf(line.quantity, line.packing.packs, line.packing.packUnits) : 0)
  return {
    amountFen: line.free ? 0 : lineAmount(sign * line.quantity, line.priceMicros),
    packs: sign * counted,
  }
}

/** Packs that leave the house with a note: what is counted before release. Packs that come back are not among them. */
export const packsOut = (lines: readonly { packs: number }[]): number =>
  lines.reduce((sum, { packs: each }) => sum + Math.max(0, each), 0)

const filter = {
  customerId: id.nullable().default(null),
  state: z.enum(noteStates).nullable().default(null),
  unsigned: flag.default(false),
  cod: flag.default(false),
  orderId: id.nullable().default(null),
  from: date.nullable().default(null),
  to: date.nullable().default(null),
}

export const deliveries = {
  list: query('deliveries.read', z.strictObject({ ...paging, ...filter }), pageOf(NoteListRow)),
  /** Sums of the list under the same filter; void notes are counted in none of them. */
  sums: query(
    'deliveries.read',
    z.strictObject(filter),
    z.strictObject({ notes: count, totalFen: fen, totalPacks: packs, openFen: fen, codFen: fen }),
  ),
  read: query('deliveries.read', z.strictObject({ id }), Note),
  /** What is still to deliver: of one order, or of all open orders of a customer (several orders on one note). */
  openLines: query(
    'deliveries.read',
    z.strictObject({
      customerId: id.nullable().default(null),
      orderId: id.nullable().default(null),
      /** The note that is being written: it takes nothing of its own share. */
      noteId: id.nullable().default(null),
    }),
    z.array(OpenLine).max(1000),
  ),
  /** What the customer holds and can bring back or exchange: of one note, or of all; `remaining` is how much. */
  heldLines: query(
    'deliveries.read',
    z.strictObject({ customerId: id.nullable().default(null), noteId: id.nullable().default(null) }),
    z.array(OpenLine).max(1000),
  ),
  /**
   * A draft with all open lines of an order, its address and contact; with `planId` only what the shipping plan has on the
   * day of that line. Goods that are short are proposed as they were split.
   */
  newDraft: query(
    'deliveries.read',
    z.strictObject({ orderId: id, planId: id.nullable().default(null), made: z.boolean().default(false) }),
    NoteDraft,
  ),
  /** Notes with goods of an order that have not left. */
  openNotes: query(
    'deliveries.read',
    z.strictObject({ orderId: id }),
    z.array(z.strictObject({ id, number: z.string() })).max(20),
  ),
  save: command('deliveries.write', NoteDraft, Note),
  pick: command('deliveries.write', byIdVersion, Note),
  /** A manager says why goods leave that nobody reported finished: `pick` and `release` refuse them otherwise. */
  allowUnmade: command('gates.override', byIdVersion.extend({ reason: requiredText(200) }), Note),
  inspect: command('deliveries.write', byIdVersion.extend({ passed: flag, remark: text(200) }), Note),
  countPacks: command('deliveries.write', byIdVersion.extend({ packs: packs.min(0), explanation: text(200) }), Note),
  /** `sure`: somebody was asked about the goods a final inspection rejected. */
  release: command(
    'deliveries.release',
    byIdVersion.extend({ overrideReason: text(200).nullable(), sure: flag.default(false) }),
    Note,
  ),
  /** The red serial of the pre-printed form, when the note is printed on it. */
  setSerial: command('deliveries.write', byIdVersion.extend({ serial: text(20) }), Note),
  void: command('deliveries.write', voidInput, Note),
  paper: query(
    'deliveries.read',
    z.strictObject({ id, prices: flag.default(true), copies: flag.default(true) }),
    PaperOutput,
  ),
  markPrinted: command('deliveries.read', z.strictObject({ id }), z.strictObject({ printed: count })),
}
