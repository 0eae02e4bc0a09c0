import type { Selectable } from 'kysely'
import type { Order, OrderLine, OrderSource } from '../../../shared/orders.ts'
import type { OrderState } from '../../../shared/orderStates.ts'
import { may } from '../../../shared/permissions.ts'
import type { PriceSource } from '../../../shared/prices.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import type { OrderLinesTable } from '../../db/schemaMasters.ts'
import { papersOfOrder } from '../inbox.ts'
import { readOffice } from '../settings.ts'

const lineOf = ({ orderId: _, customerId: __, ...line }: Selectable<OrderLinesTable>, seesPrices: boolean): OrderLine => ({
  ...line,
  typedSide: line.typedSide as 'price' | 'total',
  priceSource: line.priceSource as PriceSource,
  newVersion: line.newVersion === 1,
  priceMicros: seesPrices ? line.priceMicros : null,
  amountFen: seesPrices ? line.amountFen : null,
  lastPriceMicros: seesPrices ? line.lastPriceMicros : null,
})

const findHead = async (ctx: Context, id: number) => {
  const head = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users as merchandisers', 'merchandisers.id', 'orders.merchandiserId')
    .innerJoin('users as keyers', 'keyers.id', 'orders.keyedBy')
    .leftJoin('users as checkers', 'checkers.id', 'orders.checkedBy')
    .leftJoin('users as repliers', 'repliers.id', 'orders.repliedBy')
    .selectAll('orders')
    .select(['customers.name as customerName', 'customers.shortName as customerShortName', 'merchandisers.name as merchandiser', 'keyers.name as keyer', 'checkers.name as checker', 'repliers.name as replier'])
    .where('orders.id', '=', id)
    .executeTakeFirst()
  if (!head) throw refuse('app.notFound')
  return head
}

/** How many fields of an order are ✓ / 改 / 问 so far. */
const countMarks = async (ctx: Context, orderId: number, lines: number): Promise<Order['marks']> => {
  const { checkFields } = await readOffice(ctx)
  const rows = await ctx.db.selectFrom('checkMarks').select(['mark', ({ fn }) => fn.countAll().as('many')]).where('orderId', '=', orderId).where('field', 'in', checkFields).groupBy('mark').execute()
  const of = (mark: string): number => Number(rows.find((row) => row.mark === mark)?.many ?? 0)
  return { fields: lines * checkFields.length, ok: of('ok'), changed: of('changed'), questions: of('question') }
}

/** An order with its lines, marks and papers. Money is null for a role that may not see prices. */
export const readOrder = async (ctx: Context, id: number): Promise<Order> => {
  const { state, urgency: _, keyer, checker, replier, checkedBy: __, repliedBy: ___, voidedAt: ____, voidedBy: _____, keyedBy, ...head } = await findHead(ctx, id)
  const seesPrices = may(ctx.user.role, 'prices.read')
  const lines = await ctx.db.selectFrom('orderLines').selectAll().where('orderId', '=', id).orderBy('sequence').execute()
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
    state: state as OrderState,
    totalFen: seesPrices ? head.totalFen : null,
    depositFen: seesPrices ? head.depositFen : null,
    keyedBy: keyer,
    keyedById: keyedBy,
    checkedBy: checker,
    repliedBy: replier,
    proof: paper ? { number: paper.fileName, pages: Math.max(1, paper.pages), on: paper.receivedAt.slice(0, 10) } : null,
    lines: lines.map((line) => lineOf(line, seesPrices)),
    marks: await countMarks(ctx, id, lines.length),
    inbox,
  }
}
