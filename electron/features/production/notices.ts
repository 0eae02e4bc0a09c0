import type { Output } from '../../../shared/contract.ts'
import { type FilmState, filmWanted } from '../../../shared/noticeDesk.ts'
import type { Notice, NoticeRow, NoticeShow, NoticeState, production } from '../../../shared/production.ts'
import { refuse } from '../../../shared/refusals.ts'
import { runInWords } from '../../../shared/sizeRuns.ts'
import { specOfShare } from '../../../shared/sizeShares.ts'
import type { Context } from '../../context.ts'
import { findByTerm } from '../../db/search.ts'
import type { Office, Trade } from '../../../shared/settings.ts'
import { holdsMaterial } from '../materials/needs.ts'
import { refuseNoticeOutside } from '../operations/outside.ts'
import { refreshOrder } from '../orders.ts'
import { readOffice } from '../settings.ts'
import { refreshPlans } from '../shipments.ts'
import { runOfFields } from './sheet.ts'

type Asked = {
  offset: number
  limit: number
  state: NoticeState | null
  show: NoticeShow | null
  orderId: number | null
  text: string
}

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
      'notices.film',
      'notices.trade',
      'notices.state',
      'notices.version',
      'notices.remark',
      'notices.voidedAt',
      'notices.voidedBy',
      'notices.voidReason',
    ])
type Head = Awaited<ReturnType<ReturnType<typeof headsOf>['execute']>>[number]

/** What is still open on some notices, by few statements: copies nobody signed for, things that are out. */
const besideOf = async (ctx: Context, heads: readonly Head[]) => {
  const office = await readOffice(ctx)
  const ids = [0, ...heads.map(({ id }) => id)]
  const signed = await ctx.db
    .selectFrom('noticeCopies')
    .innerJoin('notices', 'notices.id', 'noticeCopies.noticeId')
    .select(['noticeCopies.noticeId', 'noticeCopies.copy'])
    .distinct()
    .where('noticeCopies.noticeId', 'in', ids)
    .whereRef('noticeCopies.edition', '=', 'notices.edition')
    .where('noticeCopies.withdrawnReason', 'is', null)
    .execute()
  const out = await ctx.db
    .selectFrom('noticeEnclosures')
    .select(({ fn }) => ['noticeId', fn.countAll<number>().as('many')])
    .where('noticeId', 'in', ids)
    .where('handedOn', 'is not', null)
    .where('returnedOn', 'is', null)
    .groupBy('noticeId')
    .execute()
  return (head: Head): Pick<NoticeRow, 'film' | 'copiesOpen' | 'enclosuresOut'> => {
    const own = new Set(signed.filter(({ noticeId }) => noticeId === head.id).map(({ copy }) => copy))
    return {
      film: filmWanted(office.filmCheck, head.trade as Trade) || head.film !== 'none' ? (head.film as FilmState) : null,
      copiesOpen: head.state === 'making' ? office.noticeCopyNames.filter((name) => !own.has(name)).length : 0,
      enclosuresOut: Number(out.find(({ noticeId }) => noticeId === head.id)?.many ?? 0),
    }
  }
}
type Beside = Awaited<ReturnType<typeof besideOf>>

const rowOf = (head: Head, lines: { quantity: number; finishedQuantity: number }[], beside: Beside): NoticeRow => ({
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
  edition: head.edition,
  state: head.state as NoticeState,
  version: head.version,
  ...beside(head),
})

