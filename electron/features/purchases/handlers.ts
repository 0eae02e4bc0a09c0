import type { z } from 'zod'
import { may } from '../../../shared/permissions.ts'
import { boughtOf, type PurchaseKind, purchaseStateOf } from '../../../shared/materialNeeds.ts'
import { type Purchase, type PurchaseDraft, purchases } from '../../../shared/purchases.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { refuseFarDay } from '../../days.ts'
import { nextNumber } from '../../db/numbering.ts'
import { list, read } from './list.ts'
import { shortagePaper } from './paper.ts'
import { shortages } from './shortages.ts'
import { supplyRows } from './supply.ts'

const rowOf = async (ctx: Context, id: number) => {
  const row = await ctx.db.selectFrom('purchases').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return row
}
type Row = Awaited<ReturnType<typeof rowOf>>

/** The row as it was seen, and not void. */
const standing = async (ctx: Context, id: number, version: number | null): Promise<Row> => {
  const row = await rowOf(ctx, id)
  if (version !== null && row.version !== version) throw refuse('app.stale')
  if (row.voidedAt !== null) throw refuse('purchases.isVoid', { number: row.number })
  return row
}

/** Writes what changed and what follows from it: what came, what it brings in the end, its state. */
const store = async (ctx: Context, before: Row, part: Partial<Row>, ended: boolean): Promise<void> => {
  const row = { ...before, ...part }
  const facts = {
    kind: row.kind as PurchaseKind,
    quantity: row.quantity,
    arrived: row.arrived,
    ended,
    voided: row.voidedAt !== null,
  }
  const values = { ...part, state: purchaseStateOf(facts), bought: boughtOf(facts), version: before.version + 1 }
  await ctx.db.updateTable('purchases').set(values).where('id', '=', before.id).execute()
  ctx.record({ entity: 'purchases', id: before.id, before, after: values })
}
const isEnded = (row: Pick<Row, 'endedReason'>): boolean => row.endedReason !== ''

/** Sums the arrivals anew. */
const refreshArrived = async (ctx: Context, row: Row): Promise<void> => {
  const { arrived } = await ctx.db
    .selectFrom('arrivals')
    .select(({ fn }) => fn.sum<number | null>('quantity').as('arrived'))
    .where('purchaseId', '=', row.id)
    .executeTakeFirstOrThrow()
  await store(ctx, row, { arrived: Number(arrived ?? 0) }, isEnded(row))
}

