import { codElsewhere, codOpen, codStateOf, codUncollected } from '../../shared/cod.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'
import { coveredOf } from './cod/covered.ts'
import { addPaid, setCodFacts } from './deliveries.ts'

/** A note leaves with cash to collect (duty 90): from now on its driver accounts for it. */
export const openCod = async (
  ctx: Context,
  note: { id: number; number: string; customerId: number; driver: string; deliveryOn: string; codFen: number },
): Promise<void> => {
  if (note.codFen <= 0) return
  const values = {
    deliveryNoteId: note.id,
    customerId: note.customerId,
    number: note.number,
    driver: note.driver,
    deliveredOn: note.deliveryOn,
    toCollectFen: note.codFen,
    openFen: note.codFen,
    state: 'toCollect',
    version: 1,
  }
  const { id } = await ctx.db.insertInto('codNotes').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'codNotes', id, after: values })
  // money of its orders has come to the note with its release: that is not collected again
  await refreshCod(ctx, id)
}

/** What the entries and settlements of a note come to, in fen. */
const sumsOf = async (ctx: Context, codNoteId: number) => {
  const entries = await ctx.db
    .selectFrom('codEntries')
    .select(['collectedFen', 'handoverId', 'handedFen', 'receiptId'])
    .where('codNoteId', '=', codNoteId)
    .where('reversedAt', 'is', null)
    .orderBy('id')
    .execute()
  const settlements = await ctx.db
    .selectFrom('codSettlements')
    .select(['amountFen', 'bearer'])
    .where('codNoteId', '=', codNoteId)
    .where('reversedAt', 'is', null)
    .execute()
  const sum = (some: typeof entries): number => some.reduce((total, { collectedFen }) => total + collectedFen, 0)
  const pending = entries.filter(({ handedFen }) => handedFen === null)
  const driverBears = settlements.filter(({ bearer }) => bearer === 'driver')
  return {
    collectedFen: entries.reduce((total, entry) => total + Math.max(entry.collectedFen, entry.handedFen ?? 0), 0),
    driverFen: driverBears.reduce((total, { amountFen }) => total + amountFen, 0),
    onDriverFen: sum(pending.filter(({ handoverId }) => handoverId === null)),
    waitingFen: sum(pending.filter(({ handoverId }) => handoverId !== null)),
    handedFen: entries.reduce((total, { handedFen }) => total + (handedFen ?? 0), 0),
    settledFen: settlements.reduce((total, { amountFen }) => total + amountFen, 0),
    said: entries.length > 0 || settlements.length > 0,
    receiptId: entries.findLast(({ receiptId }) => receiptId !== null)?.receiptId ?? null,
  }
}

/** What stands against a note beside the receipts of its counted cash, and the note itself, in fen. */
const paidOtherwise = async (ctx: Context, codNoteId: number, deliveryNoteId: number) => {
  const { fen } = await ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .select(({ fn }) => fn.sum('receiptAllocations.amountFen').as('fen'))
    .where('receiptAllocations.deliveryNoteId', '=', deliveryNoteId)
    .where('receipts.state', '=', 'confirmed')
    .where('receipts.id', 'not in', (counted) =>
      counted
        .selectFrom('codEntries')
        .select('receiptId')
        .where('codNoteId', '=', codNoteId)
        .where('reversedAt', 'is', null)
        .where('receiptId', 'is not', null)
        .$castTo<{ receiptId: number }>(),
    )
    .executeTakeFirstOrThrow()
  const { totalFen } = await ctx.db
    .selectFrom('deliveryNotes')
    .select('totalFen')
    .where('id', '=', deliveryNoteId)
    .executeTakeFirstOrThrow()
  return { otherPaidFen: Number(fen ?? 0), noteFen: totalFen }
}

const sumFields = ['onDriverFen', 'waitingFen', 'handedFen', 'settledFen', 'openFen', 'state'] as const

/**
 * Sums and state of a note's cash anew, and what its delivery note tells of it. Deductions of the account count once the
 * driver came back: before, he collects what the paper says. `onlyChanged` leaves a note alone of which nothing changed.
 */
export const refreshCod = async (ctx: Context, codNoteId: number, onlyChanged = false): Promise<void> => {
  const before = await ctx.db.selectFrom('codNotes').selectAll().where('id', '=', codNoteId).executeTakeFirstOrThrow()
  const { said, receiptId, collectedFen, driverFen, ...told } = await sumsOf(ctx, codNoteId)
  const voided = before.state === 'void'
  const { toCollectFen } = before
  const paid = await paidOtherwise(ctx, codNoteId, before.deliveryNoteId)
  const cash = { ...told, toCollectFen, collectedFen, driverFen, pendingFen: told.onDriverFen + told.waitingFen }
  const covered =
    said && !voided && codUncollected(cash) > 0
      ? ((await coveredOf(ctx, before.customerId)).get(before.deliveryNoteId) ?? 0)
      : 0
  const otherPaidFen = paid.otherPaidFen + covered
  const sums = { ...told, settledFen: told.settledFen + codElsewhere({ ...cash, ...paid, otherPaidFen }) }
  const facts = { ...sums, said, voided, toCollectFen }
  const after = { ...sums, openFen: voided ? 0 : codOpen(facts), state: codStateOf(facts) }
  if (onlyChanged && sumFields.every((field) => before[field] === after[field])) return
  await ctx.db
    .updateTable('codNotes')
    .set({ ...after, version: before.version + 1 })
    .where('id', '=', codNoteId)
    .execute()
  ctx.record({ entity: 'codNotes', id: codNoteId, before: { state: before.state }, after })
  // nothing counted yet and not closed: its cash has still to be handed in
  const countedFen = after.handedFen > 0 || after.state === 'closed' ? after.handedFen : null
  await setCodFacts(ctx, before.deliveryNoteId, { collectedFen: countedFen, receiptId })
}

