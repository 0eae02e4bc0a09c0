import { sql } from 'kysely'
import { daysBetween, plusDays } from '../../../shared/dates.ts'
import { openShipStates, type ShipFilter, type ShipRow } from '../../../shared/shipments.ts'
import { storeDays } from '../../../shared/shipmentPlans.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns, withGoods } from '../noticeGoods.ts'
import { readOffice } from '../settings.ts'
import { oldestThere } from './stock.ts'
import { lastTellings } from './telling.ts'

/** The lines of the plan that are meant, without what is shown of them. */
const chosen = (ctx: Context, { show, customerId, region, way, mine }: ShipFilter) => {
  let rows = ctx.db
    .selectFrom('shipmentPlans')
    .innerJoin('orders', 'orders.id', 'shipmentPlans.orderId')
    .innerJoin('orderLines', 'orderLines.id', 'shipmentPlans.orderLineId')
  if (show === 'gone' || show === 'withdrawn')
    rows = rows.where('shipmentPlans.state', 'in', show === 'gone' ? ['gone'] : ['withdrawn', 'replaced'])
  else
    rows = rows
      .where(
        'shipmentPlans.state',
        'in',
        openShipStates.map((state) => sql.lit(state)),
      )
      // what was given up leaves nothing to ship
      .where('shipmentPlans.noticeLineId', 'not in', (given) =>
        given
          .selectFrom('notices')
          .innerJoin('noticeLines', 'noticeLines.noticeId', 'notices.id')
          .select('noticeLines.id')
          .where('notices.state', '=', sql.lit('void')),
      )
      .where('orders.voidedAt', 'is', null)
      .where('orderLines.cancelledAt', 'is', null)
      .whereRef('orderLines.deliveredQuantity', '<', 'orderLines.quantity')
  if (show === 'today') rows = rows.where('shipmentPlans.shipOn', '<=', ctx.today)
  if (show === 'week') rows = rows.where('shipmentPlans.shipOn', '<=', plusDays(ctx.today, 6))
  if (show === 'overdue') rows = rows.where('shipmentPlans.shipOn', '<', ctx.today)
  if (customerId !== null) rows = rows.where('orders.customerId', '=', customerId)
  if (way !== null) rows = rows.where('shipmentPlans.way', '=', way)
  if (mine) rows = rows.where('orders.merchandiserId', '=', ctx.user.id)
  if (region !== null)
    rows = rows.where('orders.customerId', 'in', (customers) =>
      customers.selectFrom('customers').select('id').where('region', '=', region),
    )
  return rows
}

const pageIds = (ctx: Context, filter: ShipFilter, offset: number, limit: number) => {
  const back = filter.show === 'gone' || filter.show === 'withdrawn' ? ('desc' as const) : ('asc' as const)
  return chosen(ctx, filter)
    .select('shipmentPlans.id')
    .orderBy('shipmentPlans.shipOn', back)
    .orderBy('shipmentPlans.id', back)
    .limit(limit)
    .offset(offset)
    .execute()
}

