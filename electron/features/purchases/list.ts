import type { Output } from '../../../shared/contract.ts'
import { daysBetween } from '../../../shared/dates.ts'
import { may } from '../../../shared/permissions.ts'
import type { Purchase, PurchaseRow, purchases, PurchaseView } from '../../../shared/purchases.ts'
import type { PurchaseKind, PurchaseState } from '../../../shared/materialNeeds.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { chasesOf, noChase, processesOf, processOf } from './details.ts'

type Asked = {
  view: PurchaseView
  orderId: number | null
  materialId: number | null
  text: string
  offset: number
  limit: number
}

const heads = (ctx: Context) =>
  ctx.db
    .selectFrom('purchases')
    .innerJoin('materials', 'materials.id', 'purchases.materialId')
    .leftJoin('orders', 'orders.id', 'purchases.orderId')
    .innerJoin('users', 'users.id', 'purchases.keyedBy')

const columns = [
  'purchases.id',
  'purchases.number',
  'purchases.kind',
  'purchases.orderId',
  'orders.number as orderNumber',
  'purchases.materialId',
  'materials.code',
  'materials.name',
  'materials.spec',
  'materials.unit',
  'purchases.supplier',
  'purchases.quantity',
  'purchases.arrived',
  'purchases.bought',
  'purchases.orderedOn',
  'purchases.promisedOn',
  'purchases.firstPromisedOn',
  'purchases.priceMicros',
  'purchases.remark',
  'purchases.state',
  'purchases.version',
  'purchases.endedReason',
  'purchases.voidReason',
  'users.name as keyedBy',
] as const

const searched = [
  'purchases.number',
  'purchases.supplier',
  'materials.name',
  'materials.code',
  'orders.number',
] as const

const chosen = (ctx: Context, { view, orderId, materialId, text }: Asked) =>
  heads(ctx)
    .$if(view === 'open' || view === 'late', (rows) => rows.where('purchases.state', '=', 'open'))
    .$if(view === 'late', (rows) => rows.where('purchases.promisedOn', '<', ctx.today))
    .$if(view === 'arrived', (rows) => rows.where('purchases.state', 'in', ['arrived', 'ended']))
    .$if(orderId !== null, (rows) => rows.where('purchases.orderId', '=', orderId!))
    .$if(materialId !== null, (rows) => rows.where('purchases.materialId', '=', materialId!))
    .$if(text !== '', (rows) =>
      rows.where(({ or, eb, fn }) => {
        // both databases compare capitals alike
        const part = `%${text.toLowerCase().replace(/[%_\\]/g, '_')}%`
        return or(searched.map((column) => eb(fn<string>('lower', [column]), 'like', part)))
      }),
    )

const found = (ctx: Context, asked: Asked) =>
  chosen(ctx, asked)
    .select(columns)
    .$if(asked.view === 'open' || asked.view === 'late', (rows) =>
      rows.orderBy('purchases.promisedOn').orderBy('purchases.id'),
    )
    .$if(asked.view !== 'open' && asked.view !== 'late', (rows) => rows.orderBy('purchases.id', 'desc'))
    .offset(asked.offset)
    .limit(asked.limit)
    .execute()
type Head = Awaited<ReturnType<typeof found>>[number]

const lastArrivals = async (ctx: Context, ids: number[]): Promise<Map<number, string | null>> => {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('arrivals')
    .select(({ fn }) => ['purchaseId', fn.max('arrivedOn').as('last')])
    .where('purchaseId', 'in', ids)
    .where('quantity', '>', 0)
    .groupBy('purchaseId')
    .execute()
  return new Map(rows.map(({ purchaseId, last }) => [purchaseId, last]))
}

const rowsOf = async (ctx: Context, all: Head[]): Promise<PurchaseRow[]> => {
  const ids = all.map(({ id }) => id)
  const first = await processesOf(
    ctx,
    all.flatMap(({ orderId }) => orderId ?? []),
  )
  const chased = await chasesOf(ctx, ids)
  const last = await lastArrivals(ctx, ids)
  const seesPrices = may(ctx.user.role, 'prices.read')
  return all.map(({ bought, endedReason: _ended, voidReason: _void, keyedBy: _by, ...row }) => {
    const need = processOf(first, row.orderId, row.materialId)
    const late = row.state === 'open' && row.promisedOn !== null ? daysBetween(row.promisedOn, ctx.today) : 0
    return {
      ...row,
      kind: row.kind as PurchaseKind,
      state: row.state as PurchaseState,
      orderNumber: row.orderNumber ?? '',
      inTransit: bought - row.arrived,
      process: need?.process ?? '',
      startOn: need?.startOn ?? null,
      lateDays: Math.max(0, late),
      lastArrivedOn: row.arrived > 0 ? (last.get(row.id) ?? null) : null,
      ...(chased.get(row.id) ?? noChase),
      priceMicros: seesPrices ? row.priceMicros : null,
    }
  })
}

/** 在途 by the day it is promised, all others the newest first (duty 67). */
export const list = async (ctx: Context, asked: Asked): Promise<Output<typeof purchases.list>> => {
  const count = async (which: Asked): Promise<number> => {
    const row = await chosen(ctx, which)
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    return Number(row.total)
  }
  return {
    rows: await rowsOf(ctx, await found(ctx, asked)),
    total: await count(asked),
    late: await count({ ...asked, view: 'late' }),
  }
}

const arrivalsOf = async (ctx: Context, purchaseId: number): Promise<Purchase['arrivals']> => {
  const rows = await ctx.db
    .selectFrom('arrivals')
    .innerJoin('users', 'users.id', 'arrivals.userId')
    .select([
      'arrivals.id',
      'arrivedOn',
      'quantity',
      'noteNumber',
      'remark',
      'reverses',
      'users.name as by',
      'arrivals.at',
    ])
    .where('purchaseId', '=', purchaseId)
    .orderBy('arrivals.id', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({ ...row, reversed: rows.some(({ reverses }) => reverses === row.id) }))
}

/** One purchase with what came of it and how often it was asked for. */
export const read = async (ctx: Context, { id }: { id: number }): Promise<Purchase> => {
  const head = await heads(ctx).select(columns).where('purchases.id', '=', id).executeTakeFirst()
  if (!head) throw refuse('app.notFound')
  const [row] = await rowsOf(ctx, [head])
  const chases = await ctx.db
    .selectFrom('purchaseChases')
    .innerJoin('users', 'users.id', 'purchaseChases.userId')
    .select([
      'purchaseChases.id',
      'chasedOn',
      'person',
      'answer',
      'promisedOn',
      'users.name as by',
      'purchaseChases.at',
    ])
    .where('purchaseId', '=', id)
    .orderBy('purchaseChases.id', 'desc')
    .limit(500)
    .execute()
  return {
    ...row!,
    endedReason: head.endedReason,
    voidReason: head.voidReason,
    keyedBy: head.keyedBy,
    arrivals: await arrivalsOf(ctx, id),
    chaseList: chases,
  }
}
