import { codBearerKeys } from '../../../../shared/cod.ts'
import { formatFen } from '../../../../shared/money.ts'
import type { Context } from '../../../context.ts'
import type { Fact, Say } from './life.ts'

const notesOf = (ctx: Context, orderId: number) =>
  ctx.db.selectFrom('deliveryLines').select('deliveryNoteId').where('orderId', '=', orderId)

/** Every time a signed confirmation or note of the order was asked for (duty 87). */
export const chaseFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const rows = await ctx.db
    .selectFrom('signBackChases')
    .innerJoin('signBacks', 'signBacks.id', 'signBackChases.signBackId')
    .innerJoin('users', 'users.id', 'signBackChases.userId')
    .select(['signBackChases.at', 'spokenTo', 'answer', 'documentNumber', 'documentId', 'kind', 'users.name'])
    .where(({ eb, and, or }) =>
      or([
        and([eb('signBacks.kind', '=', 'confirmation'), eb('signBacks.documentId', '=', orderId)]),
        and([eb('signBacks.kind', '=', 'delivery'), eb('signBacks.documentId', 'in', notesOf(ctx, orderId))]),
      ]),
    )
    .orderBy('signBackChases.id')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    at: row.at,
    kind: row.kind === 'delivery' ? 'noteChased' : 'chased',
    words: say('signBacks.factChased', {
      number: row.documentNumber,
      said: [row.spokenTo, row.answer].filter(Boolean).join(' '),
    }),
    by: row.name,
    word: row.kind === 'delivery' ? 'deliveries' : 'orders',
    documentId: row.documentId,
  }))
}

/** What drivers collected on the order's notes and how differences were settled (duty 90). */
export const codFacts = async (ctx: Context, orderId: number, say: Say, seesMoney: boolean): Promise<Fact[]> => {
  const amount = (fen: number): string => (seesMoney ? `¥${formatFen(fen)}` : '')
  const entries = await ctx.db
    .selectFrom('codEntries')
    .innerJoin('codNotes', 'codNotes.id', 'codEntries.codNoteId')
    .innerJoin('users', 'users.id', 'codEntries.userId')
    .select(['codEntries.at', 'codEntries.driver', 'collectedFen', 'reason', 'number', 'deliveryNoteId', 'users.name'])
    .where('codNotes.deliveryNoteId', 'in', notesOf(ctx, orderId))
    .where('codEntries.reversedAt', 'is', null)
    .orderBy('codEntries.id')
    .limit(100)
    .execute()
  const settlements = await ctx.db
    .selectFrom('codSettlements')
    .innerJoin('codNotes', 'codNotes.id', 'codSettlements.codNoteId')
    .innerJoin('users', 'users.id', 'codSettlements.userId')
    .select(['codSettlements.at', 'amountFen', 'bearer', 'reason', 'number', 'deliveryNoteId', 'users.name'])
    .where('codNotes.deliveryNoteId', 'in', notesOf(ctx, orderId))
    .where('codSettlements.reversedAt', 'is', null)
    .orderBy('codSettlements.id')
    .limit(100)
    .execute()
  return [
    ...entries.map((row): Fact => ({
      at: row.at,
      kind: 'codCollected',
      words: say('cod.factCollected', {
        driver: row.driver,
        number: row.number,
        reason: row.reason,
        amount: amount(row.collectedFen),
      }),
      by: row.name,
      word: 'deliveries',
      documentId: row.deliveryNoteId,
    })),
    ...settlements.map((row): Fact => ({
      at: row.at,
      kind: 'codSettled',
      words: say('cod.factSettled', {
        number: row.number,
        reason: row.reason,
        amount: amount(row.amountFen),
        bearer: say(row.amountFen < 0 ? 'cod.bearerCredit' : codBearerKeys[row.bearer as keyof typeof codBearerKeys]),
      }),
      by: row.name,
      word: 'deliveries',
      documentId: row.deliveryNoteId,
    })),
  ]
}

/** The box the order's papers went into, and who borrowed them (duties 118, 119). */
export const archiveFacts = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const boxed = await ctx.db
    .selectFrom('archiveItems')
    .innerJoin('archiveBatches', 'archiveBatches.id', 'archiveItems.batchId')
    .innerJoin('users', 'users.id', 'archiveItems.putBy')
    .select(['putAt', 'box', 'batchId', 'users.name'])
    .where('orderId', '=', orderId)
    .where('takenAt', 'is', null)
    .execute()
  const loans = await ctx.db
    .selectFrom('archiveLoans')
    .innerJoin('archiveItems', 'archiveItems.id', 'archiveLoans.itemId')
    .innerJoin('users', 'users.id', 'archiveLoans.lentBy')
    .leftJoin('users as takers', 'takers.id', 'archiveLoans.returnedBy')
    .select(['lentAt', 'returnedAt', 'borrower', 'papers', 'batchId', 'users.name', 'takers.name as taker'])
    .where('archiveLoans.orderId', '=', orderId)
    .orderBy('archiveLoans.id')
    .limit(100)
    .execute()
  const fact = (at: string, words: string, by: string, batchId: number): Fact => ({
    at,
    kind: 'archived',
    words,
    by,
    word: 'archive',
    documentId: batchId,
  })
  return [
    ...boxed.map((row) => fact(row.putAt, say('archive.factPut', { box: row.box }), row.name, row.batchId)),
    ...loans.flatMap((row) => [
      fact(row.lentAt, say('archive.factLent', { papers: row.papers, borrower: row.borrower }), row.name, row.batchId),
      ...(row.returnedAt === null
        ? []
        : [
            fact(
              row.returnedAt,
              say('archive.factBack', { papers: row.papers, borrower: row.borrower }),
              row.taker ?? '',
              row.batchId,
            ),
          ]),
    ]),
  ]
}
