import type { Output } from '../../../shared/contract.ts'
import type { Notice, NoticeRow, NoticeState, production } from '../../../shared/production.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { findByTerm } from '../../db/search.ts'
import { refuseNoticeOutside } from '../operations/outside.ts'
import { refreshOrder } from '../orders.ts'

type Asked = { offset: number; limit: number; state: NoticeState | null; orderId: number | null; text: string }

const headsOf = (ctx: Context) =>
  ctx.db
    .selectFrom('notices')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'notices.releasedBy')
    .select([
      'notices.id',
      'notices.number',
      'notices.orderId',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      'notices.workshop',
      'notices.dueOn',
      'notices.rush',
      'notices.releasedAt',
      'users.name as releasedBy',
      'notices.overrideId',
      'notices.printed',
      'notices.edition',
      'notices.state',
      'notices.version',
      'notices.remark',
      'notices.voidedAt',
      'notices.voidedBy',
      'notices.voidReason',
    ])
type Head = Awaited<ReturnType<ReturnType<typeof headsOf>['execute']>>[number]

const rowOf = (head: Head, lines: { quantity: number; finishedQuantity: number }[]): NoticeRow => ({
  id: head.id,
  number: head.number,
  orderId: head.orderId,
  orderNumber: head.orderNumber,
  customer: head.shortName || head.customerName,
  workshop: head.workshop,
  dueOn: head.dueOn,
  rush: head.rush === 1,
  releasedAt: head.releasedAt,
  releasedBy: head.releasedBy,
  lines: lines.length,
  quantity: lines.reduce((sum, line) => sum + line.quantity, 0),
  finished: lines.reduce((sum, line) => sum + line.finishedQuantity, 0),
  overridden: head.overrideId !== null,
  printed: head.printed,
  state: head.state as NoticeState,
  version: head.version,
})

/** 生产登记表: the list of notices (duty 33), by due date and rush while in work, newest first otherwise. */
export const list = async (
  ctx: Context,
  { offset, limit, state, orderId, text }: Asked,
): Promise<Output<typeof production.list>> => {
  const found = text.trim() === '' ? null : await findByTerm(ctx, 'notice', text, 200)
  if (found?.length === 0) return { rows: [], total: 0 }
  const filtered = <T extends ReturnType<typeof headsOf>>(notices: T): T =>
    notices
      .$if(state !== null, (rows) => rows.where('notices.state', '=', state!))
      .$if(orderId !== null, (rows) => rows.where('notices.orderId', '=', orderId!))
      .$if(found !== null, (rows) => rows.where('notices.id', 'in', found!)) as T
  const heads = await filtered(headsOf(ctx))
    .$if(state === 'making', (rows) => rows.orderBy('notices.dueOn').orderBy('notices.rush', 'desc'))
    .orderBy('notices.id', 'desc')
    .offset(offset)
    .limit(limit)
    .execute()
  const { total } = await filtered(headsOf(ctx))
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const lines =
    heads.length === 0
      ? []
      : await ctx.db
          .selectFrom('noticeLines')
          .select(['noticeId', 'quantity', 'finishedQuantity'])
          .where(
            'noticeId',
            'in',
            heads.map((head) => head.id),
          )
          .execute()
  return {
    rows: heads.map((head) =>
      rowOf(
        head,
        lines.filter((line) => line.noticeId === head.id),
      ),
    ),
    total: Number(total),
  }
}

const linesOf = async (ctx: Context, noticeId: number) => {
  const lines = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select([
      'noticeLines.id',
      'noticeLines.orderLineId',
      'noticeLines.quantity',
      'noticeLines.finishedQuantity',
      'orderLines.code',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.colour',
      'orderLines.material',
      'orderLines.unit',
      'orderLines.dueOn',
    ])
    .where('noticeLines.noticeId', '=', noticeId)
    .orderBy('noticeLines.id')
    .execute()
  const operations = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .select([
      'operations.id',
      'operations.noticeLineId',
      'operations.processName',
      'operations.workshop',
      'operations.outside',
      'operations.plannedStart',
      'operations.plannedFinish',
      'operations.quantity',
      'operations.good',
      'operations.bad',
      'operations.finishedOn',
    ])
    .where('noticeLines.noticeId', '=', noticeId)
    .orderBy('operations.sequence')
    .execute()
  return lines.map((line) => ({
    ...line,
    operations: operations
      .filter((operation) => operation.noticeLineId === line.id)
      .map(({ noticeLineId: _, ...operation }) => ({ ...operation, outside: operation.outside === 1 })),
  }))
}

/** One notice with its lines, their planned processes and, where it passed without its deposit, by whom. */
export const read = async (ctx: Context, { id }: { id: number }): Promise<Notice> => {
  const head = await headsOf(ctx).where('notices.id', '=', id).executeTakeFirst()
  if (!head) throw refuse('app.notFound')
  const lines = await linesOf(ctx, id)
  const override =
    head.overrideId === null
      ? undefined
      : await ctx.db
          .selectFrom('gateOverrides')
          .select(['userName', 'reason', 'at'])
          .where('id', '=', head.overrideId)
          .executeTakeFirst()
  const voider =
    head.voidedBy === null
      ? undefined
      : await ctx.db.selectFrom('users').select('name').where('id', '=', head.voidedBy).executeTakeFirst()
  return {
    ...rowOf(head, lines),
    remark: head.remark,
    edition: head.edition,
    override: override ? { by: override.userName, reason: override.reason, at: override.at } : null,
    voidReason: head.voidReason,
    voidedBy: voider?.name ?? null,
    voidedAt: head.voidedAt,
    noticeLines: lines.map(({ name, spec, finishedQuantity, ...line }) => ({
      ...line,
      description: [name, spec].filter(Boolean).join(' '),
      finished: finishedQuantity,
    })),
  }
}

/** Takes a notice back while nothing is reported on it: its quantities can be released again, its number cannot. */
export const voidNotice = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<Notice> => {
  const before = await read(ctx, { id })
  if (before.version !== version) throw refuse('app.stale')
  if (before.state === 'void') throw refuse('production.alreadyVoid', { number: before.number })
  const touched = before.noticeLines.some((line) =>
    line.operations.some((operation) => operation.good + operation.bad > 0),
  )
  if (touched) throw refuse('production.alreadyReported', { number: before.number })
  await refuseNoticeOutside(ctx, id)
  await ctx.db
    .updateTable('notices')
    .set({ state: 'void', voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await ctx.db.updateTable('noticeLines').set({ state: 'void' }).where('noticeId', '=', id).execute()
  await refreshOrder(ctx, before.orderId)
  ctx.record({ entity: 'notices', id, before: { state: before.state }, after: { state: 'void', reason } })
  return read(ctx, { id })
}

/** Counts a print of the paper. */
export const markPrinted = async (ctx: Context, { id }: { id: number }): Promise<{ printed: number }> => {
  const row = await ctx.db
    .updateTable('notices')
    .set((notice) => ({ printed: notice('printed', '+', 1) }))
    .where('id', '=', id)
    .returning('printed')
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  ctx.record({ entity: 'notices', id, after: { printed: row.printed } })
  return row
}