/** Notices in work of which a copy, a film or a thing is still open. */
const shownOnly = <T extends ReturnType<typeof headsOf>>(notices: T, show: NoticeShow, office: Office): T => {
  const inWork = notices.where('notices.state', '=', 'making')
  if (show === 'film') {
    if (office.filmCheck === 'off') return inWork.where('notices.film', 'in', ['wrong', 'faxed']) as T
    return inWork
      .where('notices.film', '<>', 'right')
      .$if(office.filmCheck === 'trade', (rows) =>
        rows.where((where) => where.or([where('notices.trade', '=', 'printing'), where('notices.film', '<>', 'none')])),
      ) as T
  }
  if (show === 'enclosures')
    // a finished notice too: its things have no more business in the workshop
    return notices.where(({ exists, selectFrom }) =>
      exists(
        selectFrom('noticeEnclosures')
          .select('noticeEnclosures.id')
          .whereRef('noticeEnclosures.noticeId', '=', 'notices.id')
          .where('noticeEnclosures.handedOn', 'is not', null)
          .where('noticeEnclosures.returnedOn', 'is', null),
      ),
    ) as T
  return inWork.where(({ eb, selectFrom }) =>
    eb(
      selectFrom('noticeCopies')
        .select(({ fn }) => fn.count<number>('noticeCopies.copy').distinct().as('signed'))
        .whereRef('noticeCopies.noticeId', '=', 'notices.id')
        .whereRef('noticeCopies.edition', '=', 'notices.edition')
        .where('noticeCopies.withdrawnReason', 'is', null)
        .where('noticeCopies.copy', 'in', office.noticeCopyNames),
      '<',
      office.noticeCopyNames.length,
    ),
  ) as T
}

/** 生产登记表: the list of notices (duty 33), by due date and rush while in work, newest first otherwise. */
export const list = async (
  ctx: Context,
  { offset, limit, state, show, orderId, text }: Asked,
): Promise<Output<typeof production.list>> => {
  const found = text.trim() === '' ? null : await findByTerm(ctx, 'notice', text, 200)
  if (found?.length === 0) return { rows: [], total: 0 }
  const office = await readOffice(ctx)
  const filtered = <T extends ReturnType<typeof headsOf>>(notices: T): T =>
    notices
      .$if(state !== null && show === null, (rows) => rows.where('notices.state', '=', state!))
      .$if(show !== null, (rows) => shownOnly(rows, show!, office))
      .$if(orderId !== null, (rows) => rows.where('notices.orderId', '=', orderId!))
      .$if(found !== null, (rows) => rows.where('notices.id', 'in', found!)) as T
  const heads = await filtered(headsOf(ctx))
    .$if(state === 'making' || show !== null, (rows) => rows.orderBy('notices.dueOn').orderBy('notices.rush', 'desc'))
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
  const beside = await besideOf(ctx, heads)
  return {
    rows: heads.map((head) =>
      rowOf(
        head,
        lines.filter((line) => line.noticeId === head.id),
        beside,
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
      'noticeLines.fields',
      'orderLines.quantity as ordered',
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
    ...rowOf(head, lines, await besideOf(ctx, [head])),
    remark: head.remark,
    override: override ? { by: override.userName, reason: override.reason, at: override.at } : null,
    voidReason: head.voidReason,
    voidedBy: voider?.name ?? null,
    voidedAt: head.voidedAt,
    noticeLines: lines.map(({ name, spec, ordered, fields, finishedQuantity, ...line }) => ({
      ...line,
      description: [name, specOfShare({ spec, ordered, share: line.quantity, run: runInWords(runOfFields(fields)) })]
        .filter(Boolean)
        .join(' '),
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
  if (await holdsMaterial(ctx, id)) throw refuse('materials.returnFirst', { number: before.number })
  await refuseNoticeOutside(ctx, id)
  await ctx.db
    .updateTable('notices')
    .set({ state: 'void', voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await ctx.db.updateTable('noticeLines').set({ state: 'void' }).where('noticeId', '=', id).execute()
  await refreshOrder(ctx, before.orderId)
  await refreshPlans(
    ctx,
    before.noticeLines.map(({ orderLineId }) => orderLineId),
  )
  ctx.record({ entity: 'notices', id, before: { state: before.state }, after: { state: 'void', reason } })
  return read(ctx, { id })
}

/** Counts a print of the paper. */
export const markPrinted = async (ctx: Context, { id }: { id: number }): Promise<{ printed: number }> => {
  const row = await ctx.db
    .updateTable('notices')
    // what is on paper is given out: a change of its fields makes the next version
    .set((notice) => ({ printed: notice('printed', '+', 1), givenEdition: notice.ref('edition') }))
    .where('id', '=', id)
    .returning('printed')
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  ctx.record({ entity: 'notices', id, after: { printed: row.printed } })
  return row
}
