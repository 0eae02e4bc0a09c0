import type { Generated } from 'kysely'
import type { Flag, Row } from './schemaMasters.ts'

/** 变更单 (duty 93): `before` and `after` hold the order as JSON, as the slip found it and as it shall be. */
export interface OrderChangesTable extends Row {
  number: string
  orderId: number
  customerId: number
  /** The edition the order gets by it. */
  edition: number
  askedBy: string
  way: string
  contact: string
  reason: string
  /** Why it is done although more is made than is asked for now (损失). */
  lossReason: Generated<string>
  /** What was bought for it already and becomes of it; '' = nothing. */
  bought: Generated<string>
  proof: string
  inboxItemId: number | null
  before: string
  after: string
  /** What it did, as things stood when it was carried out: JSON, with its money. */
  effect: string | null
  /** How many fields change, lines come and lines go. */
  changed: number
  added: number
  cancelled: number
  beforeFen: number
  afterFen: number
  /** Price, quantity, goods, due date or terms change: the customer signs it. */
  needsCustomer: Flag
  fourEyes: Flag
  writtenBy: number
  writtenAt: string
  submittedAt: string | null
  approvedBy: number | null
  approvedAt: string | null
  appliedAt: string | null
  appliedBy: number | null
  withdrawnBy: number | null
  withdrawnAt: string | null
  withdrawReason: string | null
  refused: Generated<Flag>
  /** Derived: see shared/changes.ts. */
  state: string
  unsigned: Generated<number>
  printed: Generated<number>
  version: number
}
/** A department that was told of a change: who signed, when, how. */
export interface ChangeSignsTable extends Row {
  changeId: number
  department: string
  name: string
  signedOn: string
  how: string
  keyedBy: number
  keyedAt: string
}
/** 评审表 of an order (duties 22–25); the manager's word that lets it go without stays on it. */
export interface OrderReviewsTable extends Row {
  orderId: number
  startedBy: number
  startedAt: string
  overrideBy: number | null
  overrideAt: string | null
  overrideReason: string | null
  printed: Generated<number>
  version: number
}
export interface ReviewOpinionsTable extends Row {
  reviewId: number
  sequence: number
  department: string
  /** yes, conditional, no; null while the department is silent */
  verdict: string | null
  opinion: string
  name: string
  reviewedOn: string
  /** The ticked lines of the checklist, as JSON. */
  checks: string
  keyedBy: number | null
  keyedAt: string | null
}