const rowsOf = (ctx: Context, ids: number[]) =>
  ctx.db
    .selectFrom('shipmentPlans')
    .innerJoin('orders', 'orders.id', 'shipmentPlans.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('orderLines', 'orderLines.id', 'shipmentPlans.orderLineId')
    .innerJoin('noticeLines', 'noticeLines.id', 'shipmentPlans.noticeLineId')
    .innerJoin('users', 'users.id', 'shipmentPlans.userId')
    .select([
      'shipmentPlans.id',
      'shipmentPlans.orderId',
      'shipmentPlans.orderLineId',
      'shipmentPlans.noticeLineId',
      'shipmentPlans.quantity',
      'shipmentPlans.packs',
      'shipmentPlans.goneQuantity as gone',
      'shipmentPlans.notedQuantity as noted',
      'shipmentPlans.storedQuantity as stored',
      'shipmentPlans.readyOn',
      'shipmentPlans.shipOn',
      'shipmentPlans.way',
      'shipmentPlans.transport',
      'shipmentPlans.arrangedBy',
      'shipmentPlans.askedWhom',
      'shipmentPlans.note',
      'shipmentPlans.state',
      'shipmentPlans.at',
      'shipmentPlans.withdrawReason',
      'shipmentPlans.version',
      'orders.number as orderNumber',
      'orders.customerId',
      'orders.rush',
      'customers.shortName',
      'customers.name as customerName',
      'customers.region',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.dueOn',
      'noticeLines.finishedQuantity as finished',
      'noticeLines.quantity as held',
      'users.name as by',
    ])
    .where('shipmentPlans.id', 'in', ids)
    .execute()

/** What the workshop answered, as far as its notice still makes it: a slip or a closing may have left less (packs cut down). */
const stillPlanned = ({
  quantity,
  packs,
  held,
  state,
}: {
  quantity: number
  packs: number
  held: number
  state: string
}) =>
  !isOpen(state) || held >= quantity
    ? { quantity, packs }
    : { quantity: held, packs: Math.floor((packs * held) / quantity) }

/** The same of the packs, in SQL: the sum is that of the rows. */
const packsPlanned = sql<number>`case when "noticeLines"."quantity" < "shipmentPlans"."quantity"
  and "shipmentPlans"."state" in ('planned', 'stored', 'noted')
  then "shipmentPlans"."packs" * "noticeLines"."quantity" / "shipmentPlans"."quantity" else "shipmentPlans"."packs" end`

const isOpen = (state: string): boolean => openShipStates.some((each) => each === state)

/** 出货计划 by ship day: a page of its lines with where their goods are. */
export const listPlans = async (
  ctx: Context,
  { offset, limit, ...filter }: ShipFilter & { offset: number; limit: number },
): Promise<{ rows: ShipRow[]; total: number }> => {
  const { total } = await chosen(ctx, filter)
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const ids = (await pageIds(ctx, filter, offset, limit)).map(({ id }) => id)
  if (ids.length === 0) return { rows: [], total: Number(total) }
  const found = await rowsOf(ctx, ids)
  const open = found.filter(({ state }) => isOpen(state))
  const since = await oldestThere(
    ctx,
    open.filter(({ stored }) => stored > 0).map(({ orderLineId }) => orderLineId),
  )
  const told = await lastTellings(
    ctx,
    open.map(({ orderId }) => orderId),
  )
  const { storeLongDays } = await readOffice(ctx)
  const rows = found.map(withGoods).map(({ shortName, customerName, rush, held, ...row }): ShipRow => {
    const sinceOn = since.get(row.orderLineId)
    const days = sinceOn === undefined ? 0 : storeDays(sinceOn, row.shipOn, ctx.today, daysBetween)
    const telling = told.get(row.orderId)
    return {
      ...row,
      ...stillPlanned({ ...row, held }),
      customer: shortName || customerName,
      rush: rush === 1,
      way: row.way as ShipRow['way'],
      transport: row.transport as ShipRow['transport'],
      state: row.state as ShipRow['state'],
      overdue: isOpen(row.state) && row.shipOn < ctx.today,
      early: isOpen(row.state) && row.stored > 0 && days > storeLongDays ? days : 0,
      told: telling ? { whom: telling.whom, at: telling.at, by: telling.by } : null,
    }
  })
  const place = new Map(ids.map((id, index) => [id, index]))
  return { rows: rows.toSorted((one, other) => place.get(one.id)! - place.get(other.id)!), total: Number(total) }
}

/** How many lines, orders and packs the plan has under a filter, how many are past their day, and the regions there are. */
export const sumPlans = async (ctx: Context, filter: ShipFilter) => {
  const row = await chosen(ctx, filter)
    .innerJoin('noticeLines', 'noticeLines.id', 'shipmentPlans.noticeLineId')
    .select(({ fn }) => [
      fn.countAll().as('lines'),
      fn.count('shipmentPlans.orderId').distinct().as('orders'),
      fn.sum(packsPlanned).as('packs'),
    ])
    .executeTakeFirstOrThrow()
  const overdue = await chosen(ctx, { ...filter, show: 'overdue' })
    .select(({ fn }) => fn.countAll().as('lines'))
    .executeTakeFirstOrThrow()
  const regions = await ctx.db
    .selectFrom('customers')
    .select('region')
    .distinct()
    .where('region', '<>', '')
    .where('active', '=', 1)
    .orderBy('region')
    .limit(200)
    .execute()
  return {
    lines: Number(row.lines),
    orders: Number(row.orders),
    packs: Number(row.packs ?? 0),
    overdue: Number(overdue.lines),
    regions: regions.map(({ region }) => region),
  }
}
