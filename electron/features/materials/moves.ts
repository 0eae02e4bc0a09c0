import type { z } from 'zod'
import { needOf } from '../../../shared/materialNeeds.ts'
import type { LineSheet, materials } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseFarDay } from '../../days.ts'
import { nextNumber } from '../../db/numbering.ts'
import { lineSheet, onHandOf, openLine } from './line.ts'
import { copyNeeds } from './needs.ts'

type Move = z.output<typeof materials.move.input>

const needRow = (ctx: Context, noticeLineId: number, materialId: number) =>
  ctx.db
    .selectFrom('noticeMaterials')
    .innerJoin('materials', 'materials.id', 'noticeMaterials.materialId')
    .select(['noticeMaterials.id', 'issued', 'returned', 'materials.name', 'materials.unit'])
    .where('noticeLineId', '=', noticeLineId)
    .where('materialId', '=', materialId)
    .executeTakeFirst()

/** Sums the issues and returns of a material of a line anew. */
const refreshMoved = async (ctx: Context, noticeLineId: number, materialId: number): Promise<void> => {
  const rows = await ctx.db
    .selectFrom('materialMoves')
    .select(({ fn }) => ['kind', fn.sum<number>('quantity').as('quantity')])
    .where('noticeLineId', '=', noticeLineId)
    .where('materialId', '=', materialId)
    .groupBy('kind')
    .execute()
  const of = (kind: string): number => Number(rows.find((row) => row.kind === kind)?.quantity ?? 0)
  await ctx.db
    .updateTable('noticeMaterials')
    .set({ issued: of('issue'), returned: of('return') })
    .where('noticeLineId', '=', noticeLineId)
    .where('materialId', '=', materialId)
    .execute()
}

/**
 * 领料 and 退料 (duty 55): no more goes out than is there for the order, no more comes back than the line holds. The
 * whole slip or nothing.
 */
export const move = async (ctx: Context, { noticeLineId, rows, ...slip }: Move): Promise<{ number: string }> => {
  const line = await openLine(ctx, noticeLineId)
  if (slip.movedOn > ctx.today) throw refuse('purchases.future', {}, 'movedOn')
  refuseFarDay(ctx, slip.movedOn, 'movedOn')
  const hand = await onHandOf(ctx, line.orderId)
  const number = await nextNumber(ctx, slip.kind === 'issue' ? 'LL' : 'TL', ctx.today)
  const seen = new Set<number>()
  for (const [index, { materialId, quantity }] of rows.entries()) {
    const at = `rows.${index}.quantity`
    const need = await needRow(ctx, noticeLineId, materialId)
    if (!need) throw refuse('materials.notOnList', {}, at)
    if (seen.has(materialId)) throw refuse('materials.twice', { line: index + 1 }, at)
    seen.add(materialId)
    const there = hand.get(materialId) ?? 0
    if (slip.kind === 'issue' && quantity > there)
      throw refuse(
        'materials.aboveHand',
        { name: need.name, hand: formatQuantity(there), unit: need.unit, asked: formatQuantity(quantity) },
        at,
      )
    const held = need.issued - need.returned
    if (slip.kind === 'return' && quantity > held)
      throw refuse('materials.aboveHeld', { name: need.name, held: formatQuantity(held), unit: need.unit }, at)
    await ctx.db
      .insertInto('materialMoves')
      .values({
        ...slip,
        number,
        noticeLineId,
        materialId,
        quantity,
        reverses: null,
        userId: ctx.user.id,
        at: ctx.now,
      })
      .execute()
    await refreshMoved(ctx, noticeLineId, materialId)
  }
  ctx.record({ entity: 'materialMoves', id: noticeLineId, after: { number, ...slip, rows } })
  return { number }
}

