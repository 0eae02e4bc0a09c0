import { closingOf, lossRate, useOf } from '../../../shared/materialNeeds.ts'
import type { LineMaterial, LineSheet, MaterialMove } from '../../../shared/materials.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns, withGoods } from '../noticeGoods.ts'

const headOf = (ctx: Context, noticeLineId: number) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .leftJoin('users', 'users.id', 'noticeLines.closedBy')
    .select([
      'noticeLines.id as noticeLineId',
      'noticeLines.noticeId',
      'notices.number as noticeNumber',
      'notices.orderId',
      'notices.voidedAt',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      'orderLines.code',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'noticeLines.quantity',
      'noticeLines.finishedQuantity as good',
      'noticeLines.short',
      'noticeLines.closedAt',
      'noticeLines.closedReason',
      'users.name as closedBy',
    ])
    .where('noticeLines.id', '=', noticeLineId)
    .executeTakeFirst()

/** The head of a notice line; refused where there is none. */
export const lineHead = async (ctx: Context, noticeLineId: number) => {
  const head = await headOf(ctx, noticeLineId)
  if (!head) throw refuse('app.notFound')
  return head
}

/** A line on which something may still be done. */
export const openLine = async (ctx: Context, noticeLineId: number) => {
  const head = await lineHead(ctx, noticeLineId)
  if (head.voidedAt !== null) throw refuse('operations.noticeVoid', { notice: head.noticeNumber })
  if (head.closedAt !== null)
    throw refuse('materials.lineClosed', { notice: head.noticeNumber, by: head.closedBy ?? '' })
  return head
}

/** What was found at every process together: rejects, and of them what was lost. */
const lostOf = async (ctx: Context, noticeLineId: number): Promise<{ bad: number; scrap: number }> => {
  const { bad, scrap } = await ctx.db
    .selectFrom('operations')
    .select(({ fn }) => [fn.sum<number | null>('bad').as('bad'), fn.sum<number | null>('scrap').as('scrap')])
    .where('noticeLineId', '=', noticeLineId)
    .executeTakeFirstOrThrow()
  return { bad: Number(bad ?? 0), scrap: Number(scrap ?? 0) }
}

/** What lies between the processes of a line: the goods of one that the next has neither passed on nor scrapped. */
export const betweenOf = async (ctx: Context, noticeLineId: number): Promise<LineSheet['between']> => {
  const chain = await ctx.db
    .selectFrom('operations')
    .select(['processName', 'good', 'scrap'])
    .where('noticeLineId', '=', noticeLineId)
    .orderBy('sequence')
    .execute()
  return chain.slice(1).flatMap(({ processName, good, scrap }, index) => {
    const before = chain[index]!
    const quantity = before.good - good - scrap
    return quantity > 0 ? [{ process: before.processName, next: processName, quantity }] : []
  })
}

/** Arrived for the order less what its lines hold, by material. */
export const onHandOf = async (ctx: Context, orderId: number): Promise<Map<number, number>> => {
  const arrived = await ctx.db
    .selectFrom('purchases')
    .select(({ fn }) => ['materialId', fn.sum<number>('arrived').as('arrived')])
    .where('orderId', '=', orderId)
    .groupBy('materialId')
    .execute()
  const held = await ctx.db
    .selectFrom('noticeMaterials')
    .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(({ fn, eb }) => ['materialId', fn.sum<number>(eb('issued', '-', eb.ref('returned'))).as('held')])
    .where('notices.orderId', '=', orderId)
    .groupBy('materialId')
    .execute()
  const hand = new Map(arrived.map((row) => [row.materialId, Number(row.arrived)]))
  for (const row of held) hand.set(row.materialId, (hand.get(row.materialId) ?? 0) - Number(row.held))
  return hand
}

/**
 * Pieces (thousandths) that took a material, by the process that takes it: `good` that are there, finished or not, and
 * `scrap` that was lost there or later. Boxes are not taken by what was scrapped at the saw.
 */
const takenBy = async (ctx: Context, noticeLineId: number): Promise<Map<number, { good: number; scrap: number }>> => {
  const chain = await ctx.db
    .selectFrom('operations')
    .select(['id', 'good', 'scrap'])
    .where('noticeLineId', '=', noticeLineId)
    .orderBy('sequence', 'desc')
    .execute()
  let later = 0
  const taken = new Map<number, { good: number; scrap: number }>()
  for (const { id, good, scrap } of chain) {
    taken.set(id, { good: Math.max(0, good - later), scrap: scrap + later })
    later += scrap
  }
  return taken
}

