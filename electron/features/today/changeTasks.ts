import { sql } from 'kysely'
import { may } from '../../../shared/permissions.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { daysSince, mostOfKind, task } from './tasks.ts'

const slips = (ctx: Context, mine: boolean) =>
  ctx.db
    .selectFrom('orderChanges')
    .innerJoin('orders', 'orders.id', 'orderChanges.orderId')
    .innerJoin('customers', 'customers.id', 'orderChanges.customerId')
    .innerJoin('users', 'users.id', 'orderChanges.writtenBy')
    .select([
      'orderChanges.id',
      'orderChanges.number',
      'orderChanges.customerId',
      'customers.shortName as customer',
      'orderChanges.reason as what',
      'orderChanges.state',
      'orderChanges.writtenBy',
      'orderChanges.writtenAt as at',
      'orderChanges.fourEyes',
      'orderChanges.unsigned',
      'users.name as who',
    ])
    .$if(mine, (rows) => rows.where('orders.merchandiserId', '=', ctx.user.id))

type Slip = Awaited<ReturnType<ReturnType<typeof slips>['execute']>>[number]
const headOf = (ctx: Context, { id, number, customerId, customer, what, at, who }: Slip) => ({
  id,
  number,
  customerId,
  customer,
  what,
  at,
  who,
  place: 'change' as const,
  days: daysSince(ctx, at),
})

/** Slips that wait for me: to hand in, to approve, to send; and departments nobody has told yet (duty 93). */
export const changeTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'changes.write')) return []
  const open = await slips(ctx, mine)
    .where('orderChanges.state', 'in', ['draft', 'toApprove', 'toSign'])
    .orderBy('orderChanges.id')
    .limit(mostOfKind)
    .execute()
  const sent = await ctx.db
    .selectFrom('signBacks')
    .select('documentId')
    .where('kind', '=', 'change')
    .where('documentId', 'in', [0, ...open.map(({ id }) => id)])
    .where('state', 'in', ['waiting', 'same'])
    .execute()
  const out = new Set(sent.map(({ documentId }) => documentId))
  const untold = await slips(ctx, mine)
    .where('orderChanges.state', '=', 'done')
    .where('orderChanges.unsigned', '>', sql.lit(0)) // not bound: the small index of untold slips serves it
    .orderBy('orderChanges.writtenAt')
    .limit(mostOfKind)
    .execute()
  const mayApprove = (slip: Slip): boolean =>
    may(ctx.user.role, 'changes.approve') && !(slip.fourEyes === 1 && slip.writtenBy === ctx.user.id)
  return [
    ...open.flatMap((slip) => {
      const head = headOf(ctx, slip)
      if (slip.state === 'draft')
        return slip.writtenBy === ctx.user.id ? [task({ ...head, kind: 'changeDraft', urgency: 'today' })] : []
      if (slip.state === 'toApprove')
        return [task({ ...head, kind: 'changeToApprove', urgency: mayApprove(slip) ? 'now' : 'waiting' })]
      return out.has(slip.id) ? [] : [task({ ...head, kind: 'changeToSend', urgency: 'now' })]
    }),
    ...untold.map((slip) =>
      task({ ...headOf(ctx, slip), kind: 'changeUnsigned', urgency: 'today', of: slip.unsigned }),
    ),
  ]
}
