import { dateOf } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import { statementDueOn } from '../../../shared/statementDisputes.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import type { SignBackKind, SignBackRow, signBacks } from '../../../shared/signBacks.ts'
import { afterPreparing, type Context, type Handlers } from '../../context.ts'
import { refuseIfDone } from '../changes/apply.ts'
import { passHolds } from '../gates/holds.ts'
import { firstOpenQuestion } from '../questions.ts'
import { readOffice } from '../settings.ts'
import { openSignBack } from '../signBacks.ts'
import { allowTakingBack } from '../statements/disputes.ts'
import { refuseOutdated } from '../statements/ledger.ts'
import { ageingOf, listOut } from './ageing.ts'
import { chaseMany, chaseOne, chaseRows } from './chasing.ts'
import { allowPaper, findCopy, findOut } from './finding.ts'
import { chasePaper } from './paper.ts'
import { copyBytes, countCopies, listCopies, readCopy } from './read.ts'
import { attach, keepCopy, markReturned, refreshBehind, returnMany, signedLines, takeReturnBack } from './returning.ts'

interface Document {
  edition?: number
  documentNumber: string
  customerId: number | null
  factoryId?: number
  ready: boolean
  void: boolean
  /** The day its paper asks for it back; default: the office's days from today. */
  dueOn?: string
}

