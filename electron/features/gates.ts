import { deriveGate, type Gate, type GateKind, type GateOverride } from '../../shared/gates.ts'
import { may } from '../../shared/permissions.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'

type Reader = Pick<Context, 'db'>

/** Orders whose money is looked at together: each alone for its deposit, those of a note as one for shipping. */
type Group = number
interface Share {
  group: Group
  deliveryNoteId: number
  /** Value of the group's lines on the note, in fen. */
  ownFen: number
  /** Value of the whole note, in fen. */
  noteFen: number
}
interface Money {
  confirmedFen: number
  confirmedBy: string | null
  slipNumber: string | null
}
const noMoney: Money = { confirmedFen: 0, confirmedBy: null, slipNumber: null }

/** Value of each group's lines on each delivery note that has left, and on `alsoNoteId`, which is about to. */
const sharesOf = async (ctx: Reader, groups: Map<number, Group>, alsoNoteId: number | null): Promise<Share[]> => {
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select([
      'deliveryLines.orderId',
      'deliveryLines.deliveryNoteId',
      'deliveryNotes.totalFen',
      'deliveryLines.amountFen',
    ])
    .where('deliveryLines.orderId', 'in', [...groups.keys()])
    .where('deliveryNotes.kind', '=', 'delivery')
    .where('deliveryNotes.voidedAt', 'is', null)
    .where((where) =>
      where.or([
        where('deliveryNotes.releasedAt', 'is not', null),
        ...(alsoNoteId === null ? [] : [where('deliveryNotes.id', '=', alsoNoteId)]),
      ]),
    )
    .execute()
  const shares = new Map<string, Share>()
  for (const { orderId, deliveryNoteId, totalFen, amountFen } of lines) {
    const group = groups.get(orderId ?? 0)
    if (group === undefined) continue
    const key = `${group}:${deliveryNoteId}`
    const share = shares.get(key) ?? { group, deliveryNoteId, ownFen: 0, noteFen: totalFen }
    shares.set(key, { ...share, ownFen: share.ownFen + amountFen })
  }
  return [...shares.values()]
}

/**
 * Confirmed money set against each group of orders and its notes, in fen. A note that also carries other orders
 * gives its money in proportion to the value of the lines (down to the fen), so that no yuan opens two gates.
 */
const confirmedMoney = async (ctx: Reader, groups: Map<number, Group>, shares: Share[]): Promise<Map<Group, Money>> => {
  const noteIds = [...new Set(shares.map((share) => share.deliveryNoteId))]
  const rows = await ctx.db
    .selectFrom('receiptAllocations')
    .innerJoin('receipts', 'receipts.id', 'receiptAllocations.receiptId')
    .select([
      'receiptAllocations.orderId',
      'receiptAllocations.deliveryNoteId',
      'receiptAllocations.amountFen',
      'receipts.confirmedByName',
      'receipts.slipNumber',
    ])
    .where('receipts.confirmedAt', 'is not', null)
    .where('receipts.voidedAt', 'is', null)
    .where((where) =>
      where.or([
        where('receiptAllocations.orderId', 'in', [...groups.keys()]),
        ...(noteIds.length > 0 ? [where('receiptAllocations.deliveryNoteId', 'in', noteIds)] : []),
      ]),
    )
    .orderBy('receipts.confirmedAt')
    .orderBy('receiptAllocations.id')
    .execute()
  const money = new Map<Group, Money>()
  const add = (group: Group, fen: number, row: (typeof rows)[number]): void => {
    const before = money.get(group) ?? noMoney
    money.set(group, {
      confirmedFen: before.confirmedFen + fen,
      confirmedBy: row.confirmedByName,
      slipNumber: row.slipNumber,
    })
  }
  const onNotes = new Map<number, { paidFen: number; latest: (typeof rows)[number] }>()
  for (const row of rows)
    if (row.orderId !== null) add(groups.get(row.orderId)!, row.amountFen, row)
    else if (row.deliveryNoteId !== null)
      onNotes.set(row.deliveryNoteId, {
        paidFen: (onNotes.get(row.deliveryNoteId)?.paidFen ?? 0) + row.amountFen,
        latest: row,
      })
  for (const { group, deliveryNoteId, ownFen, noteFen } of shares) {
    const paid = onNotes.get(deliveryNoteId)
    if (!paid) continue
    const whole = ownFen === noteFen || noteFen <= 0
    add(group, whole ? paid.paidFen : Number((BigInt(paid.paidFen) * BigInt(ownFen)) / BigInt(noteFen)), paid.latest)
  }
  return money
}

const shippingOverride = async (ctx: Reader, deliveryNoteId: number): Promise<GateOverride | null> => {
  const row = await ctx.db
    .selectFrom('gateOverrides')
    .select(['userName', 'reason', 'at'])
    .where('gate', '=', 'shipping')
    .where('deliveryNoteId', '=', deliveryNoteId)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { by: row.userName, reason: row.reason, at: row.at } : null
}

/**
 * Order → when a change slip last made it dearer. Who let an order go by name answered for what it was then: an answer
 * before that day covers no more goods.
 */
export const raisedAt = async (ctx: Reader, orderIds: readonly number[]): Promise<Map<number, string>> => {
  const rows = await ctx.db
    .selectFrom('orderChanges')
    .select(({ fn }) => ['orderId', fn.max('appliedAt').as('at')])
    .where('orderId', 'in', orderIds)
    .where('appliedAt', 'is not', null)
    .whereRef('afterFen', '>', 'beforeFen')
    .groupBy('orderId')
    .execute()
  return new Map(rows.flatMap(({ orderId, at }) => (at === null ? [] : [[orderId, at] as const])))
}

