import type { PaperOutput } from '../../../shared/papers.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Review } from '../../../shared/reviews.ts'
import type { Context } from '../../context.ts'
import { reviewSheet } from '../../papers/reviewSheet.ts'
import { readCompany } from '../settings.ts'

/** 订单评审表, A4, for the departments' pens. No price is on it: it goes round the house. */
export const reviewPaper = async (ctx: Context, review: Review, printed: number): Promise<PaperOutput> => {
  const company = await readCompany(ctx)
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('users', 'users.id', 'orders.merchandiserId')
    .select(['orderedOn', 'dueOn', 'edition', 'packing', 'users.name as merchandiser'])
    .where('orders.id', '=', review.orderId)
    .executeTakeFirstOrThrow()
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['code', 'name', 'spec', 'colour', 'material', 'unit', 'quantity', 'dueOn', 'newVersion'])
    .where('orderId', '=', review.orderId)
    .where('cancelledAt', 'is', null)
    .orderBy('sequence')
    .execute()
  return reviewSheet({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: review.orderNumber,
    version: order.edition,
    printed,
    madeBy: order.merchandiser,
    customerName: review.customerName,
    orderedOn: order.orderedOn,
    dueOn: order.dueOn,
    packing: order.packing,
    acceptance: review.acceptance,
    checklist: review.checklist,
    lines: lines.map((line) => ({
      code: line.code,
      description: [line.name, line.spec, line.colour, line.material].filter(Boolean).join(' '),
      quantity: `${formatQuantity(line.quantity)} ${line.unit}`,
      dueOn: line.dueOn,
      newVersion: line.newVersion === 1,
    })),
    opinions: review.opinions,
  })
}