/** What an order's lines hold of a material can no longer be unmade by taking its supply back. */
const refuseUsed = async (ctx: Context, { orderId, materialId }: Row): Promise<void> => {
  if (orderId === null) return
  const { held } = await ctx.db
    .selectFrom('noticeMaterials')
    .innerJoin('noticeLines', 'noticeLines.id', 'noticeMaterials.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(({ fn, eb }) => fn.sum<number | null>(eb('issued', '-', eb.ref('returned'))).as('held'))
    .where('notices.orderId', '=', orderId)
    .where('noticeMaterials.materialId', '=', materialId)
    .executeTakeFirstOrThrow()
  const { arrived } = await ctx.db
    .selectFrom('purchases')
    .select(({ fn }) => fn.sum<number | null>('arrived').as('arrived'))
    .where('orderId', '=', orderId)
    .where('materialId', '=', materialId)
    .executeTakeFirstOrThrow()
  if (Number(held ?? 0) > Number(arrived ?? 0))
    throw refuse('purchases.alreadyIssued', {
      held: formatQuantity(Number(held)),
      left: formatQuantity(Number(arrived)),
    })
}

/** No supplier sells half a board; a rest of the stock may be one. `known` quantities as `breaksUnit` reads them. */
const refuseBroken = async (
  ctx: Context,
  { materialId, kind, quantity }: Pick<PurchaseDraft, 'materialId' | 'kind' | 'quantity'>,
  field: string,
  known: readonly number[] = [],
): Promise<void> => {
  if (kind === 'stock') return
  const { name, unit } = await ctx.db
    .selectFrom('materials')
    .select(['name', 'unit'])
    .where('id', '=', materialId)
    .executeTakeFirstOrThrow()
  refuseBrokenUnit(quantity, { unit, what: name, known }, field)
}

const checkDraft = async (ctx: Context, draft: PurchaseDraft, orderedOn: string, at: string): Promise<string> => {
  const material = await ctx.db
    .selectFrom('materials')
    .select('supplier')
    .where('id', '=', draft.materialId)
    .executeTakeFirst()
  if (!material) throw refuse('app.notFound')
  await refuseBroken(ctx, draft, `${at}.quantity`)
  const supplier = draft.supplier || (draft.kind === 'purchase' ? material.supplier : '')
  if (draft.kind === 'purchase' && supplier === '') throw refuse('purchases.noSupplier', {}, `${at}.supplier`)
  refuseFarDay(ctx, draft.promisedOn, `${at}.promisedOn`)
  if (draft.promisedOn !== null && draft.promisedOn < orderedOn)
    throw refuse('purchases.promiseBeforeOrder', { ordered: orderedOn }, `${at}.promisedOn`)
  if (draft.orderId === null) {
    if (draft.kind !== 'purchase') throw refuse('purchases.orderNeeded', {}, `${at}.orderId`)
    return supplier
  }
  const order = await ctx.db
    .selectFrom('orders')
    .select(['number', 'voidedAt'])
    .where('id', '=', draft.orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  return supplier
}

/** A quantity more than this many times the need of the order is asked about: a slip of the hand, or the wrong unit. */
const farAbove = 10

const askFarAbove = async (ctx: Context, rows: readonly PurchaseDraft[]): Promise<void> => {
  for (const [index, { orderId, materialId, quantity }] of rows.entries()) {
    if (orderId === null) continue
    const found = await supplyRows(ctx, { orderId })
      .innerJoin('materials', 'materials.id', 'needs.materialId')
      .select(['needs.needed', 'materials.name', 'materials.unit'])
      .where('needs.materialId', '=', materialId)
      .executeTakeFirst()
    const needed = Number(found?.needed ?? 0)
    if (found && needed > 0 && quantity > farAbove * needed)
      throw refuse(
        'purchases.farAboveNeed',
        {
          name: found.name,
          unit: found.unit,
          quantity: formatQuantity(quantity),
          needed: formatQuantity(needed),
        },
        `rows.${index}.quantity`,
      )
  }
}

const addOne = async (ctx: Context, draft: PurchaseDraft, supplier: string, orderedOn: string) => {
  const there = draft.kind === 'stock'
  const values = {
    ...draft,
    supplier,
    number: await nextNumber(ctx, 'CG', ctx.today),
    orderedOn,
    firstPromisedOn: there ? null : draft.promisedOn,
    promisedOn: there ? null : draft.promisedOn,
    priceMicros: may(ctx.user.role, 'prices.read') ? draft.priceMicros : null,
    bought: draft.quantity,
    state: 'open',
    endedReason: '',
    voidedAt: null,
    voidedBy: null,
    voidReason: null,
    keyedBy: ctx.user.id,
    keyedAt: ctx.now,
    version: 1,
  }
  const { id } = await ctx.db.insertInto('purchases').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'purchases', id, after: values })
  // what is taken out of the stock is there at once
  if (there)
    await takeIn(ctx, await rowOf(ctx, id), {
      arrivedOn: orderedOn,
      quantity: draft.quantity,
      noteNumber: '',
      remark: '',
    })
  return { id, number: values.number }
}

type TakenIn = Pick<z.output<typeof purchases.arrive.input>, 'arrivedOn' | 'quantity' | 'noteNumber' | 'remark'>
const takeIn = async (ctx: Context, row: Row, arrival: TakenIn): Promise<void> => {
  await ctx.db
    .insertInto('arrivals')
    .values({ ...arrival, purchaseId: row.id, reverses: null, userId: ctx.user.id, at: ctx.now })
    .execute()
  await refreshArrived(ctx, row)
}

const edit = async (
  ctx: Context,
  { id, version, ...part }: z.output<typeof purchases.edit.input>,
): Promise<Purchase> => {
  const row = await standing(ctx, id, version)
  if (row.kind === 'stock') throw refuse('purchases.stockStays')
  const asked = { materialId: row.materialId, kind: row.kind as PurchaseKind, quantity: part.quantity }
  await refuseBroken(ctx, asked, 'quantity', [row.quantity, row.arrived])
  if (part.quantity < row.arrived)
    throw refuse('purchases.belowArrived', { arrived: formatQuantity(row.arrived) }, 'quantity')
  refuseFarDay(ctx, part.promisedOn, 'promisedOn')
  if (part.promisedOn !== null && part.promisedOn < row.orderedOn)
    throw refuse('purchases.promiseBeforeOrder', { ordered: row.orderedOn }, 'promisedOn')
  if (row.kind === 'purchase' && part.supplier === '') throw refuse('purchases.noSupplier', {}, 'supplier')
  const priceMicros = may(ctx.user.role, 'prices.read') ? part.priceMicros : row.priceMicros
  const firstPromisedOn = row.firstPromisedOn ?? part.promisedOn
  await store(ctx, row, { ...part, priceMicros, firstPromisedOn }, isEnded(row))
  return read(ctx, { id })
}

