import type { Insertable, Selectable } from 'kysely'
import { type CheckField, checkFields } from '../../../shared/checks.ts'
import {
  type OrderDraft,
  type OrderLineDraft,
  type OrderTotals,
  orderTotals,
  type SavedOrder,
} from '../../../shared/orders.ts'
import { priceLine, taxRate } from '../../../shared/lineTax.ts'
import { type OrderState, urgencyOf } from '../../../shared/orderStates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { nextNumber } from '../../db/numbering.ts'
import type { OrderLinesTable, OrdersTable } from '../../db/schemaMasters.ts'
import { setTermsOfKinds } from '../../db/search.ts'
import { statement } from '../../db/statement.ts'
import { dropLineMarks, dropMarks, forgetCheck } from '../checks.ts'
import { linkPapers, notePaper, papersOfOrder } from '../inbox.ts'
import { refuseUnknownPictures } from '../pictures.ts'
import { earliestDue, refreshOrder } from '../orders.ts'
import { fieldValue } from './correct.ts'
import { refreshQuotationsNamed } from '../quotations.ts'
import { reviewNeed } from '../reviews.ts'
import { readOffice } from '../settings.ts'
import {
  refuseBrokenLines,
  refuseLooserTerms,
  refuseOtherCustomer,
  refuseSecondKeyer,
  refuseStrangeAccount,
  refuseStrangeDays,
} from './guards.ts'
import { findPrices, type KnownPrices, nothingKnown, sourceOf } from './prices.ts'

type OldLine = Selectable<OrderLinesTable>
type NewLine = Insertable<OrderLinesTable>

const flag = (value: boolean): 0 | 1 => (value ? 1 : 0)

export const lineValues = (
  orderId: number,
  draft: OrderDraft,
  line: OrderLineDraft,
  sequence: number,
  known: KnownPrices,
): NewLine => {
  const { id: _, newVersion, ...fields } = line
  const { priceMicros, amountFen } = priceLine(line, taxRate(draft))
  const netPriceMicros = line.netPriceMicros ?? null
  return {
    ...fields,
    orderId,
    customerId: draft.customerId,
    sequence,
    priceMicros,
    amountFen,
    netPriceMicros,
    // a line keyed without tax is delivered as a typed total: its parts add up to the amount that was agreed
    typedSide: netPriceMicros === null ? line.typedSide : 'total',
    newVersion: flag(newVersion),
    ...sourceOf(known, line, priceMicros),
  }
}

export const headValues = (draft: OrderDraft) => {
  const { id: _, lines, inboxItemIds: __, version: ___, proof: ____, rush, ...head } = draft
  return { ...head, rush: flag(rush), dueOn: earliestDue(lines), ...orderTotals(lines, draft) }
}

export const setTerms = async (ctx: Context, id: number, number: string, draft: OrderDraft): Promise<void> => {
  // DH261122-03 is found by 261122-03 and by 1122-03 as well: that is how it is said on the phone
  const row = { rowId: id, customerId: draft.customerId, fresh: draft.id === null }
  const numbers = new Set([draft.customerPo, ...draft.lines.map((line) => line.customerPo)])
  await setTermsOfKinds(ctx, [
    { kind: 'order', rows: [{ ...row, terms: { exact: [number, number.slice(2), number.slice(4)] } }] },
    { kind: 'po', rows: [{ ...row, terms: { anywhere: [...numbers] } }] },
  ])
}

/** Links the papers keyed from, and notes the one that stays on paper (duty 2). */
const setPapers = async (ctx: Context, orderId: number, draft: OrderDraft): Promise<void> => {
  const ids = [...draft.inboxItemIds]
  if (draft.id === null && ids.length > 0) await linkPapers(ctx, orderId, draft.customerId, ids)
  const noted = draft.id === null ? [] : (await papersOfOrder(ctx, orderId)).filter((paper) => paper.sha256 === '')
  const same = noted.find((paper) => paper.fileName === draft.proof?.number && paper.pages === draft.proof.pages)
  if (same) ids.push(same.id)
  if (draft.id !== null) await linkPapers(ctx, orderId, draft.customerId, ids)
  if (draft.proof && !same) await notePaper(ctx, { ...draft.proof, customerId: draft.customerId, orderId })
}

const savedOrder = (
  {
    id,
    number,
    state,
    version,
    ...totals
  }: { id: number; number: string; state: string; version: number } & OrderTotals,
  lines: SavedOrder['lines'],
): SavedOrder => {
  const { totalFen, totalQuantity, totalPacks, depositFen } = totals
  return {
    id,
    number,
    state: state as OrderState,
    totalFen,
    totalQuantity,
    totalPacks,
    depositFen,
    lines: lines.sort((a, b) => a.sequence - b.sequence),
    version,
  }
}

