import { dateOf } from '../../../shared/dates.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { allocationNotice } from '../../papers/allocationNotice.ts'
import { readCompany } from '../settings.ts'
import { readAllocation } from './read.ts'

/** 短缺分配通知, a page for each customer that wants the goods, or of one of them. */
export const noticePaper = async (
  ctx: Context,
  { id, customerId }: { id: number; customerId: number | null },
): Promise<PaperOutput> => {
  const split = await readAllocation(ctx, id)
  const company = await readCompany(ctx)
  const lines = split.lines.filter((line) => customerId === null || line.customerId === customerId)
  if (lines.length === 0) throw refuse('app.notFound')
  const orderIds = lines.map(({ orderId }) => orderId)
  const orders = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .select(['orders.id', 'orders.customerPo', 'orders.contact', 'orders.phone'])
    .select(['customers.name', 'customers.shortName', 'customers.fax'])
    .select(['customers.contact as customerContact', 'customers.phone as customerPhone'])
    .where('orders.id', 'in', orderIds)
    .execute()
  const orderOf = new Map(orders.map((order) => [order.id, order]))
  return allocationNotice({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: split.number,
    printed: split.printed + 1,
    madeBy: split.by,
    on: dateOf(new Date(split.at)),
    goods: split.description,
    remark: split.remark,
    voided: split.state === 'void',
    customers: [...Map.groupBy(lines, (line) => line.customerId).values()].map((own) => {
      const order = orderOf.get(own[0]!.orderId)!
      return {
        customer: {
          name: order.name,
          shortName: order.shortName,
          contact: order.contact || order.customerContact,
          phone: order.phone || order.customerPhone,
          fax: order.fax,
        },
        lines: own.map((line) => ({
          orderNumber: line.orderNumber,
          customerPo: orderOf.get(line.orderId)?.customerPo ?? '',
          wanted: line.wanted,
          quantity: line.quantity,
          unit: split.unit,
          dueOn: line.dueOn,
          restOn: line.restOn,
        })),
      }
    }),
  })
}
