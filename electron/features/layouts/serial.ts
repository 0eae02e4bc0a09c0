import type { z } from 'zod'
import type { layouts } from '../../../shared/layouts.ts'
import type { Context } from '../../context.ts'
import { layoutFor } from './read.ts'

/** A serial as it is printed on a form: the letters of its book, and the number. */
const partsOf = (serial: string): { book: string; number: number; digits: number } | null => {
  const match = /^(.*?)(\d{1,12})$/.exec(serial)
  return match ? { book: match[1]!, number: Number(match[2]), digits: match[2]!.length } : null
}
const written = (book: string, number: number, digits: number): string => book + String(number).padStart(digits, '0')

/** `No.000132` and `000132` are the same form: the word before the number is no letter of its book. */
const bareBook = (book: string): string => book.replace(/^no[.:\s]*/i, '')
const waysWritten = (serial: string): string[] => {
  const bare = bareBook(serial)
  return [serial, bare, ...['No.', 'NO.', 'no.', 'No', 'NO', 'No. ', 'No ', 'NO '].map((word) => word + bare)]
}

/** A book has fifty or a hundred forms in a row: so far back a note of the same book is looked for. */
const lookBack = 500

/**
 * The red serial of a pre-printed form (papers.md: typed beside our number): who has it already, how many forms were left
 * out since the last one of its book, which comes next. Void notes keep theirs: the form is gone all the same.
 */
export const serialAnswer = async (
  ctx: Context,
  { serial, noteId, customerId }: z.output<typeof layouts.serial.input>,
): Promise<z.output<typeof layouts.serial.output>> => {
  const wanted = (await layoutFor(ctx, 'deliveryNote', customerId))?.content.overprint.on ?? false
  const rows = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['id', 'number', 'serial'])
    .where('serial', '<>', '')
    .$if(noteId !== null, (query) => query.where('id', '<>', noteId))
    .orderBy('id', 'desc')
    .limit(lookBack)
    .execute()
  const used = serial === '' ? undefined : await sameSerial(ctx, serial, noteId)
  const typed = partsOf(serial)
  const last = rows
    .map((row) => partsOf(row.serial))
    .find((parts) => parts && (!typed || bareBook(parts.book) === bareBook(typed.book)))
  const skipped = typed && last && typed.number > last.number + 1 ? typed.number - last.number - 1 : 0
  return {
    usedBy: used?.number ?? '',
    skipped,
    last: last ? written(last.book, last.number, last.digits) : '',
    next: last ? written(last.book, last.number + 1, last.digits) : '',
    wanted,
  }
}

const sameSerial = (ctx: Context, serial: string, noteId: number | null) =>
  ctx.db
    .selectFrom('deliveryNotes')
    .select('number')
    .where('serial', 'in', waysWritten(serial))
    .$if(noteId !== null, (query) => query.where('id', '<>', noteId))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
