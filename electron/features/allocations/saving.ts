import type { z } from 'zod'
import { type allocations, goodsOfLine } from '../../../shared/allocations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { nextNumber } from '../../db/numbering.ts'
import { standingFor } from '../allocations.ts'
import { propose } from './goods.ts'
import { readAllocation } from './read.ts'

type Draft = z.output<typeof allocations.save.input>
type Proposal = Awaited<ReturnType<typeof propose>>

/** Never more than is there, never more than a line wants; what departs from the proposal says why (duty 94). */
const checkLines = (draft: Draft, split: Proposal): void => {
  const byLine = new Map(split.lines.map((line) => [line.orderLineId, line]))
  const same =
    draft.lines.length === split.lines.length &&
    new Set(draft.lines.map(({ orderLineId }) => orderLineId)).size === draft.lines.length &&
    draft.lines.every(({ orderLineId }) => byLine.has(orderLineId))
  if (!same || draft.available !== split.available)
    throw refuse('allocations.moved', { available: formatQuantity(split.available), unit: split.unit })
  for (const [index, { orderLineId, quantity, reason }] of draft.lines.entries()) {
    const line = byLine.get(orderLineId)!
    const values = {
      customer: line.customer,
      wanted: formatQuantity(line.wanted),
      proposed: formatQuantity(line.proposed),
      unit: split.unit,
    }
    const known = [line.wanted, line.proposed, split.available]
    refuseBrokenUnit(quantity, { unit: split.unit, what: line.customer, known }, `lines.${index}.quantity`)
    if (quantity > line.wanted) throw refuse('allocations.moreThanWanted', values, `lines.${index}.quantity`)
    if (quantity !== line.proposed && reason === '')
      throw refuse('allocations.reasonNeeded', values, `lines.${index}.reason`)
  }
  const given = draft.lines.reduce((sum, { quantity }) => sum + quantity, 0)
  if (given === 0) throw refuse('allocations.nothingGiven', {}, 'lines')
  if (given > split.available)
    throw refuse(
      'allocations.moreThanThere',
      { given: formatQuantity(given), available: formatQuantity(split.available), unit: split.unit },
      'lines',
    )
}

/** Saves who gets what; a split of the same goods that stood before gives way. */
export const save = async (ctx: Context, draft: Draft) => {
  const goods = goodsOfLine(draft)
  const split = await propose(ctx, { ...goods, untilOn: draft.untilOn })
  checkLines(draft, split)
  const before = await standingFor(ctx, goods)
  const number = await nextNumber(ctx, 'FP', ctx.today)
  const head = {
    number,
    ...goods,
    description: split.description,
    available: split.available,
    untilOn: draft.untilOn,
    remark: draft.remark,
    userId: ctx.user.id,
    at: ctx.now,
    version: 1,
  }
  const { id } = await ctx.db.insertInto('allocations').values(head).returning('id').executeTakeFirstOrThrow()
  const delivered = new Map(
    (
      await ctx.db
        .selectFrom('orderLines')
        .select(['id', 'deliveredQuantity'])
        .where(
          'id',
          'in',
          draft.lines.map(({ orderLineId }) => orderLineId),
        )
        .execute()
    ).map((line) => [line.id, line.deliveredQuantity]),
  )
  // what stands on notes now was not split: it takes nothing of the split as it leaves
  const noted = new Map(split.lines.map((line) => [line.orderLineId, line.noted]))
  const typed = new Map(draft.lines.map((line) => [line.orderLineId, line]))
  const lines = split.lines.map(({ orderLineId, orderId, customerId, wanted, proposed }, index) => {
    const { quantity, reason, restOn } = typed.get(orderLineId)!
    return {
      allocationId: id,
      sequence: index + 1,
      orderLineId,
      orderId,
      customerId,
      wanted,
      proposed,
      quantity,
      reason: quantity === proposed ? '' : reason,
      restOn: quantity < wanted ? restOn : null,
      deliveredBefore: (delivered.get(orderLineId) ?? 0) + (noted.get(orderLineId) ?? 0),
    }
  })
  await ctx.db.insertInto('allocationLines').values(lines).execute()
  if (before)
    await ctx.db
      .updateTable('allocations')
      .set({ replacedBy: id, version: before.version + 1 })
      .where('id', '=', before.id)
      .execute()
  ctx.record({ entity: 'allocations', id, after: { ...head, lines, replaces: before?.number ?? null } })
  return readAllocation(ctx, id)
}

export const voidAllocation = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
) => {
  const standing = await ctx.db.selectFrom('allocations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!standing) throw refuse('app.notFound')
  if (standing.version !== version) throw refuse('app.stale')
  if (standing.voidedAt !== null || standing.replacedBy !== null)
    throw refuse('allocations.closed', { number: standing.number })
  const facts = { voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 }
  await ctx.db.updateTable('allocations').set(facts).where('id', '=', id).execute()
  ctx.record({ entity: 'allocations', id, before: { number: standing.number }, after: facts })
  return readAllocation(ctx, id)
}
