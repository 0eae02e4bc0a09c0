import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byIdVersion,
  count,
  date,
  flag,
  id,
  instant,
  pageOf,
  paging,
  positiveThousandths,
  requiredText,
  text,
  thousandths,
  version,
  voidInput,
} from './fields.ts'
import { severities } from './severities.ts'
import type { PhraseKey } from './language.ts'
import { Reopened } from './operations.ts'
import { PaperOutput } from './papers.ts'
import { pictureHash } from './pictures.ts'
import { switchReasons } from './sampling.ts'
import { aqls, levels, strictnesses } from './samplingTables.ts'

/** 巡查 · 过程检验 · 外协来货检验 · 出货检验 (duties 73, 74). */
export const inspectionKinds = ['patrol', 'process', 'incoming', 'final'] as const
export type InspectionKind = (typeof inspectionKinds)[number]
export const inspectionKindKeys: Record<InspectionKind, PhraseKey> = {
  patrol: 'quality.patrol',
  process: 'quality.process',
  incoming: 'quality.incoming',
  final: 'quality.final',
}

export const decisions = ['accept', 'reject', 'concession'] as const
export type Decision = (typeof decisions)[number]
/** 返工 · 报废 · 让步 (duty 75). */
export const disposalKinds = ['rework', 'scrap', 'concession'] as const
export type DisposalKind = (typeof disposalKinds)[number]
export const disposalKeys: Record<DisposalKind, PhraseKey> = {
  rework: 'quality.rework',
  scrap: 'quality.scrap',
  concession: 'quality.concession',
}

export const inspectionStates = ['open', 'accepted', 'rejected', 'handled', 'conceded', 'void'] as const
export type InspectionState = (typeof inspectionStates)[number]
export const inspectionStateKeys: Record<InspectionState, PhraseKey> = {
  open: 'quality.stateOpen',
  accepted: 'quality.stateAccepted',
  rejected: 'quality.stateRejected',
  handled: 'quality.stateHandled',
  conceded: 'quality.stateConceded',
  void: 'quality.stateVoid',
}

/**
 * What of a rejected lot nobody has dealt with (thousandths): neither taken out nor let through, nor looked at again.
 * Pieces that were reworked are looked at again by the same count, so that they are never dealt with twice.
 */
export const waitingOf = ({
  lot,
  rework,
  scrap,
  conceded,
  reinspected,
}: {
  lot: number
  rework: number
  scrap: number
  conceded: number
  /** The lots of the inspections that looked at it again. */
  reinspected: number
}): number => Math.max(0, lot - scrap - conceded - Math.max(rework, reinspected))

/** What happened to an inspection; its state follows from it. */
export interface InspectionFacts {
  voidedAt: string | null
  decision: string | null
  /** 让步 of the whole lot, in one or in several parts: all of it was let through after all. */
  concededWhole: boolean
  /** Of a rejected lot: nobody has dealt with these (thousandths). */
  waiting: number
}
export const deriveInspectionState = ({
  voidedAt,
  decision,
  concededWhole,
  waiting,
}: InspectionFacts): InspectionState => {
  if (voidedAt !== null) return 'void'
  if (decision === null) return 'open'
  if (decision === 'accept') return 'accepted'
  if (decision === 'concession' || concededWhole) return 'conceded'
  return waiting > 0 ? 'rejected' : 'handled'
}

export const itemResults = ['none', 'ok', 'bad'] as const
export type ItemResult = (typeof itemResults)[number]
/** A line of the checklist: looked at or not, and what was measured (胸围 102,标准 102±1). */
export const InspectionItem = z.strictObject({
  item: requiredText(30),
  result: z.enum(itemResults),
  note: text(100),
})
export type InspectionItem = z.output<typeof InspectionItem>

export const InspectionDefect = z.strictObject({
  defect: requiredText(30),
  severity: z.enum(severities),
  /** Defects counted in the sample. */
  quantity: count.min(1).max(1_000_000),
  note: text(100),
  picture: pictureHash.default(''),
})
export type InspectionDefect = z.output<typeof InspectionDefect>

/** AQL in thousandths, one of the standard's; 0 = none is let through. */
const aql = count.refine((value) => value === 0 || (aqls as readonly number[]).includes(value))

