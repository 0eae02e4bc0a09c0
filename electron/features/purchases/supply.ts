import { type Expression, sql, type SqlBool } from 'kysely'
import { dateOf, plusDays } from '../../../shared/dates.ts'
import { balanceOf, materialStateOf } from '../../../shared/materialNeeds.ts'
import type { ShortageView } from '../../../shared/purchases.ts'
import type { Context } from '../../context.ts'
import { needSql } from '../materialNeeds.ts'

type Reader = Pick<Context, 'db' | 'today' | 'user'>

/** Whose materials are looked at; nothing said is every order with something still in work. */
export interface SupplyFilter {
  view?: ShortageView
  mine?: boolean
  orderId?: number | null
  orderIds?: readonly number[]
}

/** The orders that are asked for; else those with something in work. */
const ordersOf = (db: Reader['db'], { orderId = null, orderIds }: SupplyFilter) => {
  if (orderId !== null) return [orderId]
  if (orderIds !== undefined) return [...orderIds]
  return db.selectFrom('notices as working').select('working.orderId').where('working.state', '=', 'making')
}

const need = needSql({ row: 'noticeMaterials', line: 'noticeLines', process: 'operations' })

/** What each order needs of each material, and what of it is still to be worked (thousandths). */
const needs = ({ db }: Reader, filter: SupplyFilter) =>
  db
    .selectFrom('noticeMaterials')
    .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .leftJoin('operations', 'operations.id', 'noticeMaterials.operationId')
    .select([
      'notices.orderId',
      'noticeMaterials.materialId',
      sql<number>`sum(${need.needed})`.as('needed'),
      sql<number>`sum(${need.left})`.as('left'),
      sql<number>`sum(${need.used})`.as('used'),
      sql<string | null>`min(case when ${need.open} = 1 then ${need.startOn} end)`.as('startOn'),
      sql<number>`max("noticeMaterials"."leadDays")`.as('leadDays'),
      sql<string>`max("notices"."releasedAt")`.as('releasedAt'),
    ])
    .where('notices.voidedAt', 'is', null)
    .where('notices.orderId', 'in', ordersOf(db, filter))
    .groupBy(['notices.orderId', 'noticeMaterials.materialId'])

/** What was bought of each material for each order, what came, and the last promise of what is on its way. */
const supplied = ({ db }: Reader, filter: SupplyFilter) =>
  db
    .selectFrom('purchases')
    .select([
      'purchases.orderId',
      'purchases.materialId',
      sql<number>`sum("purchases"."bought")`.as('bought'),
      // more that came than was ordered was not ordered
      sql<number>`sum(case when "purchases"."state" = 'arrived' then "purchases"."quantity" else "purchases"."bought" end)`.as(
        'ordered',
      ),
      sql<number>`sum("purchases"."arrived")`.as('arrived'),
      sql<string | null>`max(case when "purchases"."state" = 'open' then "purchases"."promisedOn" end)`.as(
        'promisedOn',
      ),
      sql<number>`sum(case when "purchases"."state" = 'open' and "purchases"."promisedOn" is null then 1 else 0 end)`.as(
        'unpromised',
      ),
    ])
    .where('purchases.orderId', 'in', ordersOf(db, filter))
    .groupBy(['purchases.orderId', 'purchases.materialId'])

const have = sql<number>`coalesce("supplied"."arrived", 0)`
const bought = sql<number>`coalesce("supplied"."bought", 0)`

/** Whether a row belongs to a view, as both databases say it. */
export const viewOf = (view: ShortageView, today: string): Expression<SqlBool> => {
  if (view === 'short') return sql<SqlBool>`"needs"."left" > 0 and "needs"."needed" > ${have}`
  if (view === 'unbought') return sql<SqlBool>`"needs"."left" > 0 and "needs"."needed" > ${bought}`
  return sql<SqlBool>`"needs"."left" > 0 and "needs"."needed" > ${have} and "needs"."needed" <= ${bought} and ("supplied"."unpromised" > 0
    or "supplied"."promisedOn" < ${today} or "supplied"."promisedOn" > "needs"."startOn")`
}

/** Orders × materials, as `supplyOf` reads them; count it, page it, sort it. */
export const supplyRows = (ctx: Reader, filter: SupplyFilter) =>
  ctx.db
    .selectFrom(needs(ctx, filter).as('needs'))
    .leftJoin(supplied(ctx, filter).as('supplied'), (join) =>
      join.onRef('supplied.orderId', '=', 'needs.orderId').onRef('supplied.materialId', '=', 'needs.materialId'),
    )
    .innerJoin('orders', 'orders.id', 'needs.orderId')
    .where('orders.voidedAt', 'is', null)
    .$if(filter.mine === true, (rows) => rows.where('orders.merchandiserId', '=', ctx.user.id))
    .$if(filter.view !== undefined, (rows) => rows.where(viewOf(filter.view!, ctx.today)))

export const supplyColumns = [
  'needs.orderId',
  'needs.materialId',
  'needs.needed',
  'needs.left',
  'needs.used',
  'needs.startOn',
  'needs.leadDays',
  'needs.releasedAt',
  bought.as('bought'),
  sql<number>`coalesce("supplied"."ordered", 0)`.as('ordered'),
  have.as('arrived'),
  'supplied.promisedOn',
  sql<number>`coalesce("supplied"."unpromised", 0)`.as('unpromised'),
] as const

interface Found {
  orderId: number
  materialId: number
  needed: number
  left: number
  used: number
  startOn: string | null
  leadDays: number
  releasedAt: string
  bought: number
  /** As it was ordered; `bought` is what came where that is more. */
  ordered: number
  arrived: number
  promisedOn: string | null
  unpromised: number
}

/** The working day after a release: until then what it needs is to be ordered, not forgotten. */
const missedFrom = (releasedAt: string, works: (day: string) => boolean): string => {
  let day = plusDays(dateOf(new Date(releasedAt)), 1)
  // a calendar without a working day in it ends somewhere all the same
  for (let rest = 0; rest < 60 && !works(day); rest++) day = plusDays(day, 1)
  return day
}

/** A row as both databases give it, with its balance and state. `works` is the calendar of the office. */
export const supplyOf = (row: Found, fallbackStart: string, today: string, works: (day: string) => boolean) => {
  const supply = { needed: Number(row.needed), bought: Number(row.bought), arrived: Number(row.arrived) }
  const left = Number(row.left)
  const promisedOn = Number(row.unpromised) > 0 ? null : row.promisedOn
  const startOn = row.startOn ?? fallbackStart
  return {
    orderId: row.orderId,
    materialId: row.materialId,
    ...supply,
    ...balanceOf({ ...supply, left }),
    bought: Number(row.ordered),
    used: Number(row.used),
    leadDays: Number(row.leadDays),
    startOn,
    promisedOn,
    state: materialStateOf(
      { ...supply, left, startOn, promisedOn, missedFrom: missedFrom(row.releasedAt, works) },
      today,
    ),
  }
}
