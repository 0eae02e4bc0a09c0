import {
  type Change,
  changeDepartments,
  type ChangeDraft,
  type ChangeEffect,
  openChangeStates,
} from '../../../shared/changes.ts'
import { asksCustomer, differencesOf, type Proposal } from '../../../shared/proposals.ts'
import { priceLine, taxRate } from '../../../shared/lineTax.ts'
import { orderTotals } from '../../../shared/orders.ts'
import { may } from '../../../shared/permissions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import { setSearchTerms } from '../../db/search.ts'
import { linkPapers, papersOfOrder } from '../inbox.ts'
import { proposalOf } from '../orders/change.ts'
import { refuseBrokenLines, refuseLooserTerms, refuseStrangeAccount, refuseStrangeDays } from '../orders/guards.ts'
import { refuseUnknownPictures } from '../pictures.ts'
import { type ChangeFound, findChange, readProposal } from './apply.ts'
import { effectOf, standingOf } from './effect.ts'
import { readChange } from './reading.ts'

/** The order a slip may be written for: it stands as it was agreed. What nobody agreed on yet is edited in place. */
const agreedOrder = async (ctx: Context, orderId: number) => {
  const order = await ctx.db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  if (order.checkedAt === null) throw refuse('changes.editInPlace', { number: order.number })
  return order
}

/** A line is priced by the side that was typed, as when it is keyed into an order. */
const priced = (proposal: Proposal): Proposal => ({
  ...proposal,
  lines: proposal.lines.map((line) => ({ ...line, ...priceLine(line, taxRate(proposal)) })),
})

const refuseImpossible = async (
  ctx: Context,
  orderId: number,
  number: string,
  before: Proposal,
  after: Proposal,
): Promise<void> => {
  const known = new Set(before.lines.map(({ id }) => id))
  if (after.lines.some(({ id }) => id !== null && !known.has(id))) throw refuse('app.stale')
  if (new Set(after.lines.flatMap(({ id }) => id ?? [])).size !== after.lines.filter(({ id }) => id !== null).length)
    throw refuse('app.stale')
  if (differencesOf(before, after).length === 0) throw refuse('changes.nothingChanged', { number }, 'lines')
  if (after.rush && after.rushReason === '') throw refuse('orders.rushReasonNeeded', {}, 'rushReason')
  const standing = await standingOf(ctx, orderId)
  for (const line of before.lines) {
    const now = after.lines.find(({ id }) => id === line.id)
    const { delivered, released } = standing.get(line.id!) ?? { delivered: 0, released: 0 }
    const values = {
      name: line.name,
      unit: line.unit,
      delivered: formatQuantity(delivered),
      asked: formatQuantity(now?.quantity ?? 0),
    }
    if ((now?.quantity ?? 0) < delivered) throw refuse('changes.belowDelivered', values, 'lines')
    if (now && now.unit !== line.unit && released + delivered > 0) throw refuse('changes.unitStands', values, 'lines')
  }
}

const valuesOf = (draft: ChangeDraft, before: Proposal, after: Proposal) => {
  const differences = differencesOf(before, after)
  const many = (scope: string): number => differences.filter((each) => each.scope === scope).length
  return {
    askedBy: draft.askedBy,
    way: draft.way,
    contact: draft.contact,
    reason: draft.reason,
    lossReason: draft.lossReason,
    bought: draft.bought,
    proof: draft.proof,
    inboxItemId: draft.inboxItemId,
    before: JSON.stringify(before),
    after: JSON.stringify(after),
    changed: many('head') + many('line'),
    added: many('added'),
    cancelled: many('cancelled'),
    beforeFen: orderTotals(before.lines, before).totalFen,
    afterFen: orderTotals(after.lines, after).totalFen,
    needsCustomer: asksCustomer(differences) ? (1 as const) : (0 as const),
  }
}

/** The fax a change was asked for on goes with the order's papers (duty 2). Gives what the proof is called. */
const linkProof = async (ctx: Context, orderId: number, customerId: number, draft: ChangeDraft): Promise<string> => {
  if (draft.inboxItemId === null) return draft.proof
  const papers = await papersOfOrder(ctx, orderId)
  const known = papers.find(({ id }) => id === draft.inboxItemId)
  if (!known) await linkPapers(ctx, orderId, customerId, [...papers.map(({ id }) => id), draft.inboxItemId])
  if (draft.proof !== '') return draft.proof
  const all = await papersOfOrder(ctx, orderId)
  return all.find(({ id }) => id === draft.inboxItemId)?.fileName.slice(0, 60) ?? ''
}

