import type { z } from 'zod'
import { dateOf } from '../../../shared/dates.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { shipments, StoreEntry } from '../../../shared/shipments.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { readOffice } from '../settings.ts'
import { rejectedOf } from '../quality.ts'
import { refreshPlans, stockOfLines } from '../shipments.ts'

const lineOf = async (ctx: Context, noticeLineId: number) => {
  const line = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select([
      'noticeLines.id',
      'noticeLines.orderLineId',
      'noticeLines.finishedQuantity',
      'notices.number',
      'notices.voidedAt',
      'notices.releasedAt',
      'orderLines.name',
      'orderLines.unit',
    ])
    .where('noticeLines.id', '=', noticeLineId)
    .executeTakeFirst()
  if (!line) throw refuse('app.notFound')
  return line
}

const putInOf = async (ctx: Context, noticeLineId: number): Promise<number> =>
  Number(
    (
      await ctx.db
        .selectFrom('storeEntries')
        .select(({ fn }) => fn.sum('quantity').as('sum'))
        .where('noticeLineId', '=', noticeLineId)
        .executeTakeFirst()
    )?.sum ?? 0,
  )

/** The rejected goods that come into the store with `quantity` of the `left` ones; null where there is enough beside them. */
const rejectedWith = async (
  ctx: Context,
  { id, orderLineId }: { id: number; orderLineId: number },
  left: number,
  quantity: number,
): Promise<{ numbers: string; rejected: string } | null> => {
  const own = (await rejectedOf(ctx, [orderLineId])).find(({ noticeLineId }) => noticeLineId === id)
  if (!own || quantity <= left - own.quantity) return null
  return { numbers: own.numbers, rejected: formatQuantity(own.quantity) }
}

/**
 * 入库 (duty 57): finished goods of a notice line come into the store, counted by name; never more than came through
 * the last process, and a count that differs from the workshop's is explained (duty 85).
 */
export const putIn = async (
  ctx: Context,
  { sure, ...entry }: z.output<typeof shipments.putIn.input>,
): Promise<{ id: number }> => {
  const line = await lineOf(ctx, entry.noticeLineId)
  if (line.voidedAt !== null) throw refuse('operations.noticeVoid', { notice: line.number })
  if (entry.enteredOn > ctx.today) throw refuse('shipments.enteredLater', { on: entry.enteredOn }, 'enteredOn')
  if (entry.enteredOn < dateOf(new Date(line.releasedAt)))
    throw refuse('shipments.enteredBefore', { on: entry.enteredOn, notice: line.number }, 'enteredOn')
  const left = line.finishedQuantity - (await putInOf(ctx, line.id))
  const values = { name: line.name, unit: line.unit, left: formatQuantity(Math.max(0, left)) }
  const counted = { unit: line.unit, what: line.name, known: [line.finishedQuantity, left] }
  refuseBrokenUnit(entry.quantity, counted, 'quantity')
  if (entry.quantity > left) throw refuse('shipments.moreThanFinished', values, 'quantity')
  if (entry.quantity !== left && entry.explanation === '')
    throw refuse('shipments.explainCount', { ...values, counted: formatQuantity(entry.quantity) }, 'explanation')
  const rejected = await rejectedWith(ctx, line, left, entry.quantity)
  if (rejected && !sure) throw refuse('shipments.rejectedGoods', { ...values, ...rejected })
  const row = { ...entry, orderLineId: line.orderLineId, reverses: null, userId: ctx.user.id, at: ctx.now }
  const { id } = await ctx.db.insertInto('storeEntries').values(row).returning('id').executeTakeFirstOrThrow()
  await refreshPlans(ctx, [line.orderLineId])
  ctx.record({ entity: 'storeEntries', id, after: rejected ? { ...row, ...rejected } : row })
  return { id }
}

/**
 * Takes an entry back by another one of the same day; of a part of it the rest is put in again at once, by an entry of its
 * own. Goods that left by the rule of the store cannot be taken back.
 */
export const takeBack = async (
  ctx: Context,
  { id, quantity, reason }: z.output<typeof shipments.takeBack.input>,
): Promise<{ id: number }> => {
  const first = await ctx.db.selectFrom('storeEntries').selectAll().where('id', '=', id).executeTakeFirst()
  if (!first) throw refuse('app.notFound')
  if (first.reverses !== null) throw refuse('operations.reversalStays')
  const taken = await ctx.db.selectFrom('storeEntries').select('id').where('reverses', '=', id).executeTakeFirst()
  if (taken) throw refuse('operations.alreadyReversed')
  const { unit, name } = await lineOf(ctx, first.noticeLineId)
  const back = quantity ?? first.quantity
  refuseBrokenUnit(back, { unit, what: name, known: [first.quantity] }, 'quantity')
  if (back > first.quantity)
    throw refuse('shipments.moreThanEntry', { quantity: formatQuantity(first.quantity), unit }, 'quantity')
  const { storeFirst } = await readOffice(ctx)
  const stock = (await stockOfLines(ctx, [first.orderLineId])).get(first.orderLineId)!
  if (storeFirst && stock.putIn - back < stock.out)
    throw refuse('shipments.goneAlready', { left: formatQuantity(stock.there), unit }, 'quantity')
  const { id: _, ...kept } = first
  const row = { ...kept, explanation: reason, userId: ctx.user.id, at: ctx.now }
  const write = async (values: typeof row, before: object | undefined): Promise<number> => {
    const made = await ctx.db.insertInto('storeEntries').values(values).returning('id').executeTakeFirstOrThrow()
    ctx.record({ entity: 'storeEntries', id: made.id, before, after: values })
    return made.id
  }
  const made = await write({ ...row, quantity: -first.quantity, packs: -first.packs, reverses: id }, first)
  const rest = first.quantity - back
  if (rest > 0)
    await write({ ...row, quantity: rest, packs: Math.round((first.packs * rest) / first.quantity) }, undefined)
  await refreshPlans(ctx, [first.orderLineId])
  return { id: made }
}

/** What was put in of a notice line and taken back, the newest first. */
export const entriesOf = async (ctx: Context, noticeLineId: number): Promise<StoreEntry[]> => {
  const rows = await ctx.db
    .selectFrom('storeEntries')
    .innerJoin('users', 'users.id', 'storeEntries.userId')
    .leftJoin('storeEntries as taken', 'taken.reverses', 'storeEntries.id')
    .select([
      'storeEntries.id',
      'storeEntries.enteredOn',
      'storeEntries.quantity',
      'storeEntries.packs',
      'storeEntries.countedBy',
      'storeEntries.place',
      'storeEntries.explanation',
      'storeEntries.reverses',
      'storeEntries.at',
      'taken.id as takenBy',
      'users.name as by',
    ])
    .where('storeEntries.noticeLineId', '=', noticeLineId)
    .orderBy('storeEntries.id', 'desc')
    .limit(200)
    .execute()
  return rows.map(({ takenBy, ...row }) => ({ ...row, reversed: takenBy !== null }))
}
