import type { z } from 'zod'
import { sniffFax } from '../../../shared/faxFiles.ts'
import { may, type Permission } from '../../../shared/permissions.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { refuse } from '../../../shared/refusals.ts'
import { type SignBackKind, type SignBackRow, signBacks } from '../../../shared/signBacks.ts'
import { roleName } from '../../../shared/users.ts'
import { afterPreparing, type Context, type Handlers } from '../../context.ts'
import { carryOut, refuseIfDone } from '../changes/apply.ts'
import { ordersOfNote } from '../deliveries.ts'
import { passHolds } from '../gates/holds.ts'
import { refreshOrder } from '../orders.ts'
import { firstOpenQuestion } from '../questions.ts'
import { quotationSigned } from '../quotations.ts'
import { readOffice } from '../settings.ts'
import { openSignBack } from '../signBacks.ts'
import { copyBytes, countCopies, listCopies, readCopy } from './read.ts'

const find = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('signBacks').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  return row
}

/** The quotation and the orders whose state hangs on the signed copy of a document. */
const refreshBehind = async (
  ctx: Context,
  kind: string,
  documentId: number,
  signed: { state: 'same' | 'different'; difference: string } | null,
): Promise<void> => {
  if (kind === 'quotation') await quotationSigned(ctx, documentId, signed)
  const orderIds =
    kind === 'confirmation' ? [documentId] : kind === 'delivery' ? await ordersOfNote(ctx, documentId) : []
  for (const orderId of orderIds) await refreshOrder(ctx, orderId)
  if (kind === 'change') await carryOut(ctx, documentId)
}

interface Document {
  edition?: number
  documentNumber: string
  customerId: number | null
  factoryId?: number
  ready: boolean
  void: boolean
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
    .select(['number', 'customerId', 'voidedAt'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!statement) throw refuse('app.notFound')
  return {
    documentNumber: statement.number,
    customerId: statement.customerId,
    ready: true,
    void: statement.voidedAt !== null,
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

/** Who may say that a paper went out or came back: each paper's own people; the warehouse only its delivery notes. */
const papersOf: Record<SignBackKind, Permission> = {
  confirmation: 'orders.write',
  delivery: 'signBacks.write',
  statement: 'statements.write',
  change: 'orders.write',
  quotation: 'quotations.write',
  outsourcing: 'outsourcing.write',
}
const allowPaper = (ctx: Context, kind: string): void => {
  if (!may(ctx.user.role, papersOf[kind as SignBackKind]))
    throw refuse('app.notAllowed', { role: roleName(ctx.user.role, ctx.language) })
}

const notReadyKeys = {
  confirmation: 'signBacks.checkFirst',
  delivery: 'signBacks.releaseFirst',
  statement: 'signBacks.releaseFirst',
  change: 'changes.approveFirst',
  quotation: 'quotations.sendFirst',
  outsourcing: 'outsourcing.sendFirst',
} as const satisfies Record<SignBackKind, PhraseKey>

type Returned = z.output<typeof signBacks.markReturned.input>

const markReturned = async (ctx: Context, input: Returned, sha256: string | null): Promise<SignBackRow> => {
  const before = await find(ctx, input.id, input.version)
  allowPaper(ctx, before.kind)
  if (before.state === 'cancelled') throw refuse('signBacks.cancelledAlready', { number: before.documentNumber })
  if (before.state !== 'waiting') throw refuse('signBacks.backAlready', { number: before.documentNumber })
  if (input.result === 'different' && input.difference === '')
    throw refuse('signBacks.differenceNeeded', {}, 'difference')
  const values = {
    state: input.result,
    returnedAt: ctx.now,
    returnedBy: ctx.user.id,
    difference: input.result === 'different' ? input.difference : null,
    differenceFen: input.result === 'different' ? input.differenceFen : null,
    sha256,
  }
  await ctx.db
    .updateTable('signBacks')
    .set({ ...values, version: input.version + 1 })
    .where('id', '=', input.id)
    .execute()
  ctx.record({ entity: 'signBacks', id: input.id, before: { state: before.state }, after: values })
  await refreshBehind(ctx, before.kind, before.documentId, { state: input.result, difference: input.difference })
  return readCopy(ctx, input.id)
}

const keepCopy = async (ctx: Context, copy: Uint8Array | null): Promise<string | null> => {
  if (copy === null) return null
  if ('problem' in sniffFax(copy)) throw refuse('signBacks.copyNotReadable', {}, 'copy')
  return ctx.files.put(copy)
}

/** The paper follows its word: somebody said on the phone that it was signed, the copy came later. */
const attach = async (
  ctx: Context,
  { id, version }: z.output<typeof signBacks.attach.input>,
  sha256: string | null,
): Promise<SignBackRow> => {
  const before = await find(ctx, id, version)
  allowPaper(ctx, before.kind)
  if (before.state !== 'same' && before.state !== 'different')
    throw refuse('signBacks.notBack', { number: before.documentNumber })
  if (before.sha256 !== null) throw refuse('signBacks.copyThere', { number: before.documentNumber })
  await ctx.db
    .updateTable('signBacks')
    .set({ sha256, version: version + 1 })
    .where('id', '=', id)
    .execute()
  ctx.record({ entity: 'signBacks', id, before: { sha256: null }, after: { sha256 } })
  return readCopy(ctx, id)
}

export const signBacksHandlers: Handlers<typeof signBacks> = {
  list: listCopies,
  read: (ctx, { id }) => readCopy(ctx, id),

  async markSent(ctx, { kind, documentId, sentTo }) {
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

  async chase(ctx, { id, version, spokenTo }) {
    const before = await find(ctx, id, version)
    if (before.state !== 'waiting') throw refuse('signBacks.backAlready', { number: before.documentNumber })
    await ctx.db
      .updateTable('signBacks')
      .set({ chases: before.chases + 1, chasedAt: ctx.now, version: version + 1 })
      .where('id', '=', id)
      .execute()
    ctx.record({
      entity: 'signBacks',
      id,
      before: { chases: before.chases },
      after: { chases: before.chases + 1, spokenTo },
    })
    return readCopy(ctx, id)
  },

  markReturned: afterPreparing((ctx, { copy }) => keepCopy(ctx, copy), markReturned),
  attach: afterPreparing((ctx, { copy }) => keepCopy(ctx, copy), attach),

  async settle(ctx, { id, version, how }) {
    const before = await find(ctx, id, version)
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
    const before = await find(ctx, id, version)
    allowPaper(ctx, before.kind)
    if (before.state === 'cancelled') throw refuse('signBacks.cancelledAlready', { number: before.documentNumber })
    if (before.state === 'waiting') throw refuse('signBacks.notBack', { number: before.documentNumber })
    await refuseOnVoid(ctx, before.kind as SignBackKind, before.documentId, before.documentNumber)
    if (before.kind === 'change') await refuseIfDone(ctx, before.documentId)
    await ctx.db
      .updateTable('signBacks')
      .set({
        state: 'waiting',
        returnedAt: null,
        returnedBy: null,
        difference: null,
        differenceFen: null,
        sha256: null,
        settledAt: null,
        settledBy: null,
        settledHow: '',
        version: version + 1,
      })
      .where('id', '=', id)
      .execute()
    ctx.record({ entity: 'signBacks', id, before, after: { state: 'waiting', reason } })
    await refreshBehind(ctx, before.kind, before.documentId, null)
    return readCopy(ctx, id)
  },

  copy: (ctx, { id }) => copyBytes(ctx, id),
  counts: countCopies,
}