/** What an order may not say says no slip for it either (orders/guards.ts). */
const refuseForeign = async (
  ctx: Context,
  order: Awaited<ReturnType<typeof agreedOrder>>,
  before: Proposal,
  after: Proposal,
): Promise<void> => {
  const stood = new Set(before.lines.map(({ dueOn }) => dueOn))
  refuseStrangeDays(ctx, after.lines, (dueOn) => stood.has(dueOn))
  refuseBrokenLines(after.lines, before.lines)
  await refuseLooserTerms(ctx, { ...after, customerId: order.customerId }, order)
  await refuseStrangeAccount(ctx, after.bankAccount, order.bankAccount)
  await refuseUnknownPictures(ctx, after.lines)
}

/** Writes a slip, or writes a draft anew. An order has one open slip at a time. */
export const saveChange = async (ctx: Context, draft: ChangeDraft): Promise<Change> => {
  const order = await agreedOrder(ctx, draft.orderId)
  if (!may(ctx.user.role, 'prices.read')) throw refuse('orders.pricesHidden')
  if (order.version !== draft.orderVersion) throw refuse('changes.orderWentOn', { number: order.number })
  const before = await proposalOf(ctx, order.id)
  const after = priced(draft.proposal)
  await refuseForeign(ctx, order, before, after)
  await refuseImpossible(ctx, order.id, order.number, before, after)
  const proof = await linkProof(ctx, order.id, order.customerId, draft)
  const values = valuesOf({ ...draft, proof }, before, after)
  if (draft.id !== null) {
    const known = await openSlip(ctx, draft.id, draft.version, ['draft'])
    if (known.orderId !== order.id) throw refuse('app.notFound')
    await ctx.db
      .updateTable('orderChanges')
      // whoever wrote it last is the one who may not approve it
      .set({ ...values, writtenBy: ctx.user.id, writtenAt: ctx.now, version: draft.version + 1 })
      .where('id', '=', draft.id)
      .execute()
    ctx.record({ entity: 'orderChanges', id: draft.id, before: known, after: values })
    return readChange(ctx, draft.id)
  }
  const standing = await ctx.db
    .selectFrom('orderChanges')
    .select('number')
    .where('orderId', '=', order.id)
    .where('appliedAt', 'is', null)
    .where('withdrawnAt', 'is', null)
    .executeTakeFirst()
  if (standing) throw refuse('changes.openAlready', { order: order.number, number: standing.number })
  const number = await nextNumber(ctx, 'BG', ctx.today)
  const row = {
    ...values,
    number,
    orderId: order.id,
    customerId: order.customerId,
    edition: order.edition + 1,
    fourEyes: order.fourEyes,
    writtenBy: ctx.user.id,
    writtenAt: ctx.now,
    submittedAt: null,
    approvedBy: null,
    approvedAt: null,
    appliedAt: null,
    withdrawnBy: null,
    withdrawnAt: null,
    withdrawReason: null,
    state: 'draft',
    unsigned: changeDepartments.length,
    version: 1,
  }
  const { id } = await ctx.db.insertInto('orderChanges').values(row).returning('id').executeTakeFirstOrThrow()
  await setSearchTerms(ctx, 'change', id, order.customerId, { exact: [number, number.slice(2), number.slice(4)] })
  ctx.record({ entity: 'orderChanges', id, after: row })
  return readChange(ctx, id)
}

const wrongStateKeys = {
  draft: 'changes.isDraft',
  toApprove: 'changes.isToApprove',
  toSign: 'changes.isToSign',
  done: 'changes.doneAlready',
  withdrawn: 'changes.isWithdrawn',
} as const

/** The slip as the person saw it, in one of the states the deed is for; else a sentence that says where it stands. */
export const openSlip = async (
  ctx: Context,
  id: number,
  version: number,
  states: readonly string[] = openChangeStates,
): Promise<ChangeFound> => {
  const change = await findChange(ctx, id)
  if (change.version !== version) throw refuse('app.stale')
  if (!states.includes(change.state))
    throw refuse(wrongStateKeys[change.state as keyof typeof wrongStateKeys], { number: change.number })
  return change
}

/** What the slip would do now; refuses what cannot be carried out. */
export const possibleEffect = async (ctx: Context, change: ChangeFound): Promise<ChangeEffect> => {
  const effect = await effectOf(ctx, change.orderId, readProposal(change.before), readProposal(change.after))
  if (effect.problems.length > 0)
    throw refuse('changes.impossible', { number: change.number, problems: effect.problems.join(' ') })
  return effect
}
