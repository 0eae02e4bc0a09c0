import type { Context } from '../../context.ts'
import { storedOf } from './stored.ts'

export interface There {
  /** Of the good quantity of a process (thousandths); the rest is with the `next` one, or has left. */
  there: number
  good: number
  process: string
  next: string | null
  workshop: string
}

/** What of the good quantity of a process is still there, and who has the rest. */
export const thereOf = async (ctx: Pick<Context, 'db'>, operationId: number): Promise<There> => {
  const operation = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .select(['operations.noticeLineId', 'operations.sequence', 'operations.good', 'operations.processName'])
    .select(['operations.workshop', 'noticeLines.orderLineId'])
    .where('operations.id', '=', operationId)
    .executeTakeFirstOrThrow()
  const { processName: process, workshop, good } = operation
  const next = await ctx.db
    .selectFrom('operations')
    .select(['processName', 'good', 'scrap'])
    .where('noticeLineId', '=', operation.noticeLineId)
    .where('sequence', '>', operation.sequence)
    .orderBy('sequence')
    .limit(1)
    .executeTakeFirst()
  if (next) return { there: good - next.good - next.scrap, good, process, workshop, next: next.processName }
  const line = await ctx.db
    .selectFrom('orderLines')
    .select('deliveredQuantity')
    .where('id', '=', operation.orderLineId)
    .executeTakeFirstOrThrow()
  const finished = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(({ fn }) => fn.sum('noticeLines.finishedQuantity').as('sum'))
    .where('noticeLines.orderLineId', '=', operation.orderLineId)
    .where('notices.voidedAt', 'is', null)
    .executeTakeFirstOrThrow()
  const inHouse = Number(finished.sum ?? 0) - line.deliveredQuantity
  return { there: Math.min(good, inHouse), good, process, workshop, next: null }
}

/** Of a part of a rejected lot (thousandths): what has left the house, and of the rest what lies in the store. */
export const placeOf = async (
  ctx: Pick<Context, 'db'>,
  { operationId, orderLineId }: { operationId: number | null; orderLineId: number },
  quantity: number,
): Promise<{ left: number; stored: number }> => {
  if (quantity <= 0) return { left: 0, stored: 0 }
  if (operationId === null) {
    const line = await ctx.db
      .selectFrom('orderLines')
      .select('deliveredQuantity')
      .where('id', '=', orderLineId)
      .executeTakeFirstOrThrow()
    return { left: Math.min(quantity, line.deliveredQuantity), stored: 0 }
  }
  const { there, next } = await thereOf(ctx, operationId)
  if (next !== null) return { left: 0, stored: 0 }
  const house = Math.max(0, there)
  return { left: Math.max(0, quantity - house), stored: Math.min(house, await storedOf(ctx, operationId)) }
}
