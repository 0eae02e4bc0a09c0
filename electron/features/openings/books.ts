import type { OpeningBook } from '../../../shared/openings.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

/** The books with their sums; a reversed note stays in its book and its sum. */
export const readBooks = async (ctx: Reader, id: number | null = null): Promise<OpeningBook[]> => {
  const rows = await ctx.db
    .selectFrom('openingBooks')
    .leftJoin('openingNotes', 'openingNotes.bookId', 'openingBooks.id')
    .select([
      'openingBooks.id',
      'switchOn',
      'checkFen',
      'lockedAt',
      'lockedByName as lockedBy',
      'openingBooks.version',
      ({ fn }) => fn.sum('openingNotes.amountFen').as('sumFen'),
      ({ fn }) => fn.count('openingNotes.id').as('notes'),
      ({ fn }) => fn.count('openingNotes.customerId').distinct().as('customers'),
    ])
    .$if(id !== null, (some) => some.where('openingBooks.id', '=', id))
    .groupBy(['openingBooks.id', 'switchOn', 'checkFen', 'lockedAt', 'lockedByName', 'openingBooks.version'])
    .orderBy('openingBooks.id', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    ...row,
    sumFen: Number(row.sumFen ?? 0),
    notes: Number(row.notes),
    customers: Number(row.customers),
  }))
}

export const readBook = async (ctx: Reader, id: number): Promise<OpeningBook> => {
  const [book] = await readBooks(ctx, id)
  if (!book) throw refuse('app.notFound')
  return book
}

/** The one book that is not locked yet. */
export const openBook = (ctx: Reader) =>
  ctx.db
    .selectFrom('openingBooks')
    .selectAll()
    .where('lockedAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()

/** The open book is another one than it was: whoever locks it has seen every note that is in it. */
export const touchBook = async (ctx: Context, id: number): Promise<void> => {
  await ctx.db
    .updateTable('openingBooks')
    .set(({ eb }) => ({ version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

export const bookToKeep = async (ctx: Context): Promise<{ id: number; switchOn: string }> => {
  const book = await openBook(ctx)
  if (!book) throw refuse('openings.noBook')
  return book
}