export const InspectionDraft = z.strictObject({
  id: id.nullable(),
  kind: z.enum(inspectionKinds),
  orderLineId: id,
  /** Null for goods without a production notice. */
  noticeLineId: id.nullable(),
  /** The process inspected; final: the one its goods have come through. */
  operationId: id.nullable(),
  inspectedOn: date,
  lot: positiveThousandths,
  level: z.enum(levels),
  strictness: z.enum(strictnesses),
  aqlCritical: aql,
  aqlMajor: aql,
  aqlMinor: aql,
  /** Pieces looked at. */
  sample: count.min(1).max(1_000_000_000),
  /** Why the sample is another than the table's; '' where it is the table's. */
  sampleReason: text(100),
  inspector: requiredText(20),
  remark: text(300),
  /** The rejected inspection whose lot is looked at again. */
  reinspects: id.nullable(),
  items: z.array(InspectionItem).max(60),
  defects: z.array(InspectionDefect).max(100),
  version,
})
export type InspectionDraft = z.output<typeof InspectionDraft>

/** What can be inspected: goods in work, or of a checked order without a notice. Quantities thousandths. */
export const InspectionTarget = z.strictObject({
  orderLineId: id,
  noticeLineId: id.nullable(),
  orderId: id,
  orderNumber: z.string(),
  noticeNumber: z.string(),
  customerId: id,
  customer: z.string(),
  code: z.string(),
  description: z.string(),
  unit: z.string(),
  quantity: thousandths,
  operations: z
    .array(
      z.strictObject({
        id,
        processName: z.string(),
        workshop: z.string(),
        good: thousandths,
        outside: flag,
        /** 流程及质量标准 of the process (duty 76). */
        standard: z.string(),
      }),
    )
    .max(60),
  /** 验收标准 of the order. */
  acceptance: z.string(),
})
export type InspectionTarget = z.output<typeof InspectionTarget>

/**
 * The largest lot (thousandths) that may be inspected: of goods about to leave what came through their process and no
 * other inspection has; else what the notice asks for, or what was made where that is more.
 */
export const largestLot = ({
  kind,
  quantity,
  good,
  otherLots,
}: {
  kind: InspectionKind
  quantity: number
  /** Good of the process inspected; null for goods without one. */
  good: number | null
  otherLots: number
}): number => (kind === 'final' ? Math.max(0, (good ?? quantity) - otherLots) : Math.max(quantity, good ?? 0))

/** A draft with what is proposed for it, and why. */
export const ProposedInspection = z.strictObject({
  draft: InspectionDraft,
  /** Pieces (thousandths) other final inspections of these goods look at or have let through. */
  otherLots: thousandths,
  target: InspectionTarget,
  proposed: z.strictObject({ strictness: z.enum(strictnesses), reason: z.enum(switchReasons), lots: count }),
  defects: z.array(z.strictObject({ defect: z.string(), severity: z.enum(severities) })).max(100),
})
export type ProposedInspection = z.output<typeof ProposedInspection>

const personAt = z.strictObject({ by: z.string(), at: instant }).nullable()
export const Disposal = z.strictObject({
  id,
  kind: z.enum(disposalKinds),
  quantity: thousandths,
  note: z.string(),
  by: z.string(),
  at: instant,
  takenBack: z.strictObject({ by: z.string(), at: instant, reason: z.string() }).nullable(),
})
export type Disposal = z.output<typeof Disposal>

export const InspectionRow = z.strictObject({
  id,
  number: z.string(),
  kind: z.enum(inspectionKinds),
  state: z.enum(inspectionStates),
  orderId: id,
  orderNumber: z.string(),
  customerId: id,
  customer: z.string(),
  code: z.string(),
  description: z.string(),
  unit: z.string(),
  processName: z.string(),
  inspectedOn: date,
  inspector: z.string(),
  lot: thousandths,
  sample: count,
  foundCritical: count,
  foundMajor: count,
  foundMinor: count,
  /** Of a rejected lot: nobody has dealt with these. */
  waiting: thousandths,
  version,
})
export type InspectionRow = z.output<typeof InspectionRow>

export const Inspection = z.strictObject({
  ...InspectionRow.shape,
  draft: InspectionDraft,
  target: InspectionTarget,
  workshop: z.string(),
  /** The sample the table asks for. */
  tableSample: count,
  /** Ac of each severity; null where it is not judged. */
  acceptCritical: count.nullable(),
  acceptMajor: count.nullable(),
  acceptMinor: count.nullable(),
  result: z.enum(['accept', 'reject']),
  decision: z.enum(decisions).nullable(),
  decisionReason: z.string(),
  decided: personAt,
  keyed: personAt,
  voidReason: z.string().nullable(),
  disposals: z.array(Disposal).max(200),
  /** Rejected pieces neither reworked nor scrapped nor let through. */
  undisposed: thousandths,
  /** Of its goods in the store: taken out of it before they are reworked or scrapped. */
  stored: thousandths,
  /** Of `undisposed`: in the house no more, so that they can only be let through, or come back. */
  left: thousandths,
  reinspects: z.strictObject({ id, number: z.string() }).nullable(),
  reinspectedBy: z.array(z.strictObject({ id, number: z.string(), state: z.enum(inspectionStates) })).max(50),
  printed: count,
})
export type Inspection = z.output<typeof Inspection>

