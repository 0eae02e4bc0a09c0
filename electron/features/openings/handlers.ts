import { countVerdicts } from '../../../shared/imports.ts'
import { translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { differenceFen, type OpeningNote, type openings } from '../../../shared/openings.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { previewOf } from '../imports.ts'
import { takeAdjustmentBack, writeAdjustment } from '../statements/adjusting.ts'
import { bookToKeep, openBook, readBook, readBooks, touchBook } from './books.ts'
import { planImport, writeImport } from './import.ts'

const noteRows = (ctx: Pick<Context, 'db'>) =>
  ctx.db
    .selectFrom('openingNotes')
    .innerJoin('customers', 'customers.id', 'openingNotes.customerId')
    .innerJoin('openingBooks', 'openingBooks.id', 'openingNotes.bookId')
    .leftJoin('adjustments', 'adjustments.id', 'openingNotes.adjustmentId')

const noteColumns = [
  'openingNotes.id',
  'openingNotes.bookId',
  'openingNotes.customerId',
  'customers.shortName as customer',
  'openingNotes.number',
  'openingNotes.noteOn',
  'openingNotes.customerPo',
  'openingNotes.amountFen',
  'openingNotes.remark',
  'adjustments.number as adjustmentNumber',
  'openingNotes.reversedAt',
  'openingNotes.reversedReason',
  'adjustments.voidedAt',
  'adjustments.voidReason',
  'openingBooks.lockedAt',
  'openingNotes.version',
] as const

type NoteRow = Record<'reversedAt' | 'lockedAt' | 'voidedAt' | 'voidReason', string | null> & { reversedReason: string }

/** Taken back here, or its charge made void on the list of charges: either way it is off the account. */
const noteOf = <T extends NoteRow>({ reversedAt, lockedAt, voidedAt, voidReason, ...row }: T) => ({
  ...row,
  reversedReason: row.reversedReason || (voidReason ?? ''),
  reversed: reversedAt !== null || voidedAt !== null,
  locked: lockedAt !== null,
})

const readNote = async (ctx: Pick<Context, 'db'>, id: number): Promise<OpeningNote> => {
  const row = await noteRows(ctx).select(noteColumns).where('openingNotes.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return noteOf(row)
}

/** A note of the open book as it was seen; a locked one is only taken back. */
const noteToChange = async (ctx: Context, id: number, version: number): Promise<OpeningNote> => {
  const note = await readNote(ctx, id)
  if (note.version !== version) throw refuse('app.stale')
  if (note.locked) throw refuse('openings.isLocked', { number: note.number })
  return note
}

const refuseTwice = async (ctx: Context, customerId: number, number: string, but: number | null): Promise<void> => {
  const other = await noteRows(ctx)
    .select('openingNotes.id')
    .where('openingNotes.customerId', '=', customerId)
    .where('openingNotes.number', '=', number)
    .where('openingNotes.reversedAt', 'is', null)
    .where('adjustments.voidedAt', 'is', null)
    .where('openingNotes.id', '<>', but ?? 0)
    .executeTakeFirst()
  if (other) throw refuse('openings.twice', { number }, 'number')
}

/** Every note of a book becomes a charge of its customer, on the day that stands on it: as old as it is. */
const putOnAccounts = async (ctx: Context, bookId: number): Promise<void> => {
  const notes = await ctx.db.selectFrom('openingNotes').selectAll().where('bookId', '=', bookId).orderBy('id').execute()
  for (const { id, customerId, number, noteOn, customerPo, amountFen, remark } of notes) {
    const reason = translate(ctx.language, 'openings.reason', {
      words: [number, customerPo, remark].filter(Boolean).join(' '),
    })
    const adjustmentId = await writeAdjustment(ctx, {
      customerId,
      adjustedOn: noteOn,
      kind: 'opening',
      amountFen,
      reason: reason.slice(0, 200),
    })
    await ctx.db.updateTable('openingNotes').set({ adjustmentId }).where('id', '=', id).execute()
  }
}

export const openingsHandlers: Handlers<typeof openings> = {
  books: (ctx) => readBooks(ctx),

  async list(ctx, { offset, limit, bookId, customerId }) {
    let rows = noteRows(ctx)
    if (bookId !== null) rows = rows.where('openingNotes.bookId', '=', bookId)
    if (customerId !== null) rows = rows.where('openingNotes.customerId', '=', customerId)
    const { total, fen } = await rows
      .select(({ fn }) => [fn.countAll().as('total'), fn.sum('openingNotes.amountFen').as('fen')])
      .executeTakeFirstOrThrow()
    const found = await rows
      .select(noteColumns)
      .orderBy('openingNotes.bookId', 'desc')
      .orderBy('openingNotes.noteOn')
      .orderBy('openingNotes.id')
      .limit(limit)
      .offset(offset)
      .execute()
    return { rows: found.map(noteOf), total: Number(total), sumFen: Number(fen ?? 0) }
  },

  async saveBook(ctx, { id, switchOn, checkFen, version }) {
    if (switchOn > ctx.today) throw refuse('openings.switchFuture', {}, 'switchOn')
    if (id === null) {
      if (await openBook(ctx)) throw refuse('openings.bookOpen')
      const made = await ctx.db
        .insertInto('openingBooks')
        .values({ switchOn, checkFen, version: 1 })
        .returning('id')
        .executeTakeFirstOrThrow()
      ctx.record({ entity: 'openingBooks', id: made.id, after: { switchOn, checkFen } })
      return readBook(ctx, made.id)
    }
    const before = await readBook(ctx, id)
    if (before.version !== version) throw refuse('app.stale')
    if (before.lockedAt !== null) throw refuse('openings.bookLocked')
    const late = await ctx.db
      .selectFrom('openingNotes')
      .select('number')
      .where('bookId', '=', id)
      .where('noteOn', '>', switchOn)
      .limit(1)
      .executeTakeFirst()
    if (late) throw refuse('openings.laterNote', { number: late.number }, 'switchOn')
    await ctx.db
      .updateTable('openingBooks')
      .set({ switchOn, checkFen, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'openingBooks', id, before, after: { switchOn, checkFen } })
    return readBook(ctx, id)
  },

  async save(ctx, { id, version, ...draft }) {
    const book = await bookToKeep(ctx)
    if (draft.noteOn > book.switchOn)
      throw refuse('openings.afterSwitch', { on: draft.noteOn, switchOn: book.switchOn }, 'noteOn')
    await refuseTwice(ctx, draft.customerId, draft.number, id)
    const before = id === null ? undefined : await noteToChange(ctx, id, version)
    const values = { ...draft, version: version + 1 }
    if (id === null) {
      const made = await ctx.db
        .insertInto('openingNotes')
        .values({ ...values, bookId: book.id, keyedBy: ctx.user.id, keyedAt: ctx.now })
        .returning('id')
        .executeTakeFirstOrThrow()
      ctx.record({ entity: 'openingNotes', id: made.id, after: draft })
      await touchBook(ctx, book.id)
      return readNote(ctx, made.id)
    }
    await ctx.db.updateTable('openingNotes').set(values).where('id', '=', id).execute()
    ctx.record({ entity: 'openingNotes', id, before, after: draft })
    await touchBook(ctx, book.id)
    return readNote(ctx, id)
  },

  async remove(ctx, { id, version }) {
    const before = await noteToChange(ctx, id, version)
    await ctx.db.deleteFrom('openingNotes').where('id', '=', id).execute()
    ctx.record({ entity: 'openingNotes', id, before, after: null })
    await touchBook(ctx, before.bookId)
    return readBook(ctx, before.bookId)
  },

  async lock(ctx, { id, version }) {
    const book = await readBook(ctx, id)
    if (book.version !== version) throw refuse('app.stale')
    if (book.lockedAt !== null) throw refuse('openings.bookLocked')
    if (book.notes === 0) throw refuse('openings.emptyBook')
    const difference = differenceFen(book)
    if (difference === null) throw refuse('openings.noCheck', {}, 'checkFen')
    if (difference !== 0)
      throw refuse(
        'openings.differs',
        { sum: formatFen(book.sumFen), check: formatFen(book.checkFen!), difference: formatFen(difference) },
        'checkFen',
      )
    await putOnAccounts(ctx, id)
    await ctx.db
      .updateTable('openingBooks')
      .set({ lockedAt: ctx.now, lockedBy: ctx.user.id, lockedByName: ctx.user.name, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'openingBooks', id, before: book, after: { lockedBy: ctx.user.name, sumFen: book.sumFen } })
    return readBook(ctx, id)
  },

  async reverse(ctx, { id, version, reason }) {
    const note = await readNote(ctx, id)
    if (note.version !== version) throw refuse('app.stale')
    if (!note.locked) throw refuse('openings.notLocked', { number: note.number })
    if (note.reversed) throw refuse('openings.isReversed', { number: note.number })
    const { adjustmentId } = await ctx.db
      .selectFrom('openingNotes')
      .select('adjustmentId')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    if (adjustmentId !== null) await takeAdjustmentBack(ctx, adjustmentId, reason)
    await ctx.db
      .updateTable('openingNotes')
      .set({ reversedAt: ctx.now, reversedReason: reason, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'openingNotes', id, before: note, after: { reversed: true, reason } })
    return readNote(ctx, id)
  },

  importPreview: async (ctx, table) => previewOf(ctx, await planImport(ctx, table)),
  async import(ctx, { fileName, expected, ...table }) {
    const plan = await planImport(ctx, table)
    return writeImport(ctx, plan, fileName, expected, countVerdicts(plan))
  },
}
