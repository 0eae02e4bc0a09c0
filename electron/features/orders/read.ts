import type { Selectable } from 'kysely'
import {
  askedFields,
  type CheckField,
  type CheckMarkKind,
  checkProgress,
  checkWayOf,
  fieldsOfWay,
} from '../../../shared/checks.ts'
import type { Order, OrderLine, OrderSource } from '../../../shared/orders.ts'
import type { OrderState } from '../../../shared/orderStates.ts'
import { may } from '../../../shared/permissions.ts'
import type { PriceSource } from '../../../shared/prices.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import type { OrderLinesTable } from '../../db/schemaMasters.ts'
import { statement } from '../../db/statement.ts'
import { secondKeyer } from '../blindKeys.ts'
import { papersOfOrder } from '../inbox.ts'
import { readOffice } from '../settings.ts'

const lineOf = (
  {
    orderId: _,
    customerId: __,
    cancelledAt: ___,
    productPicture,
    family: ____,
    ...line
  }: Selectable<OrderLinesTable> & {
    productPicture: string | null
    family: string | null
  },
  seesPrices: boolean,
): OrderLine => ({
  ...line,
  productPicture: productPicture ?? '',
  typedSide: line.typedSide as 'price' | 'total',
  priceSource: line.priceSource as PriceSource,
  newVersion: line.newVersion === 1,
  priceMicros: seesPrices ? line.priceMicros : null,
  amountFen: seesPrices ? line.amountFen : null,
  netPriceMicros: seesPrices ? line.netPriceMicros : null,
  lastPriceMicros: seesPrices ? line.lastPriceMicros : null,
})

const headOf = statement((db, id: number) =>
  db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users as merchandisers', 'merchandisers.id', 'orders.merchandiserId')
    .innerJoin('users as keyers', 'keyers.id', 'orders.keyedBy')
    .leftJoin('users as checkers', 'checkers.id', 'orders.checkedBy')
    .leftJoin('users as repliers', 'repliers.id', 'orders.repliedBy')
    .selectAll('orders')
    .select([
      'customers.name as customerName',
      'customers.shortName as customerShortName',
      'merchandisers.name as merchandiser',
      'keyers.name as keyer',
      'checkers.name as checker',
      'repliers.name as replier',
    ])
    .select(secondKeyer.as('blindKeyer'))
    .where('orders.id', '=', id),
)
const linesOf = statement((db, orderId: number) =>
  db
    .selectFrom('orderLines')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .selectAll('orderLines')
    .select(['products.picture as productPicture', 'products.series as family'])
    .where('orderLines.orderId', '=', orderId)
    .where('orderLines.cancelledAt', 'is', null)
    .orderBy('orderLines.sequence'),
)
const marksOf = statement((db, orderId: number) =>
  db.selectFrom('checkMarks').select(['orderLineId', 'mark', 'field']).where('orderId', '=', orderId),
)

const findHead = async (ctx: Context, id: number) => {
  const [found] = await headOf(ctx.db, id)
  if (!found) throw refuse('app.notFound')
  const { blindKeyer, ...head } = found
  // who keys it a second time does not look across
  if (blindKeyer === ctx.user.id) throw refuse('blindKeys.openYours', { number: head.number })
  return head
}

/** How many fields of an order are ✓ / 改 / 问 so far. */
const countMarks = async (
  ctx: Context,
  orderId: number,
  order: { totalFen: number; source: string; checkedAt: string | null },
  lines: readonly { id: number; family: string | null }[],
): Promise<Order['marks']> => {
  const office = await readOffice(ctx)
  const way = checkWayOf(office, order)
  const byLine = Map.groupBy(await marksOf(ctx.db, orderId), ({ orderLineId }) => orderLineId)
  const checked = lines.map(({ id, family }) => {
    const marks = (byLine.get(id) ?? []).map((row) => ({
      field: row.field as CheckField,
      mark: row.mark as CheckMarkKind,
    }))
    return { fields: askedFields(fieldsOfWay(way, office, family), marks, order.checkedAt !== null), marks }
  })
  const { fields, ok, changed, question } = checkProgress({ checkedAt: order.checkedAt, lines: checked })
  return { fields, ok, changed, questions: question }
}

/** An order with its lines, marks and papers. Money is null for a role that may not see prices. */
export const readOrder = async (ctx: Context, id: number): Promise<Order> => {
  const {
    state,
    urgency: _,
    paidFen: ______,
    keyer,
    checker,
    replier,
    checkedBy: __,
    repliedBy: ___,
    voidedAt: ____,
    voidedBy: _____,
    keyedBy,
    ...head
  } = await findHead(ctx, id)
  const seesPrices = may(ctx.user.role, 'prices.read')
  const lines = await linesOf(ctx.db, id)
  const inbox = await papersOfOrder(ctx, id)
  const paper = inbox.find((item) => item.sha256 === '')
  return {
    ...head,
    source: head.source as OrderSource,
    settlement: head.settlement as Order['settlement'],
    taxMode: head.taxMode as 'included' | 'excluded',
    rush: head.rush === 1,
    fourEyes: head.fourEyes === 1,
    signatureNeeded: head.signatureNeeded === 1,
    reviewNeeded: head.reviewNeeded === 1,
    state: state as OrderState,
    totalFen: seesPrices ? head.totalFen : null,
    depositFen: seesPrices ? head.depositFen : null,
    keyedBy: keyer,
    keyedById: keyedBy,
    checkedBy: checker,
    repliedBy: replier,
    proof: paper
      ? { number: paper.fileName, pages: Math.max(1, paper.pages), on: paper.receivedAt.slice(0, 10) }
      : null,
    lines: lines.map((line) => lineOf(line, seesPrices)),
    marks: await countMarks(ctx, id, head, lines),
    inbox,
  }
}
