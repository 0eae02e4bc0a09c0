import type { Context } from '../../../context.ts'
import type { Fact, Life, Say } from './life.ts'

const carrying = (ctx: Context, orderId: number) =>
  ctx.db
    .selectFrom('deliveryNotes')
    .leftJoin('users as pickers', 'pickers.id', 'deliveryNotes.pickedBy')
    .leftJoin('users as inspectors', 'inspectors.id', 'deliveryNotes.inspectedBy')
    .leftJoin('users as counters', 'counters.id', 'deliveryNotes.countedBy')
    .leftJoin('users as releasers', 'releasers.id', 'deliveryNotes.releasedBy')
    .select([
      'deliveryNotes.id',
      'number',
      'deliveryOn',
      'pickedAt',
      'inspectedAt',
      'inspection',
      'countedAt',
      'countedPacks',
      'releasedAt',
      'totalPacks',
      'totalFen',
      'state',
      'pickers.name as picker',
      'inspectors.name as inspector',
      'counters.name as counter',
      'releasers.name as releaser',
    ])
    .where('deliveryNotes.id', 'in', (lines) =>
      lines.selectFrom('deliveryLines').select('deliveryNoteId').where('orderId', '=', orderId),
    )
    .orderBy('deliveryNotes.id')
    .limit(150)

/** Notes with goods of the order: picked, inspected, counted, left (duties 66–70). */
export const notesOf = async (ctx: Context, orderId: number, say: Say, seesMoney: boolean): Promise<Life> => {
  const rows = await carrying(ctx, orderId).execute()
  return {
    facts: rows.flatMap((row): Fact[] => {
      const fact = (at: string | null, kind: string, words: string, by: string | null): Fact[] =>
        at === null ? [] : [{ at, kind, words, by: by ?? '', word: 'deliveries', documentId: row.id }]
      // `passed`, or `failed:` and what was found
      const failed = row.inspection?.startsWith('failed:') === true
      const inspection = failed
        ? say('orders.inspectedBad', { remark: row.inspection!.slice('failed:'.length) }).trim()
        : say('orders.inspectedGood')
      const about = { number: row.number, packs: row.countedPacks ?? row.totalPacks, inspection }
      return [
        ...fact(row.pickedAt, 'picked', say('orders.factPicked', about), row.picker),
        ...fact(row.inspectedAt, 'inspected', say('orders.factInspected', about), row.inspector),
        ...fact(row.countedAt, 'counted', say('orders.factCounted', about), row.counter),
        ...fact(
          row.releasedAt,
          'delivered',
          say('orders.factDelivered', { number: row.number, packs: row.totalPacks }),
          row.releaser,
        ),
      ]
    }),
    papers: rows.map((row) => ({
      kind: 'delivery',
      id: row.id,
      number: row.number,
      on: row.deliveryOn,
      state: row.state,
      amountFen: seesMoney ? row.totalFen : null,
    })),
  }
}

/** Signed notes that came back. */
export const signedNoteFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const returned = await ctx.db
    .selectFrom('signBacks')
    .leftJoin('users', 'users.id', 'signBacks.returnedBy')
    .select(['documentId', 'documentNumber', 'returnedAt', 'state', 'difference', 'users.name'])
    .where('kind', '=', 'delivery')
    .where('documentId', 'in', (lines) =>
      lines.selectFrom('deliveryLines').select('deliveryNoteId').where('orderId', '=', orderId),
    )
    .where('returnedAt', 'is not', null)
    .execute()
  return returned.map((row) => ({
    at: row.returnedAt!,
    kind: 'noteReturned',
    words: say(row.state === 'same' ? 'orders.factNoteSigned' : 'orders.factNoteDifferent', {
      number: row.documentNumber,
      difference: row.difference ?? '',
    }),
    by: row.name ?? '',
    word: 'deliveries',
    documentId: row.documentId,
  }))
}
