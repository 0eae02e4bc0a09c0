import {
  askedFields,
  type Check,
  checkFields,
  type CheckWay,
  checkWayOf,
  type CheckField,
  type CheckLine,
  type CheckMark,
  fieldsOfWay,
} from '../../../shared/checks.ts'
import type { OrderState } from '../../../shared/orderStates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Office } from '../../../shared/settings.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../db/statement.ts'
import { blindState, countOfBlind, standingBlind } from '../blindKeys.ts'
import { papersOfOrder } from '../inbox.ts'
import { companyName, readOffice } from '../settings.ts'
import { bandsOf } from './bands.ts'

const orderOf = statement((db, orderId: number) =>
  db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users as keyers', 'keyers.id', 'orders.keyedBy')
    .leftJoin('users as checkers', 'checkers.id', 'orders.checkedBy')
    .selectAll('orders')
    .select([
      'customers.shortName as customerName',
      'customers.contact as usualContact',
      'customers.phone as usualPhone',
      'keyers.name as keyer',
      'checkers.name as checker',
    ])
    .where('orders.id', '=', orderId),
)

/** The order with the names a check shows. */
export const findOrder = async (ctx: Context, orderId: number) => {
  const [order] = await orderOf(ctx.db, orderId)
  if (!order) throw refuse('app.notFound')
  return order
}
export type Found = Awaited<ReturnType<typeof findOrder>>

/** The marks of an order by line. */
export const marksOf = async (ctx: Context, orderId: number): Promise<Map<number, CheckMark[]>> => {
  const rows = await ctx.db
    .selectFrom('checkMarks')
    .innerJoin('users', 'users.id', 'checkMarks.userId')
    .select(['orderLineId', 'field', 'mark', 'oldValue', 'newValue', 'question', 'answer', 'at', 'users.name as by'])
    .where('orderId', '=', orderId)
    .execute()
  const byLine = new Map<number, CheckMark[]>()
  for (const { orderLineId, ...row } of rows) {
    const mark = { ...row, field: row.field as CheckField, mark: row.mark as CheckMark['mark'] }
    const known = byLine.get(orderLineId)
    if (known) known.push(mark)
    else byLine.set(orderLineId, [mark])
  }
  return byLine
}

/** The latest call about an order. */
export const callOf = async (ctx: Context, orderId: number): Promise<Check['call']> => {
  const row = await ctx.db
    .selectFrom('checkCalls')
    .innerJoin('users', 'users.id', 'checkCalls.userId')
    .select(['checkCalls.id', 'spokenTo', 'phone', 'startedAt', 'finishedAt', 'salespersonToldAt', 'users.name as by'])
    .where('orderId', '=', orderId)
    .orderBy('checkCalls.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** A check that was opened again is a call of its own: the one before belongs to what was checked then. */
const ofThisCheck = (order: Found, call: Check['call']): Check['call'] =>
  order.checkedAt === null && call !== null && call.finishedAt !== null ? null : call

const linesOf = async (ctx: Context, order: Found, way: CheckWay, office: Office): Promise<CheckLine[]> => {
  const orderId = order.id
  const marks = await marksOf(ctx, orderId)
  const lines = await ctx.db
    .selectFrom('orderLines')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select([
      'orderLines.id',
      'orderLines.sequence',
      'orderLines.productId',
      'orderLines.code',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.colour',
      'orderLines.unit',
      'orderLines.quantity',
      'orderLines.packs',
      'orderLines.priceMicros',
      'orderLines.lastPriceMicros',
      'orderLines.amountFen',
      'orderLines.dueOn',
      'orderLines.customerPo',
      'orderLines.material',
      'orderLines.remark',
      'orderLines.picture',
      'products.picture as productPicture',
      'products.series as family',
    ])
    .where('orderLines.orderId', '=', orderId)
    .where('orderLines.cancelledAt', 'is', null)
    .orderBy('orderLines.sequence')
    .execute()
  return lines.map(({ productPicture, family, ...line }) => {
    const own = marks.get(line.id) ?? []
    return {
      ...line,
      picture: line.picture || (productPicture ?? ''),
      fields: askedFields(fieldsOfWay(way, office, family), own, order.checkedAt !== null),
      marks: own,
    }
  })
}

/** The fields asked of each line of an order, by line (duty 6). */
export const askedOfLines = async (ctx: Context, order: Found): Promise<Map<number, CheckField[]>> => {
  const office = await readOffice(ctx)
  const lines = await linesOf(ctx, order, checkWayOf(office, order), office)
  return new Map(lines.map(({ id, fields }) => [id, fields]))
}

/** Whether a line is asked for its 规格 by itself: its name is then the name alone. */
export const asksSpecApart = async (ctx: Context, line: { id: number; orderId: number }): Promise<boolean> =>
  (await askedOfLines(ctx, await findOrder(ctx, line.orderId))).get(line.id)?.includes('spec') ?? false

const blindOf = async (ctx: Context, order: Found): Promise<Check['blind']> => {
  const row = await standingBlind(ctx, order.id)
  const state = blindState(ctx, row)
  if (!row || !state) return null
  // who is keying blind does not see what was keyed first, on this page either
  if (state.mine && row.submittedAt === null) throw refuse('blindKeys.openYours', { number: order.number })
  const { submittedAt } = row
  return { ...state, open: submittedAt === null ? 0 : (await countOfBlind(ctx, order.id, row.id)).open }
}

/** The check of an order as its page shows it. */
export const readCheck = async (ctx: Context, orderId: number): Promise<Check> => {
  const order = await findOrder(ctx, orderId)
  const office = await readOffice(ctx)
  const way = checkWayOf(office, order)
  const lines = await linesOf(ctx, order, way, office)
  return {
    orderId,
    number: order.number,
    state: order.state as OrderState,
    rush: order.rush === 1,
    customerId: order.customerId,
    customerName: order.customerName,
    contact: order.contact || order.usualContact,
    phone: order.phone || order.usualPhone,
    salesperson: order.salesperson,
    keyedBy: order.keyer,
    keyedAt: order.keyedAt,
    sameEyes: order.fourEyes === 1 && order.keyedBy === ctx.user.id,
    checkedBy: order.checker,
    checkedAt: order.checkedAt,
    greeting: office.greeting.replace('{{company}}', await companyName(ctx)),
    fields: checkFields.filter((field) => lines.some(({ fields }) => fields.includes(field))),
    way,
    salespersonFirst: office.salespersonFirst,
    blind: await blindOf(ctx, order),
    bands: await bandsOf(ctx, orderId),
    call: ofThisCheck(order, await callOf(ctx, orderId)),
    lines,
    inbox: await papersOfOrder(ctx, orderId),
    totalFen: order.totalFen,
    totalPacks: order.totalPacks,
    depositFen: order.depositFen,
    depositBasisPoints: order.depositBasisPoints,
    bankAccount: order.bankAccount,
    version: order.version,
  }
}

/** Whether this person may go on with this check at all: it is open, and other eyes than those that keyed it. */
export const mayCheck = (ctx: Context, order: Found): void => {
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  if (order.checkedAt !== null)
    throw refuse('checks.finishedAlready', { number: order.number, by: order.checker ?? '' })
  if (order.fourEyes === 1 && order.keyedBy === ctx.user.id) throw refuse('checks.sameEyes', { number: order.number })
}