const insertOrder = async (ctx: Context, draft: OrderDraft): Promise<SavedOrder> => {
  const office = await readOffice(ctx)
  const head = headValues(draft)
  const number = await nextNumber(ctx, 'DH', ctx.today)
  const values: Insertable<OrdersTable> = {
    ...head,
    number,
    fourEyes: flag(office.fourEyes),
    signatureNeeded: flag(office.signedConfirmationNeeded),
    reviewNeeded: await reviewNeed(ctx, { ...draft, ...head }),
    keyedBy: ctx.user.id,
    keyedAt: ctx.now,
    state: 'toCheck',
    urgency: urgencyOf('toCheck', draft.rush, head.dueOn),
    version: 1,
  }
  const [made] = await insertMany(ctx.db, 'orders', [values], { returning: ['id'] })
  const id = Number(made!['id'])
  const known = await findPrices(ctx, draft, null)
  const lines = draft.lines.map((line, index) => lineValues(id, draft, line, index + 1, known))
  const written = await insertMany(ctx.db, 'orderLines', lines, { returning: ['id', 'sequence'] })
  const kept = written.map((line) => ({ id: Number(line['id']), sequence: Number(line['sequence']) }))
  await setTerms(ctx, id, number, draft)
  await setPapers(ctx, id, draft)
  ctx.record({ entity: 'orders', id, after: { ...values, lines } })
  await refreshQuotationsNamed(
    ctx,
    lines.map(({ quotation }) => quotation ?? ''),
  )
  return savedOrder({ ...values, id, state: 'toCheck' }, kept)
}

/** Fields of a line that say something else than before: their marks no longer hold. */
const changedFields = (before: OldLine, after: NewLine): CheckField[] =>
  checkFields.filter(
    (field) =>
      fieldValue(before, field) !== fieldValue({ ...before, ...after } as OldLine, field) ||
      (field === 'quantity' && before.unit !== after.unit),
  )

/** Whether two versions of a line would print or cost differently. */
const sameLine = (before: OldLine, after: NewLine): boolean =>
  (
    [
      'productId',
      'code',
      'name',
      'spec',
      'colour',
      'material',
      'unit',
      'quantity',
      'packs',
      'priceMicros',
      'amountFen',
      'netPriceMicros',
      'dueOn',
      'customerPo',
      'newVersion',
      'remark',
      'picture',
    ] as const
  ).every((key) => before[key] === after[key])

/** Writes the lines of an order that is not checked. True when goods or money of a line are others than before. */
const rewriteLines = async (ctx: Context, orderId: number, before: OldLine[], draft: OrderDraft): Promise<boolean> => {
  const known = await findPrices(ctx, draft, orderId)
  const kept = new Set(draft.lines.map((line) => line.id))
  let rewritten = false
  for (const line of before) {
    if (kept.has(line.id)) continue
    rewritten = true
    if (line.deliveredQuantity > 0) throw refuse('orders.lineDelivered', { name: line.name }, 'lines')
    await dropLineMarks(ctx, line.id)
    await ctx.db.deleteFrom('orderLines').where('id', '=', line.id).execute()
  }
  // out of the way first: two lines that change places would meet on their sequence
  await ctx.db
    .updateTable('orderLines')
    .set(({ eb }) => ({ sequence: eb('sequence', '+', 1000) }))
    .where('orderId', '=', orderId)
    .execute()
  for (const [index, line] of draft.lines.entries()) {
    const values = lineValues(orderId, draft, line, index + 1, known)
    const old = before.find((row) => row.id === line.id)
    if (!old) {
      rewritten = true
      await ctx.db.insertInto('orderLines').values(values).execute()
      continue
    }
    const samePrice = old.priceMicros === values.priceMicros && old.productId === values.productId
    await ctx.db
      .updateTable('orderLines')
      .set(samePrice ? { ...values, priceSource: old.priceSource, lastPriceMicros: old.lastPriceMicros } : values)
      .where('id', '=', old.id)
      .execute()
    const fields = changedFields(old, values)
    rewritten ||= fields.length > 0
    await dropMarks(ctx, old.id, fields)
  }
  return rewritten
}

/** What the customer agreed on beside the lines; who follows an order and how fast is the house's own affair. */
const agreedFields = [
  'customerId',
  'customerPo',
  'orderedOn',
  'settlement',
  'depositBasisPoints',
  'bankAccount',
  'deliveryPlace',
  'deliveryMethod',
  'packing',
  'acceptance',
  'remark',
  'taxMode',
  'taxBasisPoints',
] as const satisfies readonly (keyof OrderDraft)[]

/** After the call-back an order stands as it was agreed: anything of that is changed by a change slip (duty 93). */
const refuseAfterCheck = (order: Selectable<OrdersTable>, before: OldLine[], draft: OrderDraft): void => {
  const known = nothingKnown()
  const same =
    before.length === draft.lines.length &&
    draft.lines.every(
      (line, index) =>
        before[index]?.id === line.id && sameLine(before[index], lineValues(order.id, draft, line, index + 1, known)),
    )
  const changed = agreedFields.find((key) => order[key] !== draft[key])
  if (!same || changed !== undefined)
    throw refuse('orders.checkedLines', { number: order.number }, same ? changed : 'lines')
}

