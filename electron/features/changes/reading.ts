import { sql } from 'kysely'
import type { Output } from '../../../shared/contract.ts'
import {
  type Asker,
  type Change,
  type ChangeDepartment,
  ChangeEffect,
  type ChangeOfOrder,
  type ChangeRow,
  type changes,
  type ChangeState,
  type ToldWay,
} from '../../../shared/changes.ts'
import { translator } from '../../../shared/language.ts'
import type { KeyedSource } from '../../../shared/orders.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { SignBackState } from '../../../shared/signBacks.ts'
import type { Context } from '../../context.ts'
import { findByTerm } from '../../db/search.ts'
import { readProposal } from './apply.ts'
import { effectOf, withoutMoney } from './effect.ts'
import { entriesOf } from './words.ts'

const slips = (ctx: Context) =>
  ctx.db
    .selectFrom('orderChanges')
    .innerJoin('orders', 'orders.id', 'orderChanges.orderId')
    .innerJoin('customers', 'customers.id', 'orderChanges.customerId')
    .innerJoin('users as writers', 'writers.id', 'orderChanges.writtenBy')
    .leftJoin('users as approvers', 'approvers.id', 'orderChanges.approvedBy')
    .select([
      'orderChanges.id',
      'orderChanges.number',
      'orderChanges.orderId',
      'orders.number as orderNumber',
      'orderChanges.customerId',
      'customers.shortName as customerName',
      'orderChanges.state',
      'orderChanges.edition',
      'orderChanges.askedBy',
      'orderChanges.way',
      'orderChanges.reason',
      'orderChanges.changed',
      'orderChanges.added',
      'orderChanges.cancelled',
      'orderChanges.beforeFen',
      'orderChanges.afterFen',
      'orderChanges.needsCustomer',
      'orderChanges.refused',
      'orderChanges.unsigned',
      'writers.name as writtenBy',
      'orderChanges.writtenBy as writtenById',
      'orderChanges.writtenAt',
      'approvers.name as approvedBy',
      'orderChanges.approvedAt',
      'orderChanges.appliedAt',
      'orderChanges.withdrawnAt',
      'orderChanges.version',
    ])
type Slip = Awaited<ReturnType<ReturnType<typeof slips>['execute']>>[number]

const rowOf = (slip: Slip, seesMoney: boolean): ChangeRow => ({
  ...slip,
  state: slip.state as ChangeState,
  askedBy: slip.askedBy as Asker,
  way: slip.way as KeyedSource,
  beforeFen: seesMoney ? slip.beforeFen : null,
  afterFen: seesMoney ? slip.afterFen : null,
  needsCustomer: slip.needsCustomer === 1,
  refused: slip.refused === 1,
})

type Asked = { offset: number; limit: number; state: ChangeState | null; unsigned: boolean; text: string }

/** 变更登记: all slips, newest first; by state, by what is still unsigned, by number. */
export const listChanges = async (
  ctx: Context,
  { offset, limit, state, unsigned, text }: Asked,
): Promise<Output<typeof changes.list>> => {
  const found = text === '' ? null : await findByTerm(ctx, 'change', text, 200)
  if (found?.length === 0) return { rows: [], total: 0 }
  const narrowed = <T extends ReturnType<typeof slips>>(all: T): T =>
    all
      .$if(state !== null, (rows) => rows.where('orderChanges.state', '=', state!))
      .$if(unsigned, (rows) => rows.where('orderChanges.unsigned', '>', sql.lit(0)))
      .$if(found !== null, (rows) => rows.where('orderChanges.id', 'in', found!)) as T
  const rows = await narrowed(slips(ctx)).orderBy('orderChanges.id', 'desc').offset(offset).limit(limit).execute()
  const { total } = await narrowed(slips(ctx))
    .clearSelect()
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  const seesMoney = may(ctx.user.role, 'prices.read')
  return { rows: rows.map((row) => rowOf(row, seesMoney)), total: Number(total) }
}

const signsOf = async (ctx: Context, changeId: number): Promise<Change['signs']> => {
  const rows = await ctx.db
    .selectFrom('changeSigns')
    .innerJoin('users', 'users.id', 'changeSigns.keyedBy')
    .select(['department', 'changeSigns.name', 'signedOn as on', 'how', 'users.name as keyedBy', 'keyedAt'])
    .where('changeId', '=', changeId)
    .execute()
  return rows.map((row) => ({ ...row, department: row.department as ChangeDepartment, how: row.how as ToldWay }))
}

