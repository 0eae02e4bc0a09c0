import type { Selectable } from 'kysely'
import { areLooserTerms } from '../../../shared/credit.ts'
import { isStrangeDue } from '../../../shared/orders.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import type { OrdersTable } from '../../db/schemaMasters.ts'
import { standingBlind } from '../blindKeys.ts'
import { readCompany } from '../settings.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { accountText } from './drafts.ts'

/** Money, goods and papers that stand on an order belong to its customer: it goes to no other. */
export const refuseOtherCustomer = async (ctx: Context, order: Selectable<OrdersTable>): Promise<void> => {
  const money = await ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .select('receipts.number')
    .where('receiptAllocations.orderId', '=', order.id)
    .where('receipts.voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  const note = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select('deliveryNotes.number')
    .where('deliveryLines.orderId', '=', order.id)
    .where('deliveryNotes.voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  const stands = money ?? note
  if (stands) throw refuse('orders.keepsCustomer', { number: order.number, stands: stands.number }, 'customerId')
}

/** Terms looser than the customer's own are the manager's to give (duty 28). */
export const refuseLooserTerms = async (
  ctx: Context,
  draft: OrderDraftTerms & { customerId: number },
  before: OrderDraftTerms | null,
): Promise<void> => {
  if (may(ctx.user.role, 'gates.override')) return
  const card = await ctx.db
    .selectFrom('customers')
    .select(['settlement', 'depositBasisPoints'])
    .where('id', '=', draft.customerId)
    .executeTakeFirstOrThrow()
  if (areLooserTerms(card, draft) && (before === null || areLooserTerms(before, draft)))
    throw refuse('orders.looserTerms', {}, 'settlement')
}
type OrderDraftTerms = Pick<Selectable<OrdersTable>, 'settlement' | 'depositBasisPoints'>

/** Money goes to an account of the company; another one is the manager's to enter. */
export const refuseStrangeAccount = async (ctx: Context, bankAccount: string, before: string): Promise<void> => {
  if (bankAccount === '' || bankAccount === before || may(ctx.user.role, 'gates.override')) return
  const accounts = (await readCompany(ctx))?.bankAccounts ?? []
  if (accounts.length > 0 && !accounts.some((account) => accountText(account) === bankAccount))
    throw refuse('orders.strangeAccount', {}, 'bankAccount')
}

/** Two keyings are two people's: whoever keyed an order a second time does not write the first to be like it. */
export const refuseSecondKeyer = async (
  ctx: Context,
  { id, number }: { id: number; number: string },
): Promise<void> => {
  const second = await standingBlind(ctx, id)
  if (second?.userId === ctx.user.id) throw refuse('blindKeys.notTheFirstToo', { number }, 'lines')
}

/** Refuses days of delivery nobody means. `stood`: agreed before. */
export const refuseStrangeDays = (
  ctx: Context,
  lines: readonly { dueOn: string }[],
  stood: (dueOn: string) => boolean = () => false,
): void => {
  for (const [index, { dueOn }] of lines.entries())
    if (!stood(dueOn) && isStrangeDue(dueOn, ctx.today))
      throw refuse('orders.strangeDay', { line: index + 1, due: dueOn }, `lines.${index}.dueOn`)
}

/**
 * Refuses half a chair in the lines of an order. `before`: the lines as they stand, thousandths; one that stood in parts in
 * the same unit stays as it is counted.
 */
export const refuseBrokenLines = (
  lines: readonly { id: number | null; name: string; unit: string; quantity: number }[],
  before: readonly { id: number | null; unit: string; quantity: number }[],
): void => {
  for (const [index, { id, name, unit, quantity }] of lines.entries()) {
    const known = before.flatMap((line) => (id !== null && line.id === id && line.unit === unit ? [line.quantity] : []))
    refuseBrokenUnit(quantity, { unit, what: name, known }, `lines.${index}.quantity`)
  }
}