/** A quotation is out once its newest version was sent from its own page. */
const quotationToSign = async (ctx: Context, id: number) => {
  const row = await ctx.db
    .selectFrom('quotations')
    .select(['number as documentNumber', 'customerId', 'stage', 'voidedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row || row.customerId === null) throw refuse('app.notFound')
  return { ...row, customerId: row.customerId, ready: row.stage === 'sent' }
}

/** 外协加工单: the factory signs it (duty 71). */
const slipToSign = async (ctx: Context, id: number): Promise<Document> => {
  const slip = await ctx.db
    .selectFrom('outsideSlips')
    .select(['number', 'factoryId', 'edition', 'voidedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!slip) throw refuse('app.notFound')
  const { number: documentNumber, factoryId, edition, voidedAt } = slip
  return { documentNumber, customerId: null, factoryId, edition, ready: true, void: voidedAt !== null }
}

/** The paper itself: whose it is, and whether it may go out yet. */
const findDocument = async (ctx: Context, kind: SignBackKind, id: number): Promise<Document> => {
  if (kind === 'confirmation') {
    const order = await ctx.db
      .selectFrom('orders')
      .select(['number', 'customerId', 'checkedAt', 'voidedAt', 'edition'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!order) throw refuse('app.notFound')
    const asked = await firstOpenQuestion(ctx, id)
    if (asked && order.voidedAt === null)
      throw refuse('questions.holds', { number: order.number, line: asked.line, question: asked.question })
    return {
      documentNumber: order.number,
      customerId: order.customerId,
      ready: order.checkedAt !== null,
      void: order.voidedAt !== null,
      edition: order.edition,
    }
  }
  if (kind === 'delivery') {
    const note = await ctx.db
      .selectFrom('deliveryNotes')
      .select(['number', 'customerId', 'releasedAt', 'voidedAt'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!note) throw refuse('app.notFound')
    return {
      documentNumber: note.number,
      customerId: note.customerId,
      ready: note.releasedAt !== null,
      void: note.voidedAt !== null,
    }
  }
  if (kind === 'change') {
    const change = await ctx.db
      .selectFrom('orderChanges')
      .select(['number', 'customerId', 'state'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!change) throw refuse('app.notFound')
    return {
      documentNumber: change.number,
      customerId: change.customerId,
      ready: change.state === 'toSign' || change.state === 'done',
      void: change.state === 'withdrawn',
    }
  }
  if (kind === 'outsourcing') return slipToSign(ctx, id)
  if (kind === 'quotation') {
    const quotation = await quotationToSign(ctx, id)
    return { ...quotation, void: quotation.voidedAt !== null }
  }
  const statement = await ctx.db
    .selectFrom('statements')
    .select(['number', 'customerId', 'voidedAt', 'madeAt', 'periodTo'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!statement) throw refuse('app.notFound')
  return {
    documentNumber: statement.number,
    customerId: statement.customerId,
    ready: true,
    void: statement.voidedAt !== null,
    dueOn: statementDueOn({
      madeOn: dateOf(new Date(statement.madeAt)),
      periodTo: statement.periodTo,
      today: ctx.today,
      days: (await readOffice(ctx)).signBackDays.statement,
    }),
  }
}

/** Refuses what is about a paper out of the world: void, or a slip that was withdrawn or refused, or of a void order. */
const refuseOnVoid = async (ctx: Context, kind: SignBackKind, id: number, number: string): Promise<void> => {
  const gone =
    kind === 'change'
      ? await ctx.db
          .selectFrom('orderChanges')
          .innerJoin('orders', 'orders.id', 'orderChanges.orderId')
          .select('orderChanges.id')
          .where('orderChanges.id', '=', id)
          .where(({ eb, or }) => or([eb('withdrawnAt', 'is not', null), eb('orders.voidedAt', 'is not', null)]))
          .executeTakeFirst()
      : await ctx.db
          .selectFrom(tableOf[kind])
          .select('id')
          .where('id', '=', id)
          .where('voidedAt', 'is not', null)
          .executeTakeFirst()
  if (gone) throw refuse('signBacks.paperGone', { number })
}
const tableOf = {
  confirmation: 'orders',
  delivery: 'deliveryNotes',
  statement: 'statements',
  quotation: 'quotations',
  outsourcing: 'outsideSlips',
} as const

const notReadyKeys = {
  confirmation: 'signBacks.checkFirst',
  delivery: 'signBacks.releaseFirst',
  statement: 'signBacks.releaseFirst',
  change: 'changes.approveFirst',
  quotation: 'quotations.sendFirst',
  outsourcing: 'outsourcing.sendFirst',
} as const satisfies Record<SignBackKind, PhraseKey>

export const signBacksHandlers: Handlers<typeof signBacks> = {
  list: listCopies,
  read: (ctx, { id }) => readCopy(ctx, id),

  async markSent(ctx, { kind, documentId, sentTo, sure }) {
    allowPaper(ctx, kind)
    const paper = await findDocument(ctx, kind, documentId)
    if (paper.void) throw refuse('signBacks.isVoid', { number: paper.documentNumber })
    if (!paper.ready) throw refuse(notReadyKeys[kind], { number: paper.documentNumber })
    const standing = await ctx.db
      .selectFrom('signBacks')
      .select('state')
      .where('kind', '=', kind)
      .where('documentId', '=', documentId)
      .where('state', '=', 'same')
      .where('edition', '=', paper.edition ?? 1)
      .executeTakeFirst()
    if (standing) throw refuse('signBacks.backAlready', { number: paper.documentNumber })
    if (kind === 'statement' && !sure) await refuseOutdated(ctx, documentId)
    if (kind === 'confirmation')
      await passHolds(ctx, { id: documentId, number: paper.documentNumber }, undefined, 'credit')
    const { signBackDays } = await readOffice(ctx)
    await openSignBack(ctx, {
      kind,
      documentId,
      documentNumber: paper.documentNumber,
      customerId: paper.customerId,
      factoryId: paper.factoryId ?? null,
      sentTo,
      edition: paper.edition ?? 1,
      days: signBackDays[kind === 'change' ? 'confirmation' : kind],
      ...(paper.dueOn === undefined ? {} : { dueOn: paper.dueOn }),
    })
    if (kind !== 'quotation') await refreshBehind(ctx, kind, documentId, null)
    const { id } = await ctx.db
      .selectFrom('signBacks')
      .select('id')
      .where('kind', '=', kind)
      .where('documentId', '=', documentId)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirstOrThrow()
    return readCopy(ctx, id)
  },

  async chase(ctx, input) {
    await chaseOne(ctx, input)
    return readCopy(ctx, input.id)
  },
  chaseMany,
  chaseRows: (ctx, { id }) => chaseRows(ctx, id),
  ageing: (ctx, { by }) => ageingOf(ctx, by),
  outOf: listOut,
  chasePaper,
  async find(ctx, { typed }) {
    const rows: SignBackRow[] = []
    for (const id of await findOut(ctx, typed)) rows.push(await readCopy(ctx, id))
    return rows
  },
  signedLines: (ctx, { id }) => signedLines(ctx, id),
  returnMany,

  markReturned: afterPreparing((ctx, { copy }) => keepCopy(ctx, copy), markReturned),
  attach: afterPreparing((ctx, { copy }) => keepCopy(ctx, copy), attach),

  async settle(ctx, { id, version, how }) {
    const before = await findCopy(ctx, id, version)
    allowPaper(ctx, before.kind)
    if (before.state !== 'different') throw refuse('signBacks.nothingToSettle', { number: before.documentNumber })
    const values = { settledAt: ctx.now, settledBy: ctx.user.id, settledHow: how }
    await ctx.db
      .updateTable('signBacks')
      .set({ ...values, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'signBacks', id, before: { settledAt: before.settledAt }, after: values })
    return readCopy(ctx, id)
  },

  async undo(ctx, { id, version, reason }) {
    const before = await findCopy(ctx, id, version)
    allowPaper(ctx, before.kind)
    if (before.state === 'cancelled') throw refuse('signBacks.cancelledAlready', { number: before.documentNumber })
    if (before.state === 'waiting') throw refuse('signBacks.notBack', { number: before.documentNumber })
    await refuseOnVoid(ctx, before.kind as SignBackKind, before.documentId, before.documentNumber)
    if (before.kind === 'change') await refuseIfDone(ctx, before.documentId)
    if (before.kind === 'statement') await allowTakingBack(ctx, before.documentId)
    await takeReturnBack(ctx, before, reason)
    return readCopy(ctx, id)
  },

  copy: (ctx, { id }) => copyBytes(ctx, id),
  counts: countCopies,
}