/** What of a delivery note final inspections cover (duty 74). Quantities thousandths. */
export const NoteInspection = z.strictObject({
  lines: z
    .array(
      z.strictObject({
        orderLineId: id,
        noticeLineId: id.nullable(),
        description: z.string(),
        unit: z.string(),
        wanted: thousandths,
        /** Inspected and let through, less what left with other notes. */
        covered: thousandths,
        missing: thousandths,
      }),
    )
    .max(500),
  inspections: z
    .array(z.strictObject({ id, number: z.string(), state: z.enum(inspectionStates), description: z.string() }))
    .max(200),
})
export type NoteInspection = z.output<typeof NoteInspection>

const filter = {
  kind: z.enum(inspectionKinds).nullable().default(null),
  state: z.enum(inspectionStates).nullable().default(null),
  customerId: id.nullable().default(null),
  orderId: id.nullable().default(null),
  /** A kind of defect that was found. */
  defect: text(30).default(''),
  text: text(40).default(''),
  from: date.nullable().default(null),
  to: date.nullable().default(null),
}
export const inspectionFilter = z.strictObject(filter)
export type InspectionFilter = z.output<typeof inspectionFilter>

/** 批合格率: lots accepted of lots judged, first inspections alone; conceded and rejected are not accepted. */
export const LotSums = z.strictObject({
  customerId: id,
  customer: z.string(),
  kind: z.enum(inspectionKinds),
  lots: count,
  accepted: count,
  conceded: count,
  rejected: count,
})
export type LotSums = z.output<typeof LotSums>
export const DefectSum = z.strictObject({ defect: z.string(), severity: z.enum(severities), quantity: count })
export type DefectSum = z.output<typeof DefectSum>

const target = { orderLineId: id.nullable(), noticeLineId: id.nullable(), operationId: id.nullable() }

export const quality = {
  list: query('quality.read', z.strictObject({ ...paging, ...filter }), pageOf(InspectionRow)),
  counts: query('quality.read', z.strictObject({}), z.strictObject({ open: count, rejected: count })),
  read: query('quality.read', z.strictObject({ id }), Inspection),
  /** Goods that can be inspected, by what was typed: order, notice, customer, goods. */
  targets: query('quality.read', z.strictObject({ typed: text(40) }), z.array(InspectionTarget).max(30)),
  /** What an inspection of these goods starts with: lot, sample plan, strictness by the last lots, checklist. */
  propose: query(
    'quality.read',
    z.strictObject({ kind: z.enum(inspectionKinds), ...target, reinspects: id.nullable().default(null) }),
    ProposedInspection,
  ),
  save: command('quality.write', InspectionDraft, Inspection),
  /** 合格 or 不合格, confirmed by a person; a lot over its Ac is never 合格. */
  decide: command(
    'quality.write',
    byIdVersion.extend({ decision: z.enum(['accept', 'reject']), reason: text(200) }),
    Inspection,
  ),
  /** 让步接收 of the whole lot, by a manager's name and reason. */
  concede: command('quality.concede', byIdVersion.extend({ reason: requiredText(200) }), Inspection),
  /** What becomes of a rejected lot (duty 75): 返工 and 报废 leave the good quantity of the process. */
  dispose: command(
    'quality.write',
    byIdVersion.extend({ kind: z.enum(disposalKinds), quantity: positiveThousandths, note: text(100) }),
    Inspection.extend({ reopened: z.array(Reopened) }),
  ),
  takeBack: command('quality.write', byIdVersion.extend({ disposalId: id, reason: requiredText(100) }), Inspection),
  void: command('quality.void', voidInput, Inspection),
  /** The inspections behind a delivery note, and what of its goods they do not cover. */
  ofNote: query('deliveries.read', z.strictObject({ deliveryNoteId: id }), NoteInspection),
  figures: query(
    'quality.read',
    z.strictObject({ from: date, to: date, customerId: id.nullable().default(null) }),
    z.strictObject({ lots: z.array(LotSums).max(2000), defects: z.array(DefectSum).max(500) }),
  ),
  paper: query('quality.read', z.strictObject({ id }), PaperOutput),
  markPrinted: command('quality.read', z.strictObject({ id }), z.strictObject({ printed: count })),
}
