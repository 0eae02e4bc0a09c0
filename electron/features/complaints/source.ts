import type { ComplaintSource } from '../../../shared/complaints.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { findByTerms } from '../../db/search.ts'

interface Asked {
  typed: string
  customerId: number | null
  noteId: number | null
  orderId: number | null
}

const wordsOf = (typed: string): string[] =>
  typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => `%${word.replaceAll(/[%_]/g, '')}%`)

const deliveredLines = (ctx: Context) =>
  ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .leftJoin('orderLines', 'orderLines.id', 'deliveryLines.orderLineId')
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryLines.quantity', '>', 0)
    .select([
      'deliveryLines.id as deliveryLineId',
      'deliveryLines.orderLineId',
      'deliveryLines.orderId',
      'deliveryLines.orderNumber',
      'deliveryLines.code',
      'deliveryLines.description',
      'deliveryLines.colour',
      'deliveryLines.unit',
      'deliveryLines.quantity',
      'deliveryNotes.customerId',
      'deliveryNotes.number as noteNumber',
      'deliveryNotes.deliveryOn',
      'deliveryNotes.contact as noteContact',
      'deliveryNotes.phone as notePhone',
      'customers.shortName',
      'customers.name as customerName',
      'customers.contact',
      'customers.phone',
      'orderLines.productId',
    ])
    .orderBy('deliveryNotes.deliveryOn', 'desc')
    .orderBy('deliveryNotes.id', 'desc')
    .orderBy('deliveryLines.sequence')
    .limit(50)

const orderedLines = (ctx: Context) =>
  ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .where('orders.voidedAt', 'is', null)
    .where('orders.checkedAt', 'is not', null)
    .where('orderLines.cancelledAt', 'is', null)
    .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')
    .select([
      'orderLines.id as orderLineId',
      'orderLines.orderId',
      'orders.number as orderNumber',
      'orderLines.code',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.colour',
      'orderLines.unit',
      'orderLines.quantity',
      'orderLines.productId',
      'orders.customerId',
      'orders.contact as noteContact',
      'orders.phone as notePhone',
      'customers.shortName',
      'customers.name as customerName',
      'customers.contact',
      'customers.phone',
    ])
    .orderBy('orders.orderedOn', 'desc')
    .orderBy('orders.id', 'desc')
    .orderBy('orderLines.sequence')
    .limit(30)

interface Person {
  noteContact: string
  notePhone: string
  contact: string
  phone: string
  shortName: string
  customerName: string
}
const personOf = ({ noteContact, notePhone, contact, phone, shortName, customerName }: Person) => ({
  customer: shortName || customerName,
  contact: noteContact || contact,
  phone: notePhone || phone,
})

type Delivered = Awaited<ReturnType<ReturnType<typeof deliveredLines>['execute']>>[number]
type Ordered = Awaited<ReturnType<ReturnType<typeof orderedLines>['execute']>>[number]

const ofDelivered = (row: Delivered): ComplaintSource => ({
  ...personOf(row),
  deliveryLineId: row.deliveryLineId,
  orderLineId: row.orderLineId,
  orderId: row.orderId,
  customerId: row.customerId,
  noteNumber: row.noteNumber,
  orderNumber: row.orderNumber,
  deliveryOn: row.deliveryOn,
  productId: row.productId,
  code: row.code,
  description: row.description,
  colour: row.colour,
  unit: row.unit,
  quantity: row.quantity,
})

const ofOrdered = (row: Ordered): ComplaintSource => ({
  ...personOf(row),
  deliveryLineId: null,
  orderLineId: row.orderLineId,
  orderId: row.orderId,
  customerId: row.customerId,
  noteNumber: '',
  orderNumber: row.orderNumber,
  deliveryOn: null,
  productId: row.productId,
  code: row.code,
  description: [row.name, row.spec].filter(Boolean).join(' '),
  colour: row.colour,
  unit: row.unit,
  quantity: row.quantity,
})

