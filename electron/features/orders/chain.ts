import { dateOf } from '../../../shared/dates.ts'
import { translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import type { OrderChain } from '../../../shared/orders.ts'
import { inTime } from '../../../shared/orderLife.ts'
import { may } from '../../../shared/permissions.ts'
import type { Context } from '../../context.ts'
import { depositGate } from '../gates.ts'
import { changesOf, reviewOf } from './changeFacts.ts'
import { checkFactsOf } from './checkFacts.ts'
import { archiveFacts, chaseFacts, codFacts } from './life/papers.ts'
import { complaintFacts } from './life/complaints.ts'
import { contactFacts, promiseFacts } from './life/customer.ts'
import { notesOf, signedNoteFacts } from './life/deliveries.ts'
import type { Fact, Life, Say } from './life/life.ts'
import { checkFacts, inboxFacts, stampFacts } from './life/order.ts'
import { processFacts } from './life/production.ts'
import { inspectionsOf } from './life/quality.ts'
import { statementsOf } from './life/statements.ts'
import { troubleFacts } from './life/troubles.ts'

const confirmationsOf = async (ctx: Context, orderId: number, say: Say) => {
  const rows = await ctx.db
    .selectFrom('signBacks')
    .innerJoin('users as senders', 'senders.id', 'signBacks.sentBy')
    .leftJoin('users as receivers', 'receivers.id', 'signBacks.returnedBy')
    .selectAll('signBacks')
    .select(['senders.name as sender', 'receivers.name as receiver'])
    .where('kind', '=', 'confirmation')
    .where('documentId', '=', orderId)
    .orderBy('signBacks.id')
    .execute()
  const facts = rows.flatMap((row): Fact[] => [
    {
      at: row.sentAt,
      kind: 'sent',
      words: say('orders.factSent', { sentTo: row.sentTo }),
      by: row.sender,
      word: 'orders',
      documentId: orderId,
      page: 'confirmation',
    },
    ...(row.returnedAt === null
      ? []
      : [
          {
            at: row.returnedAt,
            kind: 'returned',
            words: say(row.difference === null ? 'orders.factReturnedSame' : 'orders.factReturnedDifferent', {
              difference: row.difference ?? '',
            }),
            by: row.receiver ?? '',
            word: 'orders',
            documentId: orderId,
            page: 'confirmation',
          },
        ]),
  ])
  const last = rows.filter((row) => row.state !== 'cancelled').at(-1)
  const confirmation: OrderChain['confirmation'] = last
    ? {
        id: last.id,
        state: last.state as 'waiting',
        sentAt: last.sentAt,
        sentTo: last.sentTo,
        dueOn: last.dueOn,
        returnedAt: last.returnedAt,
        difference: last.difference,
        sha256: last.sha256,
        edition: last.edition,
        version: last.version,
      }
    : null
  return { facts, confirmation }
}

const moneyOf = async (ctx: Context, orderId: number, say: Say, seesMoney: boolean): Promise<Life> => {
  const parts = await ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .innerJoin('users', 'users.id', 'receipts.enteredBy')
    .select([
      'receipts.id',
      'receipts.number',
      'receipts.receivedOn',
      'receipts.enteredAt',
      'receipts.confirmedAt',
      'receipts.confirmedByName',
      'receipts.slipNumber',
      'receiptAllocations.amountFen',
      'users.name',
    ])
    .where('receipts.voidedAt', 'is', null)
    // money set against the order itself, and what moved on to the notes its goods left with
    .where((where) =>
      where.or([
        where('receiptAllocations.orderId', '=', orderId),
        where('receiptAllocations.deliveryNoteId', 'in', (lines) =>
          lines.selectFrom('deliveryLines').select('deliveryNoteId').where('orderId', '=', orderId),
        ),
      ]),
    )
    .orderBy('receipts.id')
    .execute()
  const rows = [...Map.groupBy(parts, ({ id }) => id).values()].map((of) => ({
    ...of[0]!,
    amountFen: of.reduce((sum, { amountFen }) => sum + amountFen, 0),
  }))
  const overrides = await ctx.db
    .selectFrom('gateOverrides')
    .select(['at', 'gate', 'reason', 'userName'])
    .where('orderId', '=', orderId)
    .execute()
  const amount = (fen: number): string => (seesMoney ? `¥${formatFen(fen)}` : '')
  return {
    facts: [
      ...rows.map((row): Fact => ({
        at: row.confirmedAt ?? row.enteredAt,
        kind: row.confirmedAt === null ? 'money' : 'moneyConfirmed',
        words: say(row.confirmedAt === null ? 'orders.factMoney' : 'orders.factMoneyConfirmed', {
          amount: amount(row.amountFen),
          slip: row.slipNumber,
        }),
        by: row.confirmedByName ?? row.name,
        word: 'receipts',
        documentId: row.id,
      })),
      ...overrides.map((row): Fact => ({
        at: row.at,
        kind: 'override',
        words: say('orders.factOverride', { reason: row.reason }),
        by: row.userName,
        word: null,
        documentId: null,
      })),
    ],
    papers: rows.map((row) => ({
      kind: 'receipt',
      id: row.id,
      number: row.number,
      on: row.receivedOn,
      state: row.confirmedAt === null ? 'entered' : 'confirmed',
      amountFen: seesMoney ? row.amountFen : null,
    })),
  }
}

/** The quotations an order was made of, and who answered for what held it. */
const quotedOf = async (ctx: Context, orderId: number, say: Say): Promise<Life> => {
  const rows = await ctx.db
    .selectFrom('quotations')
    .select(['quotations.id', 'quotations.number', 'quotedOn', 'stage'])
    .where('number', 'in', (lines) =>
      lines.selectFrom('orderLines').select('quotation').where('orderId', '=', orderId).where('quotation', '<>', ''),
    )
    .orderBy('quotations.id')
    .execute()
  const keyed = await ctx.db
    .selectFrom('orders')
    .innerJoin('users', 'users.id', 'orders.keyedBy')
    .select(['keyedAt', 'users.name as by'])
    .where('orders.id', '=', orderId)
    .executeTakeFirstOrThrow()
  const approvals = await ctx.db.selectFrom('gateApprovals').selectAll().where('orderId', '=', orderId).execute()
  return {
    facts: [
      ...rows.map((row): Fact => ({
        at: keyed.keyedAt,
        kind: 'quoted',
        words: say('quotations.factQuoted', { number: row.number }),
        by: keyed.by,
        word: 'quotations',
        documentId: row.id,
      })),
      ...approvals.map((row): Fact => ({
        at: row.at,
        kind: 'override',
        words: say('gates.factApproved', {
          what: say(row.gate === 'credit' ? 'gates.credit' : 'gates.newVersion'),
          reason: row.reason,
        }),
        by: row.userName,
        word: null,
        documentId: null,
      })),
    ],
    papers: may(ctx.user.role, 'prices.read')
      ? rows.map((row) => ({
          kind: 'quotation',
          id: row.id,
          number: row.number,
          on: row.quotedOn,
          state: row.stage,
          amountFen: null,
        }))
      : [],
  }
}

const noticesOf = async (ctx: Context, orderId: number, say: Say): Promise<Life> => {
  const rows = await ctx.db
    .selectFrom('notices')
    .innerJoin('users', 'users.id', 'notices.releasedBy')
    .select(['notices.id', 'number', 'releasedAt', 'state', 'voidedAt', 'users.name'])
    .where('orderId', '=', orderId)
    .execute()
  return {
    facts: rows.map((row) => ({
      at: row.releasedAt,
      kind: 'released',
      words: say('orders.factNotice', { number: row.number }),
      by: row.name,
      word: 'production',
      documentId: row.id,
    })),
    papers: rows.map((row) => ({
      kind: 'notice',
      id: row.id,
      number: row.number,
      on: row.releasedAt.slice(0, 10),
      state: row.voidedAt === null ? row.state : 'void',
      amountFen: null,
    })),
  }
}

/** The whole life of an order: facts oldest first, the papers made of it, its deposit gate (duty 120). */
export const chainOf = async (ctx: Context, orderId: number): Promise<OrderChain> => {
  const say: Say = (key, values) => translate(ctx.language, key, values)
  const seesMoney = may(ctx.user.role, 'prices.read')
  // one small function for each word that knows something of an order
  const facts = [
    ...(await stampFacts(ctx, orderId, say)),
    ...(await inboxFacts(ctx, orderId, say)),
    ...(await checkFactsOf(ctx, orderId, say)),
    ...(await checkFacts(ctx, orderId, say, seesMoney)),
    ...(await processFacts(ctx, orderId, say)),
    ...(await troubleFacts(ctx, orderId, say)),
    ...(await signedNoteFacts(ctx, orderId, say)),
    ...(await promiseFacts(ctx, orderId, say)),
    ...(await contactFacts(ctx, orderId, say)),
    ...(await complaintFacts(ctx, orderId, say)),
    ...(await chaseFacts(ctx, orderId, say)),
    ...(await codFacts(ctx, orderId, say, seesMoney)),
    ...(await archiveFacts(ctx, orderId, say)),
  ]
  const { facts: sent, confirmation } = await confirmationsOf(ctx, orderId, say)
  const lives = [
    await changesOf(ctx, orderId, say, seesMoney),
    await reviewOf(ctx, orderId, say),
    await quotedOf(ctx, orderId, say),
    await noticesOf(ctx, orderId, say),
    await moneyOf(ctx, orderId, say, seesMoney),
    await inspectionsOf(ctx, orderId, say),
    await notesOf(ctx, orderId, say, seesMoney),
    await statementsOf(ctx, orderId, say),
  ]
  const gate = await depositGate(ctx, orderId)
  return {
    facts: inTime([...facts, ...sent, ...lives.flatMap((life) => life.facts)], (at) =>
      at.length === 10 ? at : dateOf(new Date(at)),
    ).slice(-500),
    papers: lives.flatMap((life) => life.papers).slice(0, 300),
    deposit: {
      open: gate.open,
      neededFen: seesMoney ? gate.neededFen : 0,
      confirmedFen: seesMoney ? gate.confirmedFen : 0,
      overrideBy: gate.override?.by ?? null,
      overrideReason: gate.override?.reason ?? null,
    },
    confirmation,
  }
}
