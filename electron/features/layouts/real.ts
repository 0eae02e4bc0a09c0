import type { LayoutPaper } from '../../../shared/layouts.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { shipments } from '../../../shared/shipments.ts'
import type { Context } from '../../context.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { paper as changePaper } from '../changes/paper.ts'
import { notePaper } from '../deliveries/paper.ts'
import { confirmationPaper } from '../orders/confirmation.ts'
import { slipPaper } from '../outsourcing/paper.ts'
import { paper as noticePaper } from '../production/paper.ts'
import { quotationPaper } from '../quotations/paper.ts'
import { receiptPaper } from '../receipts/paper.ts'
import { planPaper } from '../shipments/paper.ts'
import { statementPaper } from '../statements/paper.ts'

/** A document that is there, and how it is drawn with a layout. */
export interface Real {
  number: string
  draw: (layout: PaperLayout) => Promise<PaperOutput>
}
type Finder = (ctx: Context, customerId: number | null) => Promise<Real | null>

/** The last paper of a customer's own that is not void. */
const lastOf =
  (
    table: 'deliveryNotes' | 'statements' | 'quotations' | 'receipts',
    draw: (ctx: Context, id: number, layout: PaperLayout) => Promise<PaperOutput>,
  ): Finder =>
  async (ctx, customerId) => {
    const row = await ctx.db
      .selectFrom(table)
      .select(['id', 'number'])
      .where('voidedAt', 'is', null)
      .$if(customerId !== null, (query) => query.where('customerId', '=', customerId))
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row ? { number: row.number, draw: (layout) => draw(ctx, row.id, layout) } : null
  }

const lastOrder: Finder = async (ctx, customerId) => {
  const row = await ctx.db
    .selectFrom('orders')
    .select(['id', 'number'])
    .where('voidedAt', 'is', null)
    .where('state', '<>', 'toCheck')
    .$if(customerId !== null, (query) => query.where('customerId', '=', customerId))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { number: row.number, draw: (layout) => confirmationPaper(ctx, row.id, layout) } : null
}

const lastNotice: Finder = async (ctx, customerId) => {
  const row = await ctx.db
    .selectFrom('notices')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .select(['notices.id', 'notices.number'])
    .where('notices.voidedAt', 'is', null)
    .$if(customerId !== null, (query) => query.where('orders.customerId', '=', customerId))
    .orderBy('notices.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { number: row.number, draw: (layout) => noticePaper(ctx, { id: row.id }, layout) } : null
}

const lastSlip: Finder = async (ctx) => {
  const row = await ctx.db
    .selectFrom('outsideSlips')
    .select(['id', 'number'])
    .where('voidedAt', 'is', null)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row
    ? { number: row.number, draw: (layout) => slipPaper(ctx, { id: row.id, copies: ['factory'] }, layout) }
    : null
}

const lastChange: Finder = async (ctx, customerId) => {
  const row = await ctx.db
    .selectFrom('orderChanges')
    .select(['id', 'number'])
    .$if(customerId !== null, (query) => query.where('customerId', '=', customerId))
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { number: row.number, draw: (layout) => changePaper(ctx, row.id, 'customer', layout) } : null
}

const thePlan: Finder = async (ctx) => {
  const row = await ctx.db.selectFrom('shipmentPlans').select('id').limit(1).executeTakeFirst()
  const filter = shipments.paper.input.parse({})
  return row ? { number: ctx.today, draw: (layout) => planPaper(ctx, filter, layout) } : null
}

const finders: Record<LayoutPaper, Finder> = {
  deliveryNote: lastOf('deliveryNotes', (ctx, id, layout) => notePaper(ctx, id, true, true, layout)),
  orderConfirmation: lastOrder,
  statement: lastOf('statements', statementPaper),
  quotation: lastOf('quotations', (ctx, id, layout) => quotationPaper(ctx, { id }, layout)),
  productionNotice: lastNotice,
  outsideSlip: lastSlip,
  changeSlip: lastChange,
  shippingPlan: thePlan,
  receiptSlip: lastOf('receipts', receiptPaper),
}

/** The last document of this paper, of the customer where the layout is a customer's; null where there is none yet. */
export const lastReal = (ctx: Context, paper: LayoutPaper, customerId: number | null): Promise<Real | null> =>
  finders[paper](ctx, customerId)
