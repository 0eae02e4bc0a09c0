import {
  type Allocation,
  type AllocationLine,
  type AllocationRow,
  deriveAllocation,
  leftOfGiven,
} from '../../../shared/allocations.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { type Overgiven, overgiven } from '../allocations.ts'

const heads = (ctx: Context) =>
  ctx.db
    .selectFrom('allocations')
    .innerJoin('users', 'users.id', 'allocations.userId')
    .leftJoin('allocations as later', 'later.id', 'allocations.replacedBy')
    .selectAll('allocations')
    .select(['users.name as by', 'later.number as laterNumber'])
type Head = Awaited<ReturnType<ReturnType<typeof heads>['execute']>>[number]

const linesOf = async (ctx: Context, ids: number[]): Promise<Map<number, AllocationLine[]>> => {
  const rows = await ctx.db
    .selectFrom('allocationLines')
    .innerJoin('orders', 'orders.id', 'allocationLines.orderId')
    .innerJoin('orderLines', 'orderLines.id', 'allocationLines.orderLineId')
    .innerJoin('customers', 'customers.id', 'allocationLines.customerId')
    .selectAll('allocationLines')
    .select([
      'orders.number as orderNumber',
      'orders.rush',
      'orderLines.dueOn',
      'orderLines.deliveredQuantity as delivered',
      'customers.shortName',
      'customers.name as customerName',
      'customers.grade',
    ])
    .where('allocationLines.allocationId', 'in', ids)
    .orderBy('allocationLines.allocationId')
    .orderBy('allocationLines.sequence')
    .execute()
  const found = new Map<number, AllocationLine[]>()
  for (const { allocationId, sequence: _, deliveredBefore, delivered, shortName, customerName, ...row } of rows)
    found.set(allocationId, [
      ...(found.get(allocationId) ?? []),
      {
        ...row,
        customer: shortName || customerName,
        grade: row.grade as AllocationLine['grade'],
        rush: row.rush === 1,
        left: leftOfGiven({ quantity: row.quantity, deliveredBefore, delivered }),
      },
    ])
  return found
}

const rowOf = (head: Head, lines: readonly AllocationLine[], over: readonly Overgiven[]): AllocationRow => {
  const left = lines.reduce((sum, line) => sum + line.left, 0)
  const { id, number, description, unit, available, untilOn, by, at, version } = head
  return {
    id,
    number,
    description,
    unit,
    available,
    untilOn,
    by,
    at,
    version,
    given: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    left,
    there: over.find((each) => each.id === id)?.there ?? null,
    customers: new Set(lines.map(({ customerId }) => customerId)).size,
    state: deriveAllocation({ voidedAt: head.voidedAt, replacedBy: head.replacedBy, left }),
  }
}

export const listAllocations = async (
  ctx: Context,
  { offset, limit }: { offset: number; limit: number },
): Promise<{ rows: AllocationRow[]; total: number }> => {
  const { total } = await ctx.db
    .selectFrom('allocations')
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const found = await heads(ctx).orderBy('allocations.id', 'desc').limit(limit).offset(offset).execute()
  if (found.length === 0) return { rows: [], total: Number(total) }
  const lines = await linesOf(
    ctx,
    found.map(({ id }) => id),
  )
  const over = await overgiven(ctx)
  return { rows: found.map((head) => rowOf(head, lines.get(head.id) ?? [], over)), total: Number(total) }
}

export const readAllocation = async (ctx: Context, id: number): Promise<Allocation> => {
  const head = await heads(ctx).where('allocations.id', '=', id).executeTakeFirst()
  if (!head) throw refuse('app.notFound')
  const lines = (await linesOf(ctx, [id])).get(id) ?? []
  return {
    ...rowOf(head, lines, await overgiven(ctx)),
    remark: head.remark,
    lines,
    voidReason: head.voidReason,
    replacedBy: head.laterNumber,
    printed: head.printed,
  }
}