const reverseArrival = async (
  ctx: Context,
  { arrivalId, reason }: { arrivalId: number; reason: string },
): Promise<Purchase> => {
  const first = await ctx.db.selectFrom('arrivals').selectAll().where('id', '=', arrivalId).executeTakeFirst()
  if (!first) throw refuse('app.notFound')
  if (first.reverses !== null) throw refuse('operations.reversalStays')
  const taken = await ctx.db.selectFrom('arrivals').select('id').where('reverses', '=', arrivalId).executeTakeFirst()
  if (taken) throw refuse('operations.alreadyReversed')
  const row = await standing(ctx, first.purchaseId, null)
  if (row.kind === 'stock') throw refuse('purchases.stockStays')
  const { id: _id, ...kept } = first
  await ctx.db
    .insertInto('arrivals')
    .values({
      ...kept,
      quantity: -first.quantity,
      remark: reason,
      reverses: arrivalId,
      userId: ctx.user.id,
      at: ctx.now,
    })
    .execute()
  await refreshArrived(ctx, row)
  await refuseUsed(ctx, row)
  return read(ctx, { id: row.id })
}

export const purchasesHandlers: Handlers<typeof purchases> = {
  shortages,
  shortagePaper,
  list,
  read,

  async add(ctx, { orderedOn, rows, sure }) {
    if (orderedOn > ctx.today) throw refuse('purchases.future', {}, 'orderedOn')
    if (!sure) await askFarAbove(ctx, rows)
    const made = []
    for (const [index, draft] of rows.entries())
      made.push(await addOne(ctx, draft, await checkDraft(ctx, draft, orderedOn, `rows.${index}`), orderedOn))
    return { ids: made.map(({ id }) => id), numbers: made.map(({ number }) => number) }
  },

  edit,

  async void(ctx, { id, version, reason }) {
    const row = await standing(ctx, id, version)
    if (row.kind === 'stock') {
      await ctx.db
        .insertInto('arrivals')
        .values({
          purchaseId: id,
          arrivedOn: ctx.today,
          quantity: -row.arrived,
          noteNumber: '',
          remark: reason,
          reverses: null,
          userId: ctx.user.id,
          at: ctx.now,
        })
        .execute()
    } else if (row.arrived > 0)
      throw refuse('purchases.hasArrived', { number: row.number, arrived: formatQuantity(row.arrived) })
    await store(ctx, row, { arrived: 0, voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason }, false)
    await refuseUsed(ctx, row)
    return read(ctx, { id })
  },

  async end(ctx, { id, version, reason }) {
    const row = await standing(ctx, id, version)
    if (row.state !== 'open') throw refuse('purchases.nothingOut', { number: row.number })
    await store(ctx, row, { endedReason: reason }, true)
    return read(ctx, { id })
  },

  async resume(ctx, { id, version }) {
    const row = await standing(ctx, id, version)
    if (!isEnded(row)) throw refuse('purchases.notEnded', { number: row.number })
    await store(ctx, row, { endedReason: '' }, false)
    return read(ctx, { id })
  },

  async arrive(ctx, { id, sure, ...arrival }) {
    const row = await standing(ctx, id, null)
    if (arrival.arrivedOn > ctx.today) throw refuse('purchases.future', {}, 'arrivedOn')
    if (arrival.arrivedOn < row.orderedOn)
      throw refuse('purchases.arrivedBeforeOrder', { ordered: row.orderedOn }, 'arrivedOn')
    if (row.kind === 'stock') throw refuse('purchases.stockStays')
    const arrived = row.arrived + arrival.quantity
    if (!sure && arrived > row.quantity)
      throw refuse(
        'purchases.moreThanOrdered',
        {
          number: row.number,
          quantity: formatQuantity(row.quantity),
          arrived: formatQuantity(arrived),
          over: formatQuantity(arrived - row.quantity),
        },
        'quantity',
      )
    await takeIn(ctx, row, arrival)
    return read(ctx, { id })
  },

  reverseArrival,

  async chase(ctx, { id, ...chase }) {
    const row = await standing(ctx, id, null)
    if (row.state !== 'open') throw refuse('purchases.nothingOut', { number: row.number })
    if (chase.chasedOn > ctx.today) throw refuse('purchases.future', {}, 'chasedOn')
    refuseFarDay(ctx, chase.promisedOn, 'promisedOn')
    if (chase.promisedOn !== null && chase.promisedOn < chase.chasedOn)
      throw refuse('purchases.promiseBeforeChase', {}, 'promisedOn')
    await ctx.db
      .insertInto('purchaseChases')
      .values({ ...chase, purchaseId: id, userId: ctx.user.id, at: ctx.now })
      .execute()
    const promisedOn = chase.promisedOn ?? row.promisedOn
    await store(ctx, row, { promisedOn, firstPromisedOn: row.firstPromisedOn ?? promisedOn }, isEnded(row))
    return read(ctx, { id })
  },
}