const copyOf = async (ctx: Context, changeId: number): Promise<Change['signBack']> => {
  const row = await ctx.db
    .selectFrom('signBacks')
    .select(['id', 'state', 'sentAt', 'sentTo', 'dueOn', 'returnedAt', 'difference', 'version'])
    .where('kind', '=', 'change')
    .where('documentId', '=', changeId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, state: row.state as SignBackState } : null
}

/** One slip: what it changes, what it does to everything made so far, who was told, the customer's copy. */
export const readChange = async (ctx: Context, id: number): Promise<Change> => {
  const slip = await slips(ctx).where('orderChanges.id', '=', id).executeTakeFirst()
  if (!slip) throw refuse('app.notFound')
  const more = await ctx.db
    .selectFrom('orderChanges')
    .innerJoin('customers', 'customers.id', 'orderChanges.customerId')
    .leftJoin('users as withdrawers', 'withdrawers.id', 'orderChanges.withdrawnBy')
    .select([
      'orderChanges.contact',
      'lossReason',
      'bought',
      'proof',
      'inboxItemId',
      'before',
      'after',
      'effect',
      'fourEyes',
      'submittedAt',
      'withdrawers.name as withdrawnBy',
      'withdrawReason',
      'printed',
      'customers.fax',
      'customers.contact as usualContact',
    ])
    .where('orderChanges.id', '=', id)
    .executeTakeFirstOrThrow()
  const seesMoney = may(ctx.user.role, 'prices.read')
  const [before, after] = [readProposal(more.before), readProposal(more.after)]
  // what a slip did is kept as it was; what is withdrawn does nothing
  const now =
    more.effect === null
      ? await effectOf(ctx, slip.orderId, before, after)
      : ChangeEffect.parse(JSON.parse(more.effect))
  const effect = slip.withdrawnAt === null ? now : { ...now, problems: [], notes: [] }
  const hide = (proposal: typeof after): typeof after => ({
    ...proposal,
    lines: proposal.lines.map((line) =>
      seesMoney ? line : { ...line, priceMicros: 0, amountFen: 0, netPriceMicros: null },
    ),
  })
  return {
    ...rowOf(slip, seesMoney),
    contact: more.contact,
    lossReason: more.lossReason,
    bought: more.bought,
    proof: more.proof,
    inboxItemId: more.inboxItemId,
    fourEyes: more.fourEyes === 1,
    submittedAt: more.submittedAt,
    withdrawnBy: more.withdrawnBy,
    withdrawReason: more.withdrawReason,
    printed: more.printed,
    fax: more.fax || more.usualContact,
    entries: await entriesOf(ctx, before, after, translator(ctx.language), seesMoney),
    effect: seesMoney ? effect : withoutMoney(effect),
    signs: await signsOf(ctx, id),
    signBack: await copyOf(ctx, id),
    proposal: hide(after),
  }
}

/** The changes of one order, newest first, each with before and after. */
export const changesOfOrder = async (ctx: Context, orderId: number): Promise<ChangeOfOrder[]> => {
  const rows = await ctx.db
    .selectFrom('orderChanges')
    .innerJoin('users', 'users.id', 'orderChanges.writtenBy')
    .select([
      'orderChanges.id',
      'number',
      'state',
      'edition',
      'reason',
      'appliedAt',
      'writtenAt',
      'before',
      'after',
      'users.name as by',
    ])
    .where('orderId', '=', orderId)
    .orderBy('orderChanges.id', 'desc')
    .limit(50)
    .execute()
  const seesMoney = may(ctx.user.role, 'prices.read')
  const t = translator(ctx.language)
  const found: ChangeOfOrder[] = []
  for (const { before, after, appliedAt, writtenAt, state, ...row } of rows)
    found.push({
      ...row,
      state: state as ChangeState,
      at: appliedAt ?? writtenAt,
      entries: await entriesOf(ctx, readProposal(before), readProposal(after), t, seesMoney),
    })
  return found
}