/** As many closed notes of a customer are looked at again: a deduction that goes leaves the youngest first. */
const closedAgain = 50

/**
 * Deductions cover the oldest first: one that comes or goes, and money on another note, may cover a difference or leave
 * it open again.
 */
export const refreshCovered = async (ctx: Context, customerId: number): Promise<void> => {
  const ofCustomer = ctx.db.selectFrom('codNotes').select('codNotes.id').where('codNotes.customerId', '=', customerId)
  const open = await ofCustomer.where('state', 'in', ['difference', 'onDriver', 'handedOver']).orderBy('id').execute()
  const closed = await ofCustomer
    .where('state', '=', 'closed')
    .where('settledFen', '>', 0)
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('codEntries').select('codEntries.id').whereRef('codEntries.codNoteId', '=', 'codNotes.id')),
    )
    .orderBy('deliveredOn', 'desc')
    .orderBy('id', 'desc')
    .limit(closedAgain)
    .execute()
  for (const { id } of [...open, ...closed]) await refreshCod(ctx, id, true)
}

/**
 * Confirmed money is set against a note or taken off it, in fen: every change goes this way. What the customer pays the
 * office itself its driver has not to collect any more (duty 90).
 */
export const payNote = async (ctx: Context, deliveryNoteId: number, fen: number): Promise<void> => {
  await addPaid(ctx, deliveryNoteId, fen)
  const cod = await ctx.db
    .selectFrom('codNotes')
    .select('id')
    .where('deliveryNoteId', '=', deliveryNoteId)
    .where('state', '<>', 'void')
    .executeTakeFirst()
  if (cod) await refreshCod(ctx, cod.id)
  const { customerId } = await ctx.db
    .selectFrom('deliveryNotes')
    .select('customerId')
    .where('id', '=', deliveryNoteId)
    .executeTakeFirstOrThrow()
  await refreshCovered(ctx, customerId)
}

/**
 * Counted cash is a receipt because of its hand-over: void alone, the slip would go on telling a sum that is not there
 * and the same cash could go on a second slip. Money of a void note is the customer's own and may be given back.
 */
export const refuseHandedIn = async (ctx: Context, receiptId: number): Promise<void> => {
  const slip = await ctx.db
    .selectFrom('codEntries')
    .innerJoin('codHandovers', 'codHandovers.id', 'codEntries.handoverId')
    .innerJoin('codNotes', 'codNotes.id', 'codEntries.codNoteId')
    .select('codHandovers.number')
    .where('codEntries.receiptId', '=', receiptId)
    .where('codEntries.reversedAt', 'is', null)
    .where('codNotes.state', '<>', 'void')
    .executeTakeFirst()
  if (slip) throw refuse('cod.receiptOfHandover', { number: slip.number })
}

/** The receipt of counted cash is void: the driver has that money to hand in again, unless its note is void too. */
export const codReceiptGone = async (ctx: Context, receiptId: number, reason: string): Promise<void> => {
  const entries = await ctx.db
    .selectFrom('codEntries')
    .innerJoin('codNotes', 'codNotes.id', 'codEntries.codNoteId')
    .select(['codEntries.id', 'codEntries.codNoteId', 'codNotes.state'])
    .where('codEntries.receiptId', '=', receiptId)
    .where('codEntries.reversedAt', 'is', null)
    .execute()
  for (const { id, codNoteId, state } of entries) {
    const gone = { reversedAt: ctx.now, reversedBy: ctx.user.id, reversedReason: reason }
    const after = { handoverId: null, handedFen: null, receiptId: null, ...(state === 'void' ? gone : {}) }
    await ctx.db.updateTable('codEntries').set(after).where('id', '=', id).execute()
    ctx.record({ entity: 'codEntries', id, before: { receiptId }, after })
    await refreshCod(ctx, codNoteId)
  }
}

/** A note is void: nothing is to be collected for it any more. Money still on its way, or a difference settled, comes first. */
export const voidCod = async (ctx: Context, deliveryNoteId: number): Promise<void> => {
  const cod = await ctx.db
    .selectFrom('codNotes')
    .selectAll()
    .where('deliveryNoteId', '=', deliveryNoteId)
    .executeTakeFirst()
  if (!cod) return
  if (cod.onDriverFen + cod.waitingFen > 0) throw refuse('cod.moneyOut', { number: cod.number })
  const settled = await ctx.db
    .selectFrom('codSettlements')
    .select('id')
    .where('codNoteId', '=', cod.id)
    .where('reversedAt', 'is', null)
    .where('adjustmentId', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  if (settled) throw refuse('cod.settledFirst', { number: cod.number })
  await ctx.db
    .updateTable('codNotes')
    .set({ state: 'void', openFen: 0, version: cod.version + 1 })
    .where('id', '=', cod.id)
    .execute()
  ctx.record({ entity: 'codNotes', id: cod.id, before: { state: cod.state }, after: { state: 'void' } })
}
