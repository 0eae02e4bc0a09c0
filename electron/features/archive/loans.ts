import type { z } from 'zod'
import type { archive, Loan } from '../../../shared/archive.ts'
import { dateOf, daysBetween } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

const loanRows = (ctx: Context) =>
  ctx.db
    .selectFrom('archiveLoans')
    .innerJoin('archiveItems', 'archiveItems.id', 'archiveLoans.itemId')
    .innerJoin('archiveBatches', 'archiveBatches.id', 'archiveItems.batchId')
    .innerJoin('orders', 'orders.id', 'archiveLoans.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users as lenders', 'lenders.id', 'archiveLoans.lentBy')
    .leftJoin('users as takers', 'takers.id', 'archiveLoans.returnedBy')
    .select([
      'archiveLoans.id',
      'archiveLoans.itemId',
      'archiveItems.batchId',
      'archiveBatches.box',
      'archiveLoans.orderId',
      'orders.number as orderNumber',
      'customers.shortName as customer',
      'archiveLoans.borrower',
      'archiveLoans.papers',
      'archiveLoans.purpose',
      'archiveLoans.lentOn',
      'archiveLoans.dueOn',
      'lenders.name as lentBy',
      'archiveLoans.returnedOn',
      'takers.name as returnedBy',
      'archiveLoans.remark',
      'archiveLoans.version',
    ])

type Found = Awaited<ReturnType<ReturnType<typeof loanRows>['execute']>>[number]
const loanOf = (row: Found, today: string): Loan => ({
  ...row,
  lateDays: row.returnedOn === null ? Math.max(0, daysBetween(row.dueOn, today)) : 0,
})

const readLoan = async (ctx: Context, id: number): Promise<Loan> => {
  const row = await loanRows(ctx).where('archiveLoans.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return loanOf(row, ctx.today)
}

/** What is borrowed, the longest due first; or all that ever was, the newest first. */
export const listLoans = async (
  ctx: Context,
  { offset, limit, open }: z.output<typeof archive.loans.input>,
): Promise<{ rows: Loan[]; total: number }> => {
  const rows = loanRows(ctx).$if(open, (some) => some.where('archiveLoans.returnedOn', 'is', null))
  const { total } = await rows
    .clearSelect()
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const found = await rows
    .orderBy(open ? 'archiveLoans.dueOn' : 'archiveLoans.id', open ? 'asc' : 'desc')
    .orderBy('archiveLoans.id')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows: found.map((row) => loanOf(row, ctx.today)), total: Number(total) }
}

/** Papers leave their box: who has them, which, until when (duty 119). */
export const lend = async (ctx: Context, draft: z.output<typeof archive.lend.input>): Promise<Loan> => {
  const item = await ctx.db.selectFrom('archiveItems').selectAll().where('id', '=', draft.itemId).executeTakeFirst()
  if (!item || item.takenAt !== null) throw refuse('app.notFound')
  if (item.loanId !== null) throw refuse('archive.lentAlready')
  if (draft.lentOn > dateOf(new Date(ctx.now))) throw refuse('archive.future', {}, 'lentOn')
  if (draft.dueOn < draft.lentOn) throw refuse('archive.dueBefore', {}, 'dueOn')
  const values = { ...draft, orderId: item.orderId, lentBy: ctx.user.id, lentAt: ctx.now, version: 1 }
  const { id } = await ctx.db.insertInto('archiveLoans').values(values).returning('id').executeTakeFirstOrThrow()
  await ctx.db.updateTable('archiveItems').set({ loanId: id }).where('id', '=', item.id).execute()
  ctx.record({ entity: 'archiveLoans', id, after: values })
  return readLoan(ctx, id)
}

export const giveBack = async (
  ctx: Context,
  { loanId, version, returnedOn, remark }: z.output<typeof archive.giveBack.input>,
): Promise<Loan> => {
  const loan = await ctx.db.selectFrom('archiveLoans').selectAll().where('id', '=', loanId).executeTakeFirst()
  if (!loan) throw refuse('app.notFound')
  if (loan.version !== version) throw refuse('app.stale')
  if (loan.returnedOn !== null) throw refuse('archive.backAlready')
  if (returnedOn > dateOf(new Date(ctx.now))) throw refuse('archive.future', {}, 'returnedOn')
  if (returnedOn < loan.lentOn) throw refuse('archive.backBefore', { on: loan.lentOn }, 'returnedOn')
  const after = { returnedOn, remark, returnedBy: ctx.user.id, returnedAt: ctx.now, version: version + 1 }
  await ctx.db.updateTable('archiveLoans').set(after).where('id', '=', loanId).execute()
  await ctx.db.updateTable('archiveItems').set({ loanId: null }).where('id', '=', loan.itemId).execute()
  ctx.record({ entity: 'archiveLoans', id: loanId, before: loan, after })
  return readLoan(ctx, loanId)
}