const needsOf = (ctx: Context, noticeLineId: number) =>
  ctx.db
    .selectFrom('noticeMaterials')
    .innerJoin('materials', 'materials.id', 'noticeMaterials.materialId')
    .leftJoin('operations', 'operations.id', 'noticeMaterials.operationId')
    .leftJoin('closedMaterials', (join) =>
      join
        .onRef('closedMaterials.noticeLineId', '=', 'noticeMaterials.noticeLineId')
        .onRef('closedMaterials.materialId', '=', 'noticeMaterials.materialId'),
    )
    .select([
      'noticeMaterials.materialId',
      'materials.code',
      'materials.name',
      'materials.spec',
      'materials.unit',
      'noticeMaterials.usageMicros',
      'noticeMaterials.lossBasisPoints',
      'noticeMaterials.step',
      'noticeMaterials.needed',
      'noticeMaterials.issued',
      'noticeMaterials.returned',
      'noticeMaterials.operationId',
      'operations.processName as process',
      'operations.workshop',
      'closedMaterials.explanation',
    ])
    .where('noticeMaterials.noticeLineId', '=', noticeLineId)
    .orderBy('noticeMaterials.sequence')
    .execute()

/** The materials of a line with what they should have taken for what their process made (duty 55). */
export const lineMaterials = async (ctx: Context, head: Awaited<ReturnType<typeof lineHead>>) => {
  const taken = await takenBy(ctx, head.noticeLineId)
  const all = { good: head.good, scrap: (await lostOf(ctx, head.noticeLineId)).scrap }
  const hand = await onHandOf(ctx, head.orderId)
  return (await needsOf(ctx, head.noticeLineId)).map(({ step, workshop, operationId, ...row }) => {
    const { good, scrap } = taken.get(operationId ?? 0) ?? all
    const figures = useOf({ ...row, step }, good, scrap)
    const material: LineMaterial = {
      ...row,
      process: row.process ?? '',
      explanation: row.explanation ?? '',
      ...figures,
      // closed, the need is what those that were made may take: more went through its process than came out at the end
      needed: head.closedAt === null ? row.needed : figures.allowed,
      lossRate: lossRate(figures.used, figures.standard),
      onHand: hand.get(row.materialId) ?? 0,
    }
    return { ...material, workshop: workshop ?? '' }
  })
}

const movesOf = async (ctx: Context, noticeLineId: number): Promise<MaterialMove[]> => {
  const rows = await ctx.db
    .selectFrom('materialMoves')
    .innerJoin('materials', 'materials.id', 'materialMoves.materialId')
    .innerJoin('users', 'users.id', 'materialMoves.userId')
    .select([
      'materialMoves.id',
      'materialMoves.number',
      'materialMoves.kind',
      'materials.code',
      'materials.name',
      'materials.unit',
      'materialMoves.quantity',
      'materialMoves.movedOn',
      'materialMoves.person',
      'materialMoves.remark',
      'materialMoves.reverses',
      'users.name as by',
      'materialMoves.at',
    ])
    .where('noticeLineId', '=', noticeLineId)
    .orderBy('materialMoves.id', 'desc')
    .limit(1000)
    .execute()
  return rows.map((row) => ({
    ...row,
    kind: row.kind as MaterialMove['kind'],
    reversed: rows.some(({ reverses }) => reverses === row.id),
  }))
}

/** One notice line: what it needs, what was given out, and how it closes (duty 55). */
export const lineSheet = async (ctx: Context, { noticeLineId }: { noticeLineId: number }): Promise<LineSheet> => {
  const head = await lineHead(ctx, noticeLineId)
  const { shortName, customerName, closedAt, closedBy, closedReason, voidedAt, ...rest } = withGoods(head)
  const { short, over } = closingOf(rest.quantity, rest.good)
  return {
    ...rest,
    customer: shortName || customerName,
    ordered: closedAt === null ? rest.quantity : rest.quantity + rest.short,
    elsewhere: closedAt === null ? rest.short : 0,
    ...(await lostOf(ctx, noticeLineId)),
    between: closedAt === null ? await betweenOf(ctx, noticeLineId) : [],
    short: closedAt === null ? short : rest.short + short,
    over,
    closed: closedAt === null ? null : { at: closedAt, by: closedBy ?? '', reason: closedReason ?? '' },
    void: voidedAt !== null,
    rows: (await lineMaterials(ctx, head)).map(({ workshop: _, ...row }) => row),
    moves: await movesOf(ctx, noticeLineId),
  }
}
