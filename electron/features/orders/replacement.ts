import type { Insertable } from 'kysely'
import { urgencyOf } from '../../../shared/orderStates.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import type { OrdersTable } from '../../db/schemaMasters.ts'
import { setSearchTerms } from '../../db/search.ts'
import { findOrder, refreshOrder } from '../orders.ts'
import { voidOrder } from './voiding.ts'

/** Goods made again for a confirmed complaint; quantity in thousandths. */
export interface ReplacementLine {
  productId: number | null
  code: string
  name: string
  spec: string
  colour: string
  material: string
  unit: string
  quantity: number
  remark: string
}
interface Asked {
  customerId: number
  /** The order whose goods are complained of, for its terms; null: those of the customer. */
  sourceOrderId: number | null
  /** 补件单号, found like a customer's own number. */
  slipNumber: string
  confirmedBy: number
  confirmedAt: string
  dueOn: string
  remark: string
  lines: ReplacementLine[]
}

const termsOf = async (ctx: Context, { customerId, sourceOrderId }: Asked) => {
  if (sourceOrderId !== null) {
    const order = await findOrder(ctx, sourceOrderId)
    const { contact, phone, salesperson, merchandiserId, settlement, deliveryPlace, deliveryMethod, packing } = order
    const { acceptance, taxMode, taxBasisPoints } = order
    return {
      contact,
      phone,
      salesperson,
      merchandiserId,
      settlement,
      deliveryPlace,
      deliveryMethod,
      packing,
      acceptance,
      taxMode,
      taxBasisPoints,
    }
  }
  const { contact, phone, settlement, address } = await ctx.db
    .selectFrom('customers')
    .select(['contact', 'phone', 'settlement', 'address'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  return {
    contact,
    phone,
    salesperson: '',
    merchandiserId: ctx.user.id,
    settlement,
    deliveryPlace: address,
    deliveryMethod: '',
    packing: '',
    acceptance: '',
    taxMode: 'included',
    taxBasisPoints: 0,
  }
}

/**
 * The order a 补件单 is made by (papers.md 4.9: 补件 is an attribute of an order): at no price, checked by the manager's
 * word on the complaint, so that it goes to the workshop by a notice like any other and to no statement.
 */
export const openReplacementOrder = async (
  ctx: Context,
  asked: Asked,
): Promise<{ id: number; number: string; lineIds: number[] }> => {
  const number = await nextNumber(ctx, 'DH', ctx.today)
  const values: Insertable<OrdersTable> = {
    ...(await termsOf(ctx, asked)),
    number,
    customerId: asked.customerId,
    source: 'complaint',
    customerPo: asked.slipNumber,
    orderedOn: ctx.today,
    dueOn: asked.dueOn,
    rush: 0,
    rushReason: '',
    depositBasisPoints: 0,
    bankAccount: '',
    remark: asked.remark,
    totalFen: 0,
    totalQuantity: asked.lines.reduce((sum, { quantity }) => sum + quantity, 0),
    totalPacks: 0,
    depositFen: 0,
    fourEyes: 0,
    signatureNeeded: 0,
    reviewNeeded: 0,
    keyedBy: ctx.user.id,
    keyedAt: ctx.now,
    checkedBy: asked.confirmedBy,
    checkedAt: asked.confirmedAt,
    state: 'toRelease',
    urgency: urgencyOf('toRelease', false, asked.dueOn),
    version: 1,
  }
  const { id } = await ctx.db.insertInto('orders').values(values).returning('id').executeTakeFirstOrThrow()
  const lineIds: number[] = []
  for (const [index, line] of asked.lines.entries()) {
    const written = await ctx.db
      .insertInto('orderLines')
      .values({
        ...line,
        orderId: id,
        // goods for nothing are nobody's last price
        customerId: null,
        sequence: index + 1,
        packs: 0,
        priceMicros: 0,
        typedSide: 'price',
        amountFen: 0,
        netPriceMicros: null,
        priceSource: 'typed',
        lastPriceMicros: null,
        dueOn: asked.dueOn,
        customerPo: '',
        newVersion: 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    lineIds.push(written.id)
  }
  await setSearchTerms(ctx, 'order', id, asked.customerId, { exact: [number, number.slice(2), number.slice(4)] })
  ctx.record({ entity: 'orders', id, after: { ...values, lines: asked.lines } })
  await refreshOrder(ctx, id)
  return { id, number, lineIds }
}

/** Takes such an order back; refused while a notice or a note stands on it. */
export const voidReplacementOrder = async (ctx: Context, id: number, reason: string): Promise<void> => {
  const { voidedAt, version } = await findOrder(ctx, id)
  if (voidedAt === null) await voidOrder(ctx, { id, version, reason })
}