/** Whether no saved line is sent twice: it would be counted twice and kept once. */
const eachOnce = (lines: readonly OrderLineDraft[]): boolean => {
  const ids = lines.flatMap(({ id }) => id ?? [])
  return new Set(ids).size === ids.length
}

const linesNow = (ctx: Context, orderId: number) =>
  ctx.db.selectFrom('orderLines').select('quotation').where('orderId', '=', orderId).execute()

const updateOrder = async (ctx: Context, draft: OrderDraft & { id: number }): Promise<SavedOrder> => {
  const order = await ctx.db.selectFrom('orders').selectAll().where('id', '=', draft.id).executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  if (order.version !== draft.version) throw refuse('app.stale')
  if ((order.source === 'complaint') !== (draft.source === 'complaint'))
    throw refuse('complaints.orderSource', {}, 'source')
  const before = await ctx.db
    .selectFrom('orderLines')
    .selectAll()
    .where('orderId', '=', draft.id)
    .where('cancelledAt', 'is', null)
    .orderBy('sequence')
    .execute()
  const strange = draft.lines.find((line) => line.id !== null && !before.some((row) => row.id === line.id))
  if (strange || !eachOnce(draft.lines)) throw refuse('app.stale')
  refuseBrokenLines(draft.lines, before)
  if (order.customerId !== draft.customerId) await refuseOtherCustomer(ctx, order)
  const rewritten = order.checkedAt === null && (await rewriteLines(ctx, draft.id, before, draft))
  if (rewritten) await refuseSecondKeyer(ctx, order)
  if (order.checkedAt !== null) refuseAfterCheck(order, before, draft)
  if (order.customerId !== draft.customerId && order.checkedAt === null) await forgetCheck(ctx, draft.id)
  await refuseLooserTerms(ctx, draft, order.customerId === draft.customerId ? order : null)
  await refuseStrangeAccount(ctx, draft.bankAccount, order.bankAccount)
  const head = headValues(draft)
  const reviewNeeded = order.checkedAt === null ? await reviewNeed(ctx, { ...draft, ...head }) : order.reviewNeeded
  // who keyed the lines anew is who may not check them (four eyes)
  const values = { ...head, reviewNeeded, ...(rewritten ? { keyedBy: ctx.user.id, keyedAt: ctx.now } : {}) }
  await ctx.db
    .updateTable('orders')
    .set({ ...values, version: draft.version + 1 })
    .where('id', '=', draft.id)
    .execute()
  await setTerms(ctx, draft.id, order.number, draft)
  await setPapers(ctx, draft.id, draft)
  // what was called back was called back from a paper: it stays (duty 2)
  if (order.checkedAt !== null && (await papersOfOrder(ctx, draft.id)).length === 0)
    throw refuse('checks.paperFirst', { number: order.number }, 'proof')
  ctx.record({
    entity: 'orders',
    id: draft.id,
    before: { ...order, lines: before },
    after: { ...values, lines: draft.lines },
  })
  await refreshOrder(ctx, draft.id)
  await refreshQuotationsNamed(
    ctx,
    [...before, ...(await linesNow(ctx, draft.id))].map((line) => line.quotation),
  )
  const now = await ctx.db.selectFrom('orders').selectAll().where('id', '=', draft.id).executeTakeFirstOrThrow()
  return savedOrder(
    now,
    await ctx.db.selectFrom('orderLines').select(['id', 'sequence']).where('orderId', '=', draft.id).execute(),
  )
}

const customerAndMerchandiser = statement((db, customerId: number, merchandiserId: number) =>
  db
    .selectFrom('customers')
    .leftJoin('users', (join) => join.on('users.id', '=', merchandiserId).on('users.active', '=', 1))
    .select(['customers.active', 'customers.shortName', 'users.id as merchandiserId'])
    .where('customers.id', '=', customerId),
)

/** Saves a new order under the next DH number, or an edited one while its version still stands. */
export const saveOrder = async (ctx: Context, draft: OrderDraft): Promise<SavedOrder> => {
  const [customer] = await customerAndMerchandiser(ctx.db, draft.customerId, draft.merchandiserId)
  if (!customer) throw refuse('orders.customerNeeded', {}, 'customerId')
  if (customer.merchandiserId === null) throw refuse('orders.unknownMerchandiser', {}, 'merchandiserId')
  if (customer.active !== 1 && draft.id === null)
    throw refuse('orders.customerRetired', { customer: customer.shortName }, 'customerId')
  refuseStrangeDays(ctx, draft.lines)
  await refuseUnknownPictures(ctx, draft.lines)
  if (draft.rush && draft.rushReason === '') throw refuse('orders.rushReasonNeeded', {}, 'rushReason')
  if (draft.id !== null) return updateOrder(ctx, { ...draft, id: draft.id })
  if (draft.source === 'complaint') throw refuse('complaints.orderSource', {}, 'source')
  refuseBrokenLines(draft.lines, [])
  await refuseLooserTerms(ctx, draft, null)
  await refuseStrangeAccount(ctx, draft.bankAccount, '')
  return insertOrder(ctx, draft)
}