/** Takes one entry back by an entry of its own; the first one stays (architecture rule 11). */
export const reverseMove = async (
  ctx: Context,
  { moveId, reason }: { moveId: number; reason: string },
): Promise<{ id: number }> => {
  const first = await ctx.db.selectFrom('materialMoves').selectAll().where('id', '=', moveId).executeTakeFirst()
  if (!first) throw refuse('app.notFound')
  if (first.reverses !== null) throw refuse('operations.reversalStays')
  const taken = await ctx.db.selectFrom('materialMoves').select('id').where('reverses', '=', moveId).executeTakeFirst()
  if (taken) throw refuse('operations.alreadyReversed')
  const line = await openLine(ctx, first.noticeLineId)
  const { id: _id, ...kept } = first
  const { id } = await ctx.db
    .insertInto('materialMoves')
    .values({ ...kept, quantity: -first.quantity, remark: reason, reverses: moveId, userId: ctx.user.id, at: ctx.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  await refreshMoved(ctx, first.noticeLineId, first.materialId)
  const need = await needRow(ctx, first.noticeLineId, first.materialId)
  const held = need!.issued - need!.returned
  if (held < 0)
    throw refuse('materials.returnedAlready', {
      name: need!.name,
      back: formatQuantity(need!.returned),
      unit: need!.unit,
    })
  const there = (await onHandOf(ctx, line.orderId)).get(first.materialId) ?? 0
  if (there < 0)
    throw refuse('materials.issuedAgain', { name: need!.name, unit: need!.unit, lacking: formatQuantity(-there) })
  ctx.record({ entity: 'materialMoves', id, before: first, after: { reverses: moveId, reason } })
  return { id }
}

/** One material of one line takes another amount than its list says, or was not on it: a substitute. */
export const setNeed = async (
  ctx: Context,
  { noticeLineId, materialId, ...use }: z.output<typeof materials.setNeed.input>,
): Promise<LineSheet> => {
  const line = await openLine(ctx, noticeLineId)
  const before = await ctx.db
    .selectFrom('noticeMaterials')
    .selectAll()
    .where('noticeLineId', '=', noticeLineId)
    .where('materialId', '=', materialId)
    .executeTakeFirst()
  const material = await ctx.db
    .selectFrom('materials')
    .select(['step', 'leadDays'])
    .where('id', '=', materialId)
    .executeTakeFirstOrThrow()
  const needed = needOf(line.quantity, use, before?.step ?? material.step)
  if (before)
    await ctx.db
      .updateTable('noticeMaterials')
      .set({ ...use, needed })
      .where('id', '=', before.id)
      .execute()
  else {
    const first = await ctx.db
      .selectFrom('operations')
      .select('id')
      .where('noticeLineId', '=', noticeLineId)
      .orderBy('sequence')
      .executeTakeFirst()
    const { last } = await ctx.db
      .selectFrom('noticeMaterials')
      .select(({ fn }) => fn.max('sequence').as('last'))
      .where('noticeLineId', '=', noticeLineId)
      .executeTakeFirstOrThrow()
    const row = { noticeLineId, materialId, ...use, ...material, needed, operationId: first?.id ?? null }
    await ctx.db
      .insertInto('noticeMaterials')
      .values({ ...row, sequence: Number(last ?? 0) + 1 })
      .execute()
  }
  ctx.record({ entity: 'noticeMaterials', id: noticeLineId, before, after: { materialId, ...use, needed } })
  return lineSheet(ctx, { noticeLineId })
}

/** The list of the product, copied anew: only while nothing was given out by the old one. */
export const takeList = async (ctx: Context, { noticeLineId }: { noticeLineId: number }): Promise<LineSheet> => {
  const line = await openLine(ctx, noticeLineId)
  const moved = await ctx.db
    .selectFrom('materialMoves')
    .select('id')
    .where('noticeLineId', '=', noticeLineId)
    .limit(1)
    .executeTakeFirst()
  if (moved) throw refuse('materials.issuedByOld', { notice: line.noticeNumber })
  await ctx.db.deleteFrom('noticeMaterials').where('noticeLineId', '=', noticeLineId).execute()
  await copyNeeds(ctx, noticeLineId)
  const sheet = await lineSheet(ctx, { noticeLineId })
  if (sheet.rows.length === 0) throw refuse('materials.noList', { product: line.code || line.name })
  ctx.record({
    entity: 'noticeMaterials',
    id: noticeLineId,
    after: sheet.rows.map(({ code, needed }) => ({ code, needed })),
  })
  return sheet
}