/** The deposit gates of several orders at once: five statements however many orders there are. */
export const depositGates = async (ctx: Reader, orderIds: number[]): Promise<Map<number, Gate>> => {
  if (orderIds.length === 0) return new Map()
  const orders = await ctx.db
    .selectFrom('orders')
    .select(['id', 'settlement', 'depositFen'])
    .where('id', 'in', orderIds)
    .execute()
  const each = new Map(orderIds.map((id) => [id, id]))
  const raised = await raisedAt(ctx, orderIds)
  const money = await confirmedMoney(ctx, each, await sharesOf(ctx, each, null))
  const overrides = new Map(
    (
      await ctx.db
        .selectFrom('gateOverrides')
        .select(['orderId', 'userName', 'reason', 'at'])
        .where('gate', '=', 'production')
        .where('orderId', 'in', orderIds)
        .orderBy('id')
        .execute()
    )
      .filter(({ orderId, at }) => at >= (raised.get(orderId!) ?? ''))
      .map(({ orderId, userName, reason, at }) => [orderId, { by: userName, reason, at }]),
  )
  return new Map(
    orders.map(({ id, settlement, depositFen }) => [
      id,
      deriveGate({
        ...(money.get(id) ?? noMoney),
        neededFen: settlement === 'deposit' ? depositFen : 0,
        override: overrides.get(id) ?? null,
      }),
    ]),
  )
}

/**
 * Deposit gate (duty 29): an order on deposit terms goes to production once the cashier has confirmed its
 * deposit (orders.depositFen). Other terms need no money before production.
 */
export const depositGate = async (ctx: Reader, orderId: number): Promise<Gate> => {
  const gate = (await depositGates(ctx, [orderId])).get(orderId)
  if (!gate) throw refuse('app.notFound')
  return gate
}

/**
 * Money of orders on a note that is more than their own goods that left and leave with it, in fen: a deposit waits for
 * the goods of its own order and lets none of another's go. What was paid for a note is for all that is on it.
 */
const heldForLater = async (ctx: Reader, orderIds: readonly number[], deliveryNoteId: number): Promise<number> => {
  if (orderIds.length < 2) return 0
  const each = new Map(orderIds.map((id) => [id, id]))
  const shares = await sharesOf(ctx, each, deliveryNoteId)
  const money = await confirmedMoney(
    ctx,
    each,
    shares.filter(({ ownFen, noteFen }) => ownFen === noteFen),
  )
  return orderIds.reduce((sum, id) => {
    const own = shares.filter(({ group }) => group === id).reduce((total, { ownFen }) => total + ownFen, 0)
    return sum + Math.max(0, (money.get(id) ?? noMoney).confirmedFen - own)
  }, 0)
}

/**
 * Shipping gate (duties 30, 31): monthly and cash-on-delivery orders leave unpaid; deposit and prepaid orders
 * leave once confirmed money covers what has already left of them and what is on this note.
 */
export const shippingGate = async (ctx: Reader, deliveryNoteId: number): Promise<Gate> => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['kind', 'totalFen'])
    .where('id', '=', deliveryNoteId)
    .executeTakeFirst()
  if (!note) throw refuse('app.notFound')
  const orders = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('orders', 'orders.id', 'deliveryLines.orderId')
    .select('orders.id')
    .distinct()
    .where('deliveryLines.deliveryNoteId', '=', deliveryNoteId)
    .where('orders.settlement', 'in', ['deposit', 'prepaid'])
    .execute()
  const override = await shippingOverride(ctx, deliveryNoteId)
  // goods given out for others that came back: what they cost more is as unpaid as a delivery
  if (note.kind === 'exchange' && orders.length > 0)
    return deriveGate({ ...noMoney, neededFen: Math.max(0, note.totalFen), override })
  if (note.kind !== 'delivery' || orders.length === 0) return deriveGate({ ...noMoney, neededFen: 0, override })
  const together = new Map(orders.map(({ id }) => [id, 0]))
  const shares = await sharesOf(ctx, together, deliveryNoteId)
  const money = (await confirmedMoney(ctx, together, shares)).get(0) ?? noMoney
  const held = await heldForLater(ctx, [...together.keys()], deliveryNoteId)
  const confirmedFen = Math.max(0, money.confirmedFen - held)
  return deriveGate({
    ...money,
    confirmedFen,
    neededFen: shares.reduce((sum, { ownFen }) => sum + ownFen, 0),
    override,
  })
}

/** Writes an override down, for ever: who, why, when. Refuses roles that may not, and an empty reason. Gives its id. */
export const recordOverride = async (
  ctx: Context,
  gate: GateKind,
  orderId: number,
  deliveryNoteId: number | null,
  reason: string,
): Promise<number> => {
  if (!may(ctx.user.role, 'gates.override')) throw refuse('gates.overrideNotAllowed', {}, 'overrideReason')
  if (reason.trim() === '') throw refuse('gates.reasonNeeded', {}, 'overrideReason')
  const values = {
    gate,
    orderId,
    deliveryNoteId,
    reason: reason.trim(),
    userId: ctx.user.id,
    userName: ctx.user.name,
    at: ctx.now,
  }
  const { id } = await ctx.db.insertInto('gateOverrides').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'gateOverrides', id, after: values })
  return id
}
