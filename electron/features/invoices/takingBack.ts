import type { z } from 'zod'
import {
  type InvoiceDraft,
  type InvoicePart,
  type invoices,
  isSensibleTax,
  uncoveredFen,
} from '../../../shared/invoices.ts'
import { formatFen } from '../../../shared/money.ts'
import { type RedPart, redProblem } from '../../../shared/redInvoices.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { insertInvoice, refuseNumber, refuseParts, standingInvoice, writeParts } from './entering.ts'
import { leftOf, type LeftPart, redsOf } from './left.ts'

type Reverse = z.output<typeof invoices.reverse.input>

/** What invoices are for counts no more, or again. */
const setStanding = async (ctx: Context, invoiceIds: readonly number[], on: 0 | 1): Promise<void> => {
  await ctx.db.updateTable('invoiceLines').set({ standing: on }).where('invoiceId', 'in', invoiceIds).execute()
}

const plainPart = ({ deliveryNoteId, adjustmentId, amountFen }: InvoicePart): InvoicePart => ({
  deliveryNoteId,
  adjustmentId,
  amountFen,
})

/** What this red invoice takes back: what was said, held against what is left, or all that is left. */
const redPartOf = (part: Reverse['part'], left: Awaited<ReturnType<typeof leftOf>>, basisPoints: number): RedPart => {
  const open = left.parts.filter(({ amountFen }) => amountFen !== 0)
  if (part === null) return { ...left, parts: open.map(plainPart) }
  const problem = redProblem(part, { ...left, parts: open })
  if (problem === null) {
    // the last part has the tax that is left, whatever the roundings before it came to
    if (part.amountFen !== left.amountFen && !isSensibleTax(part.amountFen, part.taxFen, basisPoints))
      throw refuse('invoices.taxOff', {}, 'part.taxFen')
    return part
  }
  const field = problem.code === 'redTaxRest' ? 'part.taxFen' : 'part.amountFen'
  if ('overFen' in problem) throw refuse(`invoices.${problem.code}`, { over: formatFen(problem.overFen) }, field)
  const values = { left: formatFen(problem.leftFen) }
  if (!('part' in problem)) throw refuse(`invoices.${problem.code}`, values, field)
  const same = (each: LeftPart): boolean =>
    each.deliveryNoteId === problem.part.deliveryNoteId && each.adjustmentId === problem.part.adjustmentId
  throw refuse(`invoices.${problem.code}`, { ...values, number: left.parts.find(same)?.number ?? '' }, 'part.parts')
}

/** 红冲: what is left of an invoice, or a part of it, is taken back by a red one. Gives the red one's id. */
export const reverseInvoice = async (
  ctx: Context,
  { id, version, reason, part, ...paper }: Reverse,
): Promise<number> => {
  const row = await standingInvoice(ctx, id, version)
  if (row.state === 'red') throw refuse('invoices.redStands', { number: row.number })
  const left = await leftOf(ctx, row)
  const red = redPartOf(part, left, row.taxBasisPoints)
  await refuseNumber(ctx, paper)
  if (paper.issuedOn < row.issuedOn) throw refuse('invoices.redBefore', { on: row.issuedOn }, 'issuedOn')
  const redId = await insertInvoice(ctx, {
    ...paper,
    customerId: row.customerId,
    kind: row.kind as InvoiceDraft['kind'],
    title: row.title,
    amountFen: -red.amountFen,
    taxBasisPoints: row.taxBasisPoints,
    taxFen: red.taxFen === 0 ? 0 : -red.taxFen,
    uncoveredFen: 0 - uncoveredFen(red.amountFen, red.parts),
    remark: reason,
    statementId: row.statementId,
    reversesId: id,
  })
  await writeParts(
    ctx,
    redId,
    red.parts.map((each) => ({ ...each, amountFen: -each.amountFen })),
  )
  const whole = red.amountFen === left.amountFen
  // wholly taken back, neither counts any more; in part, the minus of the red one stands beside the first
  if (whole) await setStanding(ctx, [id, ...(await redsOf(ctx, id)).map((each) => each.id)], 0)
  await ctx.db
    .updateTable('invoices')
    .set({ ...(whole ? { state: 'reversed', reversedById: redId } : {}), version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({
    entity: 'invoices',
    id,
    before: { state: row.state, leftFen: left.amountFen },
    after: {
      state: whole ? 'reversed' : row.state,
      red: paper.number,
      amountFen: red.amountFen,
      parts: red.parts,
      reason,
    },
  })
  return redId
}

/** A void red invoice gives back what it took, as long as nothing else is for the same. */
const giveBack = async (ctx: Context, redId: number, firstId: number): Promise<void> => {
  const first = await ctx.db.selectFrom('invoices').selectAll().where('id', '=', firstId).executeTakeFirstOrThrow()
  const others = (await redsOf(ctx, firstId)).map(({ id }) => id)
  await setStanding(ctx, [firstId, redId, ...others], 0)
  const left = await leftOf(ctx, first)
  const parts = left.parts.filter(({ amountFen }) => amountFen !== 0).map(plainPart)
  await refuseParts(ctx, first.customerId, left.amountFen, parts)
  await setStanding(ctx, [firstId, ...others], 1)
  await ctx.db
    .updateTable('invoices')
    .set({ state: 'standing', reversedById: null, version: first.version + 1 })
    .where('id', '=', firstId)
    .execute()
}

/** 作废. One with red invoices against it stays: it is taken back by red ones only. */
export const voidInvoice = async (
  ctx: Context,
  { id, version, reason }: z.output<typeof invoices.void.input>,
): Promise<void> => {
  const row = await standingInvoice(ctx, id, version)
  const [red] = await redsOf(ctx, id)
  if (red) throw refuse('invoices.hasReds', { number: row.number, red: red.number })
  await setStanding(ctx, [id], 0)
  await ctx.db
    .updateTable('invoices')
    .set({ state: 'void', voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 })
    .where('id', '=', id)
    .execute()
  if (row.reversesId !== null) await giveBack(ctx, id, row.reversesId)
  ctx.record({ entity: 'invoices', id, before: { state: row.state }, after: { state: 'void', reason } })
}
