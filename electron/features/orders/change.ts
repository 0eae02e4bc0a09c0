import type { Proposal } from '../../../shared/proposals.ts'
import type { OrderDraft, OrderLineDraft, OrderSource } from '../../../shared/orders.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseUnknownPictures } from '../pictures.ts'
import { releaseQuestionsOfLine } from '../questions.ts'
import { refreshQuotationsNamed } from '../quotations.ts'
import { reviewNeed } from '../reviews.ts'
import { findPrices } from './prices.ts'
import { headValues, lineValues, setTerms } from './save.ts'

type Reader = Pick<Context, 'db'>

const orderOf = async (ctx: Reader, orderId: number) => {
  const order = await ctx.db.selectFrom('orders').selectAll().where('id', '=', orderId).executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  return order
}
const allLines = (ctx: Reader, orderId: number) =>
  ctx.db.selectFrom('orderLines').selectAll().where('orderId', '=', orderId).orderBy('sequence').execute()

/** What of an order a change slip may change, as it stands now. */
export const proposalOf = async (ctx: Reader, orderId: number): Promise<Proposal> => {
  const order = await orderOf(ctx, orderId)
  const lines = (await allLines(ctx, orderId)).filter(({ cancelledAt }) => cancelledAt === null)
  return {
    customerPo: order.customerPo,
    contact: order.contact,
    phone: order.phone,
    rush: order.rush === 1,
    rushReason: order.rushReason,
    salesperson: order.salesperson,
    merchandiserId: order.merchandiserId,
    settlement: order.settlement as Proposal['settlement'],
    depositBasisPoints: order.depositBasisPoints,
    bankAccount: order.bankAccount,
    deliveryPlace: order.deliveryPlace,
    deliveryMethod: order.deliveryMethod,
    packing: order.packing,
    acceptance: order.acceptance,
    remark: order.remark,
    taxMode: order.taxMode as Proposal['taxMode'],
    taxBasisPoints: order.taxBasisPoints,
    lines: lines.map((line): OrderLineDraft => ({
      id: line.id,
      productId: line.productId,
      code: line.code,
      name: line.name,
      spec: line.spec,
      colour: line.colour,
      material: line.material,
      unit: line.unit,
      quantity: line.quantity,
      packs: line.packs,
      priceMicros: line.priceMicros,
      typedSide: line.typedSide as 'price' | 'total',
      amountFen: line.amountFen,
      netPriceMicros: line.netPriceMicros,
      dueOn: line.dueOn,
      customerPo: line.customerPo,
      newVersion: line.newVersion === 1,
      remark: line.remark,
      quotation: line.quotation,
      picture: line.picture,
    })),
  }
}

/** Lines that go, lines that are rewritten, lines that come; nothing is deleted. */
const changeLines = async (ctx: Context, draft: OrderDraft & { id: number }): Promise<void> => {
  await refuseUnknownPictures(ctx, draft.lines)
  const before = await allLines(ctx, draft.id)
  const standing = before.filter(({ cancelledAt }) => cancelledAt === null)
  const known = await findPrices(ctx, draft, draft.id)
  let sequence = before.at(-1)?.sequence ?? 0
  for (const line of standing) {
    if (draft.lines.some(({ id }) => id === line.id)) continue
    if (line.deliveredQuantity > 0) throw refuse('orders.lineDelivered', { name: line.name }, 'lines')
    // a price that was taken back is nobody's last price
    await ctx.db
      .updateTable('orderLines')
      .set({ cancelledAt: ctx.now, customerId: null })
      .where('id', '=', line.id)
      .execute()
    await releaseQuestionsOfLine(ctx, line.id)
  }
  for (const line of draft.lines) {
    const old = line.id === null ? undefined : standing.find(({ id }) => id === line.id)
    if (line.id !== null && !old) throw refuse('app.stale')
    if (!old) {
      sequence += 1
      await ctx.db
        .insertInto('orderLines')
        .values(lineValues(draft.id, draft, line, sequence, known))
        .execute()
      continue
    }
    // what went over the order within the tolerance is no reason to keep its other lines from changing
    if (line.quantity < old.deliveredQuantity && line.quantity !== old.quantity)
      throw refuse('changes.belowDelivered', {
        name: old.name,
        delivered: formatQuantity(old.deliveredQuantity),
        asked: formatQuantity(line.quantity),
        unit: old.unit,
      })
    const values = lineValues(draft.id, draft, line, old.sequence, known)
    const samePrice = old.priceMicros === values.priceMicros && old.productId === values.productId
    await ctx.db
      .updateTable('orderLines')
      .set(samePrice ? { ...values, priceSource: old.priceSource, lastPriceMicros: old.lastPriceMicros } : values)
      .where('id', '=', old.id)
      .execute()
  }
}

/** Carries an approved change out on the order itself: lines, terms, totals, deposit, 第 n 版. The caller refreshes it. */
export const changeOrder = async (ctx: Context, orderId: number, after: Proposal, edition: number): Promise<void> => {
  const order = await orderOf(ctx, orderId)
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  const draft = {
    ...after,
    id: orderId,
    customerId: order.customerId,
    source: order.source as OrderSource,
    orderedOn: order.orderedOn,
    dueOn: order.dueOn,
    proof: null,
    inboxItemIds: [],
    version: order.version,
  }
  const before = await proposalOf(ctx, orderId)
  await changeLines(ctx, draft)
  const values = headValues(draft)
  await ctx.db
    .updateTable('orders')
    .set({
      ...values,
      reviewNeeded: await reviewNeed(ctx, { ...draft, ...values }),
      edition,
      version: order.version + 1,
    })
    .where('id', '=', orderId)
    .execute()
  await setTerms(ctx, orderId, order.number, draft)
  await refreshQuotationsNamed(
    ctx,
    [...before.lines, ...after.lines].map(({ quotation }) => quotation),
  )
  ctx.record({
    entity: 'orders',
    id: orderId,
    before: { edition: order.edition, ...before },
    after: { edition, ...after },
  })
}
