import { sql } from 'kysely'
import { plusDays } from '../../../shared/dates.ts'
import { translate } from '../../../shared/language.ts'
import { may } from '../../../shared/permissions.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Task } from '../../../shared/today.ts'
import type { Context } from '../../context.ts'
import { openDifference, openDifferences } from '../signBacks/differences.ts'
import { headOf, ordersIn } from './orderTasks.ts'
import { daysPast, daysSince, goodsOf, mostOfKind, task } from './tasks.ts'

/** Papers that came back signed with a difference nobody has settled: one red row each. */
export const differenceTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const kinds = [
    ...(may(ctx.user.role, 'orders.write') ? ['confirmation'] : []),
    ...(may(ctx.user.role, 'signBacks.write') ? ['delivery'] : []),
    ...(may(ctx.user.role, 'statements.write') ? ['statement'] : []),
    ...(may(ctx.user.role, 'outsourcing.write') ? ['outsourcing'] : []),
  ]
  if (kinds.length === 0) return []
  const rows = await openDifferences(ctx)
    .where('signBacks.kind', 'in', kinds)
    .$if(mine, (some) => some.where('signBacks.sentBy', '=', ctx.user.id))
    .limit(mostOfKind)
    .execute()
  const seesMoney = may(ctx.user.role, 'prices.read')
  return rows.map(({ id, kind, number, customerId, customer, at, difference, differenceFen }) =>
    task({
      id,
      number,
      customerId,
      customer,
      at,
      kind: 'different',
      urgency: 'late',
      place: 'signBacks',
      what: difference ?? '',
      amountFen: seesMoney ? differenceFen : null,
      process: kind,
      days: at === null ? 0 : daysSince(ctx, at),
    }),
  )
}

/** Checked orders that wait for the customer's signature and whose confirmation is not out (duty 9). */
export const confirmationTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'orders.write') || !may(ctx.user.role, 'signBacks.write')) return []
  const rows = await ordersIn(ctx, ['toSign'], mine)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('signBacks')
            .select('signBacks.id')
            .whereRef('signBacks.documentId', '=', 'orders.id')
            .where('signBacks.kind', '=', 'confirmation')
            .where((where) => where.or([where('signBacks.state', 'in', ['waiting', 'same']), openDifference])),
        ),
      ),
    )
    .execute()
  return rows.map((row) =>
    task({
      ...headOf(row),
      kind: 'toConfirm',
      urgency: 'now',
      place: 'confirmation',
      on: row.dueOn,
      at: row.keyedAt,
      days: daysSince(ctx, row.keyedAt),
    }),
  )
}

/** What of an order line is on delivery notes that have not left, as SQL (thousandths). */
const onNotesSql = sql<number>`coalesce((select sum(l."quantity") from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId"
  where l."orderLineId" = "orderLines"."id" and n."kind" = (case when "orders"."source" = 'complaint' then 'replacement' else 'delivery' end) and n."releasedAt" is null and n."voidedAt" is null), 0)`

/** How much of some orders is still to leave, and on how much of it notes stand that have not left (thousandths). */
const notedOf = async (ctx: Context, orderIds: number[]): Promise<Map<number, { toGo: number; noted: number }>> => {
  const rows = await ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select(['orderId', 'quantity', 'deliveredQuantity', onNotesSql.as('onNotes')])
    .where('orderId', 'in', [0, ...orderIds])
    .where('cancelledAt', 'is', null)
    .whereRef('deliveredQuantity', '<', 'quantity')
    .execute()
  return new Map(
    [...Map.groupBy(rows, ({ orderId }) => orderId)].map(([id, own]) => {
      const toGo = own.reduce((sum, line) => sum + line.quantity - line.deliveredQuantity, 0)
      const noted = own.reduce(
        (sum, line) => sum + Math.min(line.quantity - line.deliveredQuantity, Number(line.onNotes)),
        0,
      )
      return [id, { toGo, noted }]
    }),
  )
}

/** The goods in words, with what of them a note that has not left covers: 已开单 4/20. */
const partOnNote = (
  ctx: Context,
  goods: { what: string; more: number } | undefined,
  standing: { toGo: number; noted: number } | undefined,
): { what?: string; more?: number } => {
  if (!goods || !standing || standing.noted === 0) return goods ?? {}
  const values = { noted: formatQuantity(standing.noted), toGo: formatQuantity(standing.toGo) }
  return { ...goods, what: `${goods.what} ${translate(ctx.language, 'shipments.notedPart', values)}` }
}

/** Orders whose goods are all finished and of which something stands on no delivery note yet. */
export const toDeliverTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'orders.write') || !may(ctx.user.role, 'deliveries.write')) return []
  const rows = await ordersIn(ctx, ['toDeliver'], mine)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('orderLines')
          .select('orderLines.id')
          .whereRef('orderLines.orderId', '=', 'orders.id')
          .where('orderLines.cancelledAt', 'is', null)
          .where(sql<boolean>`"orderLines"."quantity" - "orderLines"."deliveredQuantity" > ${onNotesSql}`),
      ),
    )
    .execute()
  const goods = await goodsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  const noted = await notedOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map((row) =>
    task({
      ...headOf(row),
      ...partOnNote(ctx, goods.get(row.id), noted.get(row.id)),
      kind: 'toDeliver',
      urgency: row.dueOn < ctx.today ? 'late' : 'today',
      place: 'newNote',
      on: row.dueOn,
      days: daysPast(ctx, row.dueOn),
    }),
  )
}

/** Notes that are to leave today, tomorrow or should have left: to pick, inspect, count or release (duty 88). */
export const noteTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  if (!may(ctx.user.role, 'deliveries.write')) return []
  const rows = await ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('customers', 'customers.id', 'deliveryNotes.customerId')
    .select([
      'deliveryNotes.id',
      'deliveryNotes.number',
      'deliveryNotes.customerId',
      'customers.shortName as customer',
      'deliveryNotes.deliveryOn as on',
      'deliveryNotes.driver as who',
      'deliveryNotes.kind',
      'deliveryNotes.totalPacks',
      'deliveryNotes.state',
    ])
    .where('deliveryNotes.state', 'in', ['draft', 'picked', 'inspected', 'counted'])
    .where('deliveryNotes.deliveryOn', '<=', plusDays(ctx.today, 1))
    .$if(mine, (notes) => notes.where('deliveryNotes.keyedBy', '=', ctx.user.id))
    .orderBy('deliveryNotes.deliveryOn')
    .orderBy('deliveryNotes.id')
    .limit(mostOfKind)
    .execute()
  return rows.map(({ kind, totalPacks, state, ...row }) =>
    task({
      ...row,
      // packs that come back are counted below nothing; what comes back is only let in
      of: Math.abs(totalPacks),
      process: kind === 'return' ? 'counted' : state,
      what: kind === 'return' ? kind : '',
      kind: 'noteStep',
      urgency: row.on < ctx.today ? 'late' : 'today',
      place: 'note',
      days: daysPast(ctx, row.on),
    }),
  )
}
