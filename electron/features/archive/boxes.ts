import { sql } from 'kysely'
import type { z } from 'zod'
import type { archive, ArchiveItem, ArchivePaper, Batch, BatchState } from '../../../shared/archive.ts'
import type { OrderState } from '../../../shared/orderStates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import { setSearchTerms } from '../../db/search.ts'
import { boxesOfOrders } from '../archive.ts'
import { completeOrders, factColumns, missingOf } from './finished.ts'

const batchRows = (ctx: Context) =>
  ctx.db
    .selectFrom('archiveBatches')
    .innerJoin('users as makers', 'makers.id', 'archiveBatches.madeBy')
    .leftJoin('users as closers', 'closers.id', 'archiveBatches.closedBy')
    .selectAll('archiveBatches')
    .select(['makers.name as maker', 'closers.name as closer'])

type Found = Awaited<ReturnType<ReturnType<typeof batchRows>['execute']>>[number]
const batchOf = ({ maker, closer, madeBy: _, closedBy: __, voidedAt: ___, voidedBy: ____, ...row }: Found): Batch => ({
  ...row,
  state: row.state as BatchState,
  madeBy: maker,
  closedBy: closer,
})

export const readBatch = async (ctx: Context, id: number): Promise<Batch> => {
  const row = await batchRows(ctx).where('archiveBatches.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return batchOf(row)
}

export const listBatches = async (
  ctx: Context,
  { offset, limit, state }: z.output<typeof archive.batches.input>,
): Promise<{ rows: Batch[]; total: number }> => {
  const rows = batchRows(ctx).$if(state !== null, (some) => some.where('archiveBatches.state', '=', state!))
  const { total } = await rows
    .clearSelect()
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const found = await rows
    .orderBy('archiveBatches.month', 'desc')
    .orderBy('archiveBatches.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows: found.map(batchOf), total: Number(total) }
}

/** A box as the person saw it; refused where it has changed since. */
export const standingBatch = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('archiveBatches').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.state === 'void') throw refuse('archive.isVoid', { number: row.number })
  return row
}

/** A closed box is reopened first, with a reason. */
export const openBatch = async (ctx: Context, id: number, version: number) => {
  const row = await standingBatch(ctx, id, version)
  if (row.state === 'closed') throw refuse('archive.isClosed', { number: row.number })
  return row
}

