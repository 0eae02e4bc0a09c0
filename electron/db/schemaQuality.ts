import type { Generated } from 'kysely'
import type { Row } from './schemaMasters.ts'

/** 检验单 (duties 73–75): the lot, its plan, what was found, what a person decided. Quantities thousandths, samples pieces. */
export interface InspectionsTable extends Row {
  number: string
  /** patrol, process, incoming, final */
  kind: string
  orderId: number
  orderLineId: number
  noticeLineId: number | null
  operationId: number | null
  customerId: number
  productId: number | null
  processName: string
  workshop: string
  inspectedOn: string
  lot: number
  level: string
  strictness: string
  aqlCritical: number
  aqlMajor: number
  aqlMinor: number
  sample: number
  /** What the table asks for. */
  tableSample: number
  sampleReason: string
  /** Ac; null where the severity is not judged. */
  acceptCritical: number | null
  acceptMajor: number | null
  acceptMinor: number | null
  foundCritical: number
  foundMajor: number
  foundMinor: number
  /** What the plan says of what was found: accept, reject. */
  result: string
  /** The checklist as JSON. */
  items: string
  inspector: string
  remark: string
  reinspects: number | null
  /** accept, reject, concession; null while nobody decided. */
  decision: string | null
  decisionReason: string
  decidedBy: number | null
  decidedAt: string | null
  voidedBy: number | null
  voidedAt: string | null
  voidReason: string | null
  /** Derived: see shared/quality.ts. */
  state: string
  /** Of a rejected lot: nobody has dealt with these (thousandths). */
  waiting: Generated<number>
  printed: Generated<number>
  keyedBy: number
  keyedAt: string
  version: number
}
export interface InspectionDefectsTable extends Row {
  inspectionId: number
  sequence: number
  defect: string
  severity: string
  quantity: number
  note: string
  picture: string
}
/** 返工 · 报废 · 让步 of a rejected lot; `reportId` is the entry of the daily reports that moved the quantity. */
export interface InspectionDisposalsTable extends Row {
  inspectionId: number
  kind: string
  quantity: number
  note: string
  reportId: number | null
  by: number
  at: string
  takenBackBy: number | null
  takenBackAt: string | null
  takenBackReason: string | null
}
