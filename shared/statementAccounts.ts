import { z } from 'zod'
import { fen, id } from './fields.ts'

/** A customer's account in a month, fen (台账, duty 104). */
export const AccountRow = z.strictObject({
  customerId: id,
  customer: z.string(),
  openingFen: fen,
  chargesFen: fen,
  receiptsFen: fen,
  closingFen: fen,
})
export type AccountRow = z.output<typeof AccountRow>
export const BalanceRow = z.strictObject({
  customerId: id,
  customer: z.string(),
  balanceFen: fen,
  /** The standing statement that ends on just this day, and what it closes with; null where there is none. */
  statedAs: z.string().nullable(),
  statedFen: fen.nullable(),
  /** Balance less statement: papers of that day or before that were entered when the statement was made already. */
  laterFen: fen,
})
export type BalanceRow = z.output<typeof BalanceRow>
