import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { setSearchTerms } from '../../db/search.ts'
import { journeyOf } from '../journeys.ts'
import { layoutFor } from '../layouts/read.ts'
import { openNote, setFacts } from './notes.ts'

/** The red serial of the form a note is printed on: typed when it is printed, so after the release as well. */
export const setSerial = async (
  ctx: Context,
  { id, version, serial }: { id: number; version: number; serial: string },
): Promise<void> => {
  const note = await openNote(ctx, id, version, true)
  await setFacts(ctx, id, { serial })
  await setSearchTerms(ctx, 'delivery', id, note.customerId, {
    exact: [note.number, note.number.slice(2), serial, (await journeyOf(ctx, id))?.tracking ?? ''],
  })
}

/** A numbered form that no note answers for is a form missing from its book: none is printed without its serial. */
export const refuseNoSerial = async (ctx: Context, id: number): Promise<void> => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['number', 'customerId', 'serial'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!note || note.serial.trim() !== '') return
  const layout = await layoutFor(ctx, 'deliveryNote', note.customerId)
  if (layout?.content.overprint.on) throw refuse('layouts.serialMissing', { number: note.number }, 'serial')
}