/** Rows whose note, order or notice has the number that was typed. */
const byNumber = async (ctx: Context, { typed, customerId }: Asked): Promise<ComplaintSource[]> => {
  const found = await findByTerms(ctx, ['delivery', 'order', 'po', 'notice'], typed, 8)
  const notes = found.get('delivery') ?? []
  const notices = found.get('notice') ?? []
  const ofNotices =
    notices.length === 0
      ? []
      : (await ctx.db.selectFrom('notices').select('orderId').where('id', 'in', notices).execute()).map(
          ({ orderId }) => orderId,
        )
  const orders = [...new Set([...(found.get('order') ?? []), ...(found.get('po') ?? []), ...ofNotices])]
  if (notes.length === 0 && orders.length === 0) return []
  const delivered = await deliveredLines(ctx)
    .where(({ or, eb }) =>
      or([
        eb('deliveryNotes.id', 'in', notes.length > 0 ? notes : [0]),
        eb('deliveryLines.orderId', 'in', orders.length > 0 ? orders : [0]),
      ]),
    )
    .$if(customerId !== null, (rows) => rows.where('deliveryNotes.customerId', '=', customerId!))
    .execute()
  const ordered = await orderedLines(ctx)
    .where('orders.id', 'in', orders.length > 0 ? orders : [0])
    .$if(customerId !== null, (rows) => rows.where('orders.customerId', '=', customerId!))
    .execute()
  return [...delivered.map(ofDelivered), ...ordered.map(ofOrdered)]
}

/** What a customer had or waits for, by the words that were typed: delivered first, newest on top. */
const byGoods = async (ctx: Context, { typed, customerId }: Asked): Promise<ComplaintSource[]> => {
  const words = wordsOf(typed)
  const delivered = await deliveredLines(ctx)
    .where('deliveryNotes.customerId', '=', customerId!)
    .where(({ and, or, eb }) =>
      and(
        words.map((word) =>
          or([
            eb((of) => of.fn<string>('lower', ['deliveryLines.description']), 'like', word),
            eb((of) => of.fn<string>('lower', ['deliveryLines.code']), 'like', word),
            eb((of) => of.fn<string>('lower', ['deliveryLines.colour']), 'like', word),
          ]),
        ),
      ),
    )
    .execute()
  const ordered = await orderedLines(ctx)
    .where('orders.customerId', '=', customerId!)
    .where(({ and, or, eb }) =>
      and(
        words.map((word) =>
          or([
            eb((of) => of.fn<string>('lower', ['orderLines.name']), 'like', word),
            eb((of) => of.fn<string>('lower', ['orderLines.code']), 'like', word),
            eb((of) => of.fn<string>('lower', ['orderLines.colour']), 'like', word),
          ]),
        ),
      ),
    )
    .execute()
  return [...delivered.map(ofDelivered), ...ordered.map(ofOrdered)]
}

/** Lines a complaint may be about, by any number, by goods of a customer, of one note or of one order. */
export const sourcesOf = async (ctx: Context, asked: Asked): Promise<ComplaintSource[]> => {
  if (asked.noteId !== null)
    return (await deliveredLines(ctx).where('deliveryNotes.id', '=', asked.noteId).execute()).map(ofDelivered)
  if (asked.orderId !== null) {
    const delivered = await deliveredLines(ctx).where('deliveryLines.orderId', '=', asked.orderId).execute()
    const ordered = await orderedLines(ctx).where('orders.id', '=', asked.orderId).execute()
    return [...delivered.map(ofDelivered), ...ordered.map(ofOrdered)].slice(0, 50)
  }
  const numbered = asked.typed === '' ? [] : await byNumber(ctx, asked)
  const found = numbered.length > 0 || asked.customerId === null ? numbered : await byGoods(ctx, asked)
  return found.slice(0, 50)
}

/** The line a complaint names, as it stands; refuses one of another customer or of a note that has not left. */
export const lineComplainedOf = async (
  ctx: Context,
  {
    customerId,
    deliveryLineId,
    orderLineId,
  }: { customerId: number; deliveryLineId: number | null; orderLineId: number | null },
): Promise<{ source: ComplaintSource; deliveryNoteId: number | null } | null> => {
  if (deliveryLineId !== null) {
    const row = await deliveredLines(ctx)
      .select('deliveryNotes.id as deliveryNoteId')
      .where('deliveryLines.id', '=', deliveryLineId)
      .executeTakeFirst()
    if (!row || row.customerId !== customerId) throw refuse('complaints.otherCustomer', {}, 'source')
    return { source: ofDelivered(row), deliveryNoteId: row.deliveryNoteId }
  }
  if (orderLineId === null) return null
  const line = await ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .selectAll('orderLines')
    .select(['orders.number as orderNumber', 'orders.customerId as of', 'orders.voidedAt'])
    .select(['customers.shortName', 'customers.name as customerName', 'customers.contact', 'customers.phone'])
    .where('orderLines.id', '=', orderLineId)
    .executeTakeFirst()
  if (!line || line.of !== customerId || line.voidedAt !== null || line.cancelledAt !== null)
    throw refuse('complaints.otherCustomer', {}, 'source')
  const source = ofOrdered({ ...line, customerId, orderLineId, noteContact: '', notePhone: '' })
  return { source, deliveryNoteId: null }
}