const itemRows = (ctx: Context, batchId: number) =>
  ctx.db
    .selectFrom('archiveItems')
    .innerJoin('orders', 'orders.id', 'archiveItems.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'archiveItems.putBy')
    .leftJoin('archiveLoans', 'archiveLoans.id', 'archiveItems.loanId')
    .where('archiveItems.batchId', '=', batchId)
    .where('archiveItems.takenAt', 'is', null)

const itemColumns = [
  'archiveItems.id',
  'archiveItems.orderId',
  'archiveItems.sequence',
  'archiveItems.missing as then',
  'archiveItems.putAt',
  'archiveItems.loanId',
  'orders.number as orderNumber',
  'orders.customerId',
  'orders.customerPo',
  'orders.state as orderState',
  'customers.shortName as customer',
  'users.name as putBy',
  'archiveLoans.borrower',
  'archiveLoans.papers',
  'archiveLoans.lentOn',
  'archiveLoans.dueOn',
  'archiveLoans.version as loanVersion',
] as const

const selectItems = (ctx: Context, batchId: number) => itemRows(ctx, batchId).select(itemColumns).select(factColumns)
type FoundItem = Awaited<ReturnType<ReturnType<typeof selectItems>['execute']>>[number]

const loanOf = ({ loanId, borrower, papers, lentOn, dueOn, loanVersion }: FoundItem): ArchiveItem['loan'] =>
  loanId === null
    ? null
    : {
        id: loanId,
        borrower: borrower ?? '',
        papers: papers ?? '',
        lentOn: lentOn ?? '',
        dueOn: dueOn ?? '',
        version: loanVersion ?? 0,
      }

const itemOf = (row: FoundItem, closed: boolean): ArchiveItem => ({
  id: row.id,
  orderId: row.orderId,
  sequence: row.sequence,
  orderNumber: row.orderNumber,
  customerId: row.customerId,
  customer: row.customer,
  customerPo: row.customerPo,
  orderState: row.orderState as OrderState,
  missing: closed ? (row.then.split(',').filter(Boolean) as ArchivePaper[]) : missingOf(row),
  putBy: row.putBy,
  putAt: row.putAt,
  loan: loanOf(row),
})

/** The orders in a box, in the order they were put in; of an open one what is missing now. */
export const listItems = async (
  ctx: Context,
  { offset, limit, batchId }: z.output<typeof archive.items.input>,
): Promise<{ rows: ArchiveItem[]; total: number }> => {
  const { state } = await readBatch(ctx, batchId)
  const { total } = await itemRows(ctx, batchId)
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const rows = await selectItems(ctx, batchId).orderBy('archiveItems.sequence').limit(limit).offset(offset).execute()
  return { rows: rows.map((row) => itemOf(row, state === 'closed')), total: Number(total) }
}

/** What is missing of the orders in a box is written beside them, and counted. */
const recount = async (
  ctx: Context,
  batchId: number,
  change: Record<string, string | number | null>,
): Promise<void> => {
  const rows = await itemRows(ctx, batchId)
    .select(['archiveItems.id', 'archiveItems.missing as then'])
    .select(factColumns)
    .execute()
  let incomplete = 0
  for (const { id, then, ...facts } of rows) {
    const missing = missingOf(facts).join(',')
    if (missing !== '') incomplete += 1
    if (missing !== then) await ctx.db.updateTable('archiveItems').set({ missing }).where('id', '=', id).execute()
  }
  await ctx.db
    .updateTable('archiveBatches')
    .set({ ...change, orders: rows.length, incomplete, version: sql<number>`"version" + 1` })
    .where('id', '=', batchId)
    .execute()
}

export const openBox = async (ctx: Context, draft: z.output<typeof archive.open.input>): Promise<number> => {
  const taken = await ctx.db
    .selectFrom('archiveBatches')
    .select('number')
    .where('box', '=', draft.box)
    .where('state', '<>', 'void')
    .executeTakeFirst()
  if (taken) throw refuse('archive.boxTaken', { number: taken.number }, 'box')
  const number = await nextNumber(ctx, 'GD', ctx.today)
  const values = { ...draft, number, state: 'open', madeBy: ctx.user.id, madeAt: ctx.now, version: 1 }
  const { id } = await ctx.db.insertInto('archiveBatches').values(values).returning('id').executeTakeFirstOrThrow()
  await setSearchTerms(ctx, 'archive', id, null, { exact: [number, number.slice(2), draft.box] })
  ctx.record({ entity: 'archiveBatches', id, after: values })
  return id
}

/** Orders go into a box behind those that lie there; one lies in one box only. */
const put = async (ctx: Context, batchId: number, orderIds: readonly number[]): Promise<void> => {
  const { last } = await ctx.db
    .selectFrom('archiveItems')
    .select(({ fn }) => fn.max<number | null>('sequence').as('last'))
    .where('batchId', '=', batchId)
    .executeTakeFirstOrThrow()
  for (const [index, orderId] of orderIds.entries())
    await ctx.db
      .insertInto('archiveItems')
      .values({
        batchId,
        orderId,
        sequence: (last ?? 0) + index + 1,
        missing: '',
        putBy: ctx.user.id,
        putAt: ctx.now,
        takenBy: null,
        takenAt: null,
        loanId: null,
      })
      .execute()
  ctx.record({ entity: 'archiveBatches', id: batchId, after: { put: orderIds } })
}

export const putIn = async (
  ctx: Context,
  { id, version, orderIds }: z.output<typeof archive.putIn.input>,
): Promise<void> => {
  await openBatch(ctx, id, version)
  const wanted = [...new Set(orderIds)]
  const orders = await ctx.db
    .selectFrom('orders')
    .select(['id', 'number', 'state'])
    .where('id', 'in', wanted)
    .orderBy('number')
    .execute()
  if (orders.length < wanted.length) throw refuse('app.notFound')
  const open = orders.find(({ state }) => !['delivered', 'completed', 'settled'].includes(state))
  if (open) throw refuse('archive.notFinished', { number: open.number })
  const boxes = await boxesOfOrders(ctx, wanted)
  const boxed = orders.find((order) => boxes.has(order.id))
  if (boxed) throw refuse('archive.inBox', { order: boxed.number, number: boxes.get(boxed.id)!.number })
  await put(
    ctx,
    id,
    orders.map((order) => order.id),
  )
  await recount(ctx, id, {})
}

/** Every complete order of the box's month and workshop that lies in no box. Gives how many. */
export const fill = async (ctx: Context, id: number, version: number): Promise<number> => {
  const { month, workshop } = await openBatch(ctx, id, version)
  const orderIds = await completeOrders(ctx, month, workshop)
  if (orderIds.length === 0) throw refuse('archive.noneComplete', { month })
  await put(ctx, id, orderIds)
  await recount(ctx, id, {})
  return orderIds.length
}

/** An order does not belong in this box after all. Gives the box. */
export const takeOut = async (
  ctx: Context,
  { itemId, version, reason }: z.output<typeof archive.takeOut.input>,
): Promise<number> => {
  const item = await ctx.db.selectFrom('archiveItems').selectAll().where('id', '=', itemId).executeTakeFirst()
  if (!item || item.takenAt !== null) throw refuse('app.notFound')
  await openBatch(ctx, item.batchId, version)
  if (item.loanId !== null) throw refuse('archive.lentOut')
  const after = { takenBy: ctx.user.id, takenAt: ctx.now, takenReason: reason }
  await ctx.db.updateTable('archiveItems').set(after).where('id', '=', itemId).execute()
  ctx.record({ entity: 'archiveItems', id: itemId, before: item, after })
  await recount(ctx, item.batchId, {})
  return item.batchId
}

/** A box is not tied up while papers of it are on somebody's desk. */
const refuseLent = async (ctx: Context, batchId: number): Promise<void> => {
  const lent = await ctx.db
    .selectFrom('archiveItems')
    .innerJoin('archiveLoans', 'archiveLoans.id', 'archiveItems.loanId')
    .innerJoin('orders', 'orders.id', 'archiveItems.orderId')
    .select(['orders.number', 'archiveLoans.borrower'])
    .where('archiveItems.batchId', '=', batchId)
    .where('archiveItems.takenAt', 'is', null)
    .orderBy('orders.number')
    .execute()
  if (lent.length > 0)
    throw refuse('archive.closeLent', {
      orders: lent.map(({ number, borrower }) => `${number} ${borrower}`).join('、'),
      count: lent.length,
    })
}

/** The box is tied up: what is missing of its orders is written down as it is now. */
export const closeBox = async (ctx: Context, id: number, version: number): Promise<void> => {
  const batch = await openBatch(ctx, id, version)
  if (batch.orders === 0) throw refuse('archive.isEmpty', { number: batch.number })
  await refuseLent(ctx, id)
  const after = { state: 'closed', closedBy: ctx.user.id, closedAt: ctx.now }
  await recount(ctx, id, after)
  ctx.record({ entity: 'archiveBatches', id, before: { state: batch.state }, after })
}

export const reopenBox = async (
  ctx: Context,
  { id, version, reason }: z.output<typeof archive.reopen.input>,
): Promise<void> => {
  const batch = await standingBatch(ctx, id, version)
  if (batch.state !== 'closed') throw refuse('archive.isOpen', { number: batch.number })
  const after = { state: 'open', closedBy: null, closedAt: null, reopenReason: reason }
  await recount(ctx, id, after)
  ctx.record({ entity: 'archiveBatches', id, before: { state: 'closed', closedAt: batch.closedAt }, after })
}

export const voidBox = async (
  ctx: Context,
  { id, version, reason }: z.output<typeof archive.void.input>,
): Promise<void> => {
  const batch = await openBatch(ctx, id, version)
  if (batch.orders > 0) throw refuse('archive.notEmpty', { number: batch.number, orders: batch.orders })
  const after = { state: 'void', voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 }
  await ctx.db.updateTable('archiveBatches').set(after).where('id', '=', id).execute()
  ctx.record({ entity: 'archiveBatches', id, before: { state: batch.state }, after })
}
