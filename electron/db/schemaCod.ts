import type { Generated } from 'kysely'
import type { Row, Voidable } from './schemaMasters.ts'

interface Reversible {
  reversedAt: Generated<string | null>
  reversedBy: Generated<number | null>
  reversedReason: Generated<string>
}

/** The tables of 代收 (duty 90); amounts in fen. */
export interface CodNotesTable extends Row {
  deliveryNoteId: number
  customerId: number
  number: string
  driver: string
  deliveredOn: string
  toCollectFen: number
  /** Derived: in the driver's pocket, on a hand-over the cashier has not counted, counted, settled otherwise, left open. */
  onDriverFen: Generated<number>
  waitingFen: Generated<number>
  handedFen: Generated<number>
  settledFen: Generated<number>
  openFen: number
  /** Derived: shared/cod.ts. */
  state: string
  version: number
}
export interface CodEntriesTable extends Row, Reversible {
  codNoteId: number
  driver: string
  collectedFen: number
  method: string
  collectedOn: string
  reason: string
  /** The hand-over it is on, or was counted with. */
  handoverId: number | null
  /** As the cashier counted it; null = not yet. */
  handedFen: number | null
  receiptId: number | null
  userId: number
  at: string
}
export interface CodHandoversTable extends Row, Voidable {
  number: string
  driver: string
  handedOn: string
  remark: string
  collectedFen: number
  countedFen: number | null
  slipNumber: string
  /** Derived: waiting, counted, void. */
  state: string
  madeBy: number
  madeAt: string
  confirmedBy: number | null
  confirmedByName: string | null
  confirmedAt: string | null
  printed: Generated<number>
  version: number
}
export interface CodHandoverLinesTable extends Row {
  handoverId: number
  entryId: number
  codNoteId: number
  sequence: number
  collectedFen: number
  handedFen: number | null
  reason: Generated<string>
  receiptId: number | null
}
export interface CodSettlementsTable extends Row, Reversible {
  codNoteId: number
  driver: string
  /** Fen that were not handed in; negative: handed in beyond what was to be collected. */
  amountFen: number
  bearer: string
  reason: string
  /** The deduction on the customer's account, where the customer does not owe it. */
  adjustmentId: number | null
  userId: number
  at: string
}
