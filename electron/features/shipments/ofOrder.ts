import type { OrderShipping, ShipState, ShipWay } from '../../../shared/shipments.ts'
import { goodsInWords } from '../../../shared/sizeRuns.ts'
import type { Context } from '../../context.ts'
import { goodsOfNotice } from '../noticeGoods.ts'
import { refuseSecondKeyer } from '../blindKeys.ts'
import { stockOfLines } from '../shipments.ts'
import { lastTellings } from './telling.ts'

/** How the goods of one order leave: its lines of the plan, what is in the store, who was told. */
export const shippingOfOrder = async (ctx: Context, orderId: number): Promise<OrderShipping> => {
  await refuseSecondKeyer(ctx, orderId)
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'name', 'spec', 'colour', 'unit', 'quantity', 'deliveredQuantity'])
    .where('orderId', '=', orderId)
    .where('cancelledAt', 'is', null)
    .orderBy('sequence')
    .execute()
  const plans = await ctx.db
    .selectFrom('shipmentPlans')
    .innerJoin('noticeLines', 'noticeLines.id', 'shipmentPlans.noticeLineId')
    .select(['shipmentPlans.id', 'shipmentPlans.orderLineId', 'shipmentPlans.quantity', 'shipmentPlans.shipOn'])
    .select(['shipmentPlans.goneQuantity as gone', 'shipmentPlans.notedQuantity as noted'])
    .select(['shipmentPlans.way', 'shipmentPlans.state', 'noticeLines.quantity as held', 'noticeLines.fields'])
    .where('shipmentPlans.orderId', '=', orderId)
    .where('shipmentPlans.state', 'not in', ['withdrawn', 'replaced'])
    .orderBy('shipmentPlans.shipOn')
    .orderBy('shipmentPlans.id')
    .limit(100)
    .execute()
  const made = await ctx.db
    .selectFrom('notices')
    .select('id')
    .where('orderId', '=', orderId)
    .where('voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  const stocks = await stockOfLines(
    ctx,
    lines.map(({ id }) => id),
  )
  const told = (await lastTellings(ctx, [orderId])).get(orderId)
  const byId = new Map(lines.map((line) => [line.id, line]))
  const goods = ({ name, spec, colour }: (typeof lines)[number]): string => goodsInWords({ name, spec, colour })
  return {
    plans: plans.flatMap(({ orderLineId, state, way, held, fields, ...plan }) => {
      const line = byId.get(orderLineId)
      if (!line) return []
      const overdue = state !== 'gone' && plan.shipOn < ctx.today
      return [
        {
          ...plan,
          // a slip or a closing may have left less to make than was answered
          quantity: state === 'gone' ? plan.quantity : Math.min(plan.quantity, held),
          description: goodsOfNotice({ ...line, ordered: line.quantity, share: held, fields }),
          unit: line.unit,
          way: way as ShipWay,
          state: state as ShipState,
          overdue,
        },
      ]
    }),
    there: lines.flatMap((line) => {
      const quantity = stocks.get(line.id)?.there ?? 0
      return quantity > 0 ? [{ description: goods(line), unit: line.unit, quantity }] : []
    }),
    told: told ? { whom: told.whom, at: told.at, by: told.by, way: told.way as ShipWay } : null,
    inWork: made !== undefined && lines.some(({ deliveredQuantity, quantity }) => deliveredQuantity < quantity),
  }
}
