import type { z } from 'zod'
import type { PhraseKey, PhraseValues } from '../../../shared/language.ts'
import { translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { type OrderChain, OrderFact, OrderPaper } from '../../../shared/orders.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { depositGate } from '../gates.ts'
import { changesOf, reviewOf } from './changeFacts.ts'
import { checkFactsOf } from './checkFacts.ts'

type Fact = z.output<typeof OrderFact>
type Paper = z.output<typeof OrderPaper>
interface Life {
  facts: Fact[]
  papers: Paper[]
}
type Say = (key: PhraseKey, values?: PhraseValues) => string

const orderFactsOf = async (ctx: Context, orderId: number, say: Say): Promise<Fact[]> => {
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('users as keyers', 'keyers.id', 'orders.keyedBy')
    .leftJoin('users as checkers', 'checkers.id', 'orders.checkedBy')
    .leftJoin('users as repliers', 'repliers.id', 'orders.repliedBy')
    .leftJoin('users as voiders', 'voiders.id', 'orders.voidedBy')
    .select([
      'keyedAt',
      'checkedAt',
      'repliedAt',
      'voidedAt',
      'voidReason',
      'keyers.name as keyer',
      'checkers.name as checker',
      'repliers.name as replier',
      'voiders.name as voider',
    ])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  const fact = (at: string | null, kind: string, words: string, by: string | null): Fact[] =>
    at === null ? [] : [{ at, kind, words, by: by ?? '', word: null, documentId: null }]
  const calls = await ctx.db
    .selectFrom('checkCalls')
    .innerJoin('users', 'users.id', 'checkCalls.userId')
    .select(['startedAt', 'spokenTo', 'checkCalls.phone', 'users.name'])
    .where('orderId', '=', orderId)
    .execute()
  const inbox = await ctx.db
    .selectFrom('inboxItems')
    .select(['id', 'receivedAt', 'fileName', 'pages'])
    .where('orderId', '=', orderId)
    .execute()
  const file = await ctx.db
    .selectFrom('orderImports')
    .select(['fileName', 'lines'])
    .where('orderId', '=', orderId)
    .executeTakeFirst()
  const keyed = file
    ? say('orderImports.factImported', { file: file.fileName, lines: file.lines })
    : say('orders.factKeyed')
  const promises = await ctx.db
    .selectFrom('promises')
    .select(['at', 'promisedOn', 'words', 'userName'])
    .where('orderId', '=', orderId)
    .execute()
  return [
    ...inbox.map((paper): Fact => ({
      at: paper.receivedAt,
      kind: 'received',
      words: say('orders.factReceived', { file: paper.fileName, pages: paper.pages }),
      by: '',
      word: 'inbox',
      documentId: paper.id,
    })),
    ...fact(order.keyedAt, 'keyed', keyed, order.keyer),
    ...calls.flatMap((call) =>
      fact(
        call.startedAt,
        'called',
        say('orders.factCalled', { spokenTo: call.spokenTo, phone: call.phone }),
        call.name,
      ),
    ),
    ...fact(order.checkedAt, 'checked', say('orders.factChecked'), order.checker),
    ...fact(order.repliedAt, 'replied', say('orders.factReplied'), order.replier),
    ...promises.flatMap((promise) =>
      fact(
        promise.at,
        'promised',
        say('orders.factPromised', { on: promise.promisedOn, words: promise.words }),
        promise.userName,
      ),
    ),
    ...fact(order.voidedAt, 'voided', say('orders.factVoided', { reason: order.voidReason ?? '' }), order.voider),
  ]
}

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
      word: null,
      documentId: null,
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
            word: null,
            documentId: null,
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
  const rows = await ctx.db
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
    .where('receiptAllocations.orderId', '=', orderId)
    .where('receipts.voidedAt', 'is', null)
    .execute()
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
    .innerJoin('users', 'users.id', 'quotations.quotedBy')
    .select(['quotations.id', 'quotations.number', 'quotedOn', 'stage', 'users.name'])
    .where('number', 'in', (lines) =>
      lines.selectFrom('orderLines').select('quotation').where('orderId', '=', orderId).where('quotation', '<>', ''),
    )
    .orderBy('quotations.id')
    .execute()
  const keyed = await ctx.db.selectFrom('orders').select('keyedAt').where('id', '=', orderId).executeTakeFirstOrThrow()
  const approvals = await ctx.db.selectFrom('gateApprovals').selectAll().where('orderId', '=', orderId).execute()
  return {
    facts: [
      ...rows.map((row): Fact => ({
        at: keyed.keyedAt,
        kind: 'quoted',
        words: say('quotations.factQuoted', { number: row.number }),
        by: row.name,
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

const notesOf = async (ctx: Context, orderId: number, say: Say, seesMoney: boolean): Promise<Life> => {
  const rows = await ctx.db
    .selectFrom('deliveryNotes')
    .leftJoin('users', 'users.id', 'deliveryNotes.releasedBy')
    .select(['deliveryNotes.id', 'number', 'deliveryOn', 'releasedAt', 'totalPacks', 'totalFen', 'state', 'users.name'])
    .where('deliveryNotes.id', 'in', (lines) =>
      lines.selectFrom('deliveryLines').select('deliveryNoteId').where('orderId', '=', orderId),
    )
    .orderBy('deliveryNotes.id')
    .limit(150)
    .execute()
  const released = rows.filter((row) => row.releasedAt !== null)
  const ids = [0, ...released.map((row) => row.id)]
  const returned = await ctx.db
    .selectFrom('signBacks')
    .leftJoin('users', 'users.id', 'signBacks.returnedBy')
    .select(['documentId', 'documentNumber', 'returnedAt', 'state', 'difference', 'users.name'])
    .where('kind', '=', 'delivery')
    .where('documentId', 'in', ids)
    .where('returnedAt', 'is not', null)
    .execute()
  return {
    facts: [
      ...released.map((row): Fact => ({
        at: row.releasedAt!,
        kind: 'delivered',
        words: say('orders.factDelivered', { number: row.number, packs: row.totalPacks }),
        by: row.name ?? '',
        word: 'deliveries',
        documentId: row.id,
      })),
      ...returned.map((row): Fact => ({
        at: row.returnedAt!,
        kind: 'noteReturned',
        words: say(row.state === 'same' ? 'orders.factNoteSigned' : 'orders.factNoteDifferent', {
          number: row.documentNumber,
          difference: row.difference ?? '',
        }),
        by: row.name ?? '',
        word: 'deliveries',
        documentId: row.documentId,
      })),
    ],
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

/** The whole life of an order: facts oldest first, the papers made of it, its deposit gate (duty 120). */
export const chainOf = async (ctx: Context, orderId: number): Promise<OrderChain> => {
  const say: Say = (key, values) => translate(ctx.language, key, values)
  const seesMoney = may(ctx.user.role, 'prices.read')
  const own = [...(await orderFactsOf(ctx, orderId, say)), ...(await checkFactsOf(ctx, orderId, say))]
  const { facts: sent, confirmation } = await confirmationsOf(ctx, orderId, say)
  const lives = [
    await changesOf(ctx, orderId, say, seesMoney),
    await reviewOf(ctx, orderId, say),
    await quotedOf(ctx, orderId, say),
    await noticesOf(ctx, orderId, say),
    await moneyOf(ctx, orderId, say, seesMoney),
    await notesOf(ctx, orderId, say, seesMoney),
  ]
  const gate = await depositGate(ctx, orderId)
  return {
    facts: [...own, ...sent, ...lives.flatMap((life) => life.facts)]
      .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
      .slice(-500),
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
