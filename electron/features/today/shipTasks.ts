import { plusDays } from '../../../shared/dates.ts'
import { translate } from '../../../shared/language.ts'
import { may } from '../../../shared/permissions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type AskReason, askReasons, type ShipWay, shipWayKeys } from '../../../shared/shipments.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { overgiven } from '../allocations.ts'
import { forecastsSoon } from '../operations/forecasts.ts'
import { chosenJourneys } from '../journeys/list.ts'
import { readOffice } from '../settings.ts'
import { toAsk } from '../shipments/asking.ts'
import { toPutIn, toTell } from '../shipments/stock.ts'
import { keepsStore } from '../shipments.ts'
import { trucksOfDay } from '../trucks/read.ts'
import { daysPast, goodsOf, goodsText, mostOfKind, task } from './tasks.ts'

/** Past its ship day weighs more than slipped, and that more than not asked yet. */
const weight = (reason: AskReason | null): number => (reason === null ? -1 : askReasons.indexOf(reason))

/**
 * Lines that will be done within three days, slipped past the day the workshop said, or did not leave on their ship day:
 * 问车间定出货日, one row for each order (duty 56).
 */
export const askTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'shipments.answer')) return []
  const soon = await forecastsSoon(ctx)
  const lines = await toAsk(ctx, [...soon.keys()], mine)
  const tasks = [...Map.groupBy(lines, ({ orderId }) => orderId)].map(([id, own]) => {
    const most = own.toSorted((one, other) => weight(other.reason) - weight(one.reason))[0]!
    const days = most.standing.map(({ shipOn }) => shipOn).toSorted()
    const forecasts = own.map(({ forecastOn }) => forecastOn).filter((day) => day !== null)
    const on = most.reason === 'overdue' ? (days[0] ?? most.dueOn) : (forecasts.toSorted().at(-1) ?? most.dueOn)
    return task({
      kind: 'askShipDate',
      urgency: most.reason === 'ask' ? 'today' : 'late',
      place: 'askShip',
      id,
      customerId: most.head.customerId,
      number: most.head.orderNumber,
      customer: most.head.shortName || most.head.customerName,
      what: goodsText(most.description, most.open, most.unit),
      more: own.length - 1,
      process: most.reason ?? 'ask',
      days: most.reason === 'overdue' ? daysPast(ctx, on) : 0,
      on,
    })
  })
  return tasks.slice(0, mostOfKind)
}

/** 督促入库: finished for some days and not in the store, where the office keeps one (duty 57). */
export const putInTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'store.write')) return []
  const { storeFirst, storeChaseDays } = await readOffice(ctx)
  if (!(await keepsStore(ctx, storeFirst))) return []
  const lines = await toPutIn(ctx, plusDays(ctx.today, -storeChaseDays), mine, mostOfKind)
  return lines.map(({ name, unit, quantity, finishedOn, ...line }) =>
    task({
      ...line,
      kind: 'toPutIn',
      urgency: 'today',
      place: 'store',
      what: goodsText(name, Number(quantity), unit),
      days: finishedOn === null ? 0 : daysPast(ctx, finishedOn),
      on: finishedOn,
    }),
  )
}

/** Goods in the store whose customer was not told (duty 57): one row for each order. */
export const tellTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'shipments.tell')) return []
  const orders = await toTell(ctx, mine, mostOfKind)
  const goods = await goodsOf(
    ctx,
    orders.map(({ id }) => id),
  )
  return orders.map(({ dueOn, ...order }) =>
    task({ ...order, ...goods.get(order.id), kind: 'tellCustomer', urgency: 'today', place: 'tell', on: dueOn }),
  )
}

/** Goods with a carrier whose day has passed and nobody said that they came (duty 92). */
export const arrivalTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'deliveries.write')) return []
  const late = await chosenJourneys(ctx, 'overdue')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'journeys.deliveryNoteId')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .$if(mine, (rows) =>
      rows.where('deliveryNotes.id', 'in', (lines) =>
        lines
          .selectFrom('deliveryLines')
          .innerJoin('orders', 'orders.id', 'deliveryLines.orderId')
          .select('deliveryLines.deliveryNoteId')
          .where('orders.merchandiserId', '=', ctx.user.id),
      ),
    )
    .select([
      'deliveryNotes.id',
      'deliveryNotes.number',
      'deliveryNotes.customerId',
      'customers.shortName as customer',
      'journeys.carrier',
      'journeys.way',
      'journeys.tracking',
      'journeys.expectedOn',
    ])
    .orderBy('journeys.expectedOn')
    .limit(mostOfKind)
    .execute()
  return late.map(({ carrier, way, tracking, expectedOn, ...note }) =>
    task({
      ...note,
      kind: 'arrivalOverdue',
      urgency: 'late',
      place: 'note',
      who: [carrier, tracking].filter(Boolean).join(' ') || translate(ctx.language, shipWayKeys[way as ShipWay]),
      days: daysPast(ctx, expectedOn!),
      on: expectedOn,
    }),
  )
}

/** A truck of today that has not left and carries more than it may (duty 91). */
export const truckTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'deliveries.write')) return []
  const over = (await trucksOfDay(ctx, ctx.today)).filter((truck) => truck.state === 'planned' && truck.over.length > 0)
  return over.slice(0, mostOfKind).map(({ id, number, plate, driver, onDay }) =>
    task({
      id,
      number,
      kind: 'truckOver',
      urgency: 'today',
      place: 'trucks',
      customer: '',
      who: [plate, driver].filter(Boolean).join(' '),
      on: onDay,
    }),
  )
}

/** Splits that give more than is there any more: somebody was promised goods that went to rework or were lost (duty 94). */
export const splitTasks = async (ctx: Context): Promise<Task[]> => {
  if (!may(ctx.user.role, 'allocations.write')) return []
  return (await overgiven(ctx)).slice(0, mostOfKind).map(({ id, number, description, unit, there }) =>
    task({
      kind: 'splitOver',
      urgency: 'now',
      place: 'split',
      id,
      customerId: null,
      customer: '',
      number,
      what: translate(ctx.language, 'today.splitThere', {
        goods: description,
        there: formatQuantity(there),
        unit,
      }),
    }),
  )
}
