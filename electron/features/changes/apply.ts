import { deriveChangeState } from '../../../shared/changes.ts'
import { differencesOf, type HeadField, inHouseFields, Proposal } from '../../../shared/proposals.ts'
import type { OrderLineDraft } from '../../../shared/orders.ts'
import type { Hold } from '../../../shared/gates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { depositGate } from '../gates.ts'
import { holdsOf } from '../gates/holds.ts'
import { changeOrder, proposalOf } from '../orders/change.ts'
import { refreshOrder } from '../orders.ts'
import { type ChangedLine, changeNotices } from '../production/change.ts'
import { cancelSignBack } from '../signBacks.ts'
import { effectOf } from './effect.ts'

type Reader = Pick<Context, 'db'>

export const findChange = async (ctx: Reader, id: number) => {
  const change = await ctx.db.selectFrom('orderChanges').selectAll().where('id', '=', id).executeTakeFirst()
  if (!change) throw refuse('app.notFound')
  return change
}
export type ChangeFound = Awaited<ReturnType<typeof findChange>>

export const readProposal = (json: string): Proposal => Proposal.parse(JSON.parse(json))

/** Stores the state as the facts of the slip make it. */
export const refreshChange = async (ctx: Context, id: number): Promise<void> => {
  const change = await findChange(ctx, id)
  const state = deriveChangeState(change)
  if (state === change.state) return
  await ctx.db.updateTable('orderChanges').set({ state }).where('id', '=', id).execute()
  ctx.record({ entity: 'orderChanges', id, before: { state: change.state }, after: { state } })
}

/**
 * The order as a slip leaves it: what it changes, and everything else as it stands now. Who follows an order and how
 * fast it is may be edited while a slip is on its way.
 */
export const mergedWith = (change: Pick<ChangeFound, 'before' | 'after'>, now: Proposal): Proposal => {
  const [before, after] = [readProposal(change.before), readProposal(change.after)]
  const asked = new Set(
    differencesOf(before, after).flatMap((each) => (each.scope === 'head' ? [each.field as string] : [])),
  )
  const kept = inHouseFields.filter((field) => !asked.has(field))
  return { ...after, ...Object.fromEntries(kept.map((field) => [field, now[field]])) }
}

/** Why an approved slip cannot be carried out as things stand; empty when it can. */
export const obstacles = async (ctx: Context, change: ChangeFound): Promise<string[]> => {
  const before = readProposal(change.before)
  const { problems } = await effectOf(ctx, change.orderId, before, readProposal(change.after))
  return problems
}

export const customerSigned = async (ctx: Reader, changeId: number): Promise<boolean> =>
  (await ctx.db
    .selectFrom('signBacks')
    .select('id')
    .where('kind', '=', 'change')
    .where('documentId', '=', changeId)
    .where('state', '=', 'same')
    .limit(1)
    .executeTakeFirst()) !== undefined

/** What a notice says of a line: no price, no PO number. */
const seenFields = ['code', 'name', 'spec', 'colour', 'material', 'unit', 'quantity', 'dueOn', 'remark'] as const
const seenHeadFields: readonly HeadField[] = ['rush', 'packing', 'acceptance', 'remark', 'merchandiserId']

const changedLines = (before: Proposal, after: Proposal): ChangedLine[] =>
  before.lines.map((line) => {
    const now: OrderLineDraft | undefined = after.lines.find(({ id }) => id === line.id)
    return {
      orderLineId: line.id!,
      before: line.quantity,
      quantity: now?.quantity ?? 0,
      dueBefore: line.dueOn,
      dueOn: now?.dueOn ?? line.dueOn,
      productId: now?.productId ?? line.productId,
      seen: !now || seenFields.some((field) => line[field] !== now[field]),
    }
  })

/** More goods go into work only where confirmed money covers the order as it is now and nothing holds it (duties 29, 37). */
const moneyStands = async (ctx: Context, orderId: number, dearer: boolean): Promise<boolean> => {
  const { reason } = await depositGate(ctx, orderId)
  // whoever let the credit pass by name did so for the order as it was
  const stops = (hold: Hold): boolean =>
    hold.stops || (dearer && hold.gate === 'credit' && hold.problems.length > 0 && hold.approval !== null)
  return (reason === 'paid' || reason === 'noMoneyNeeded') && !(await holdsOf(ctx, orderId)).some(stops)
}

const apply = async (ctx: Context, change: ChangeFound): Promise<void> => {
  const { id, orderId, edition, number } = change
  const before = readProposal(change.before)
  const effect = await effectOf(ctx, orderId, before, readProposal(change.after))
  const after = mergedWith(change, await proposalOf(ctx, orderId))
  await changeOrder(ctx, orderId, after, edition)
  await changeNotices(ctx, {
    orderId,
    edition,
    slip: number,
    lines: changedLines(before, after).filter(({ seen }) => seen),
    moreAtOnce: await moneyStands(ctx, orderId, change.afterFen > change.beforeFen),
    headSeen: seenHeadFields.some((field) => before[field] !== after[field]),
  })
  // a confirmation of the edition before that is still out would come back with what nobody wants any more
  await cancelSignBack(ctx, 'confirmation', orderId)
  await ctx.db
    .updateTable('orderChanges')
    .set(({ eb }) => ({
      appliedAt: ctx.now,
      appliedBy: ctx.user.id,
      effect: JSON.stringify(effect),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'orderChanges', id, after: { appliedAt: ctx.now, edition } })
  await refreshChange(ctx, id)
  await refreshOrder(ctx, orderId)
}

/**
 * Carries a slip out once the office and, where it must, the customer said yes: order, notices, processes, all in the
 * transaction of whoever said the last yes. False where something made meanwhile stands against it: the slip waits.
 */
export const carryOut = async (ctx: Context, id: number): Promise<boolean> => {
  const change = await findChange(ctx, id)
  if (change.state !== 'toSign') return false
  if (change.needsCustomer === 1 && !(await customerSigned(ctx, id))) return false
  if ((await obstacles(ctx, change)).length > 0) return false
  await apply(ctx, change)
  return true
}

/** The signed copy of a slip that was carried out is not taken back any more: another slip corrects it. */
export const refuseIfDone = async (ctx: Reader, id: number): Promise<void> => {
  const change = await findChange(ctx, id)
  if (change.appliedAt !== null) throw refuse('changes.doneAlready', { number: change.number })
}
