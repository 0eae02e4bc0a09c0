import { type GateKind, gates } from '../../../shared/gates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { depositGate, recordOverride, shippingGate } from '../gates.ts'
import { gateFor } from '../deliveries/hidden.ts'
import { approve, holdsOf } from './holds.ts'
import { findOrder, refreshOrder } from '../orders.ts'

const noteCarries = async (ctx: Context, deliveryNoteId: number, orderId: number): Promise<boolean> =>
  (await ctx.db
    .selectFrom('deliveryLines')
    .select('id')
    .where('deliveryNoteId', '=', deliveryNoteId)
    .where('orderId', '=', orderId)
    .limit(1)
    .executeTakeFirst()) !== undefined

// in a file of its own: orders.ts reads the deposit gate, and this calls orders.ts
export const gatesHandlers: Handlers<typeof gates> = {
  order: (ctx, { orderId }) => depositGate(ctx, orderId),
  note: async (ctx, { deliveryNoteId }) => gateFor(ctx, await shippingGate(ctx, deliveryNoteId)),

  async overrides(ctx, { orderId }) {
    const rows = await ctx.db
      .selectFrom('gateOverrides')
      .selectAll()
      .where('orderId', '=', orderId)
      .orderBy('id')
      .limit(200)
      .execute()
    return rows.map(({ id, gate, deliveryNoteId, userName, reason, at }) => ({
      id,
      gate: gate as GateKind,
      orderId,
      deliveryNoteId,
      by: userName,
      reason,
      at,
    }))
  },

  async override(ctx, { gate, orderId, deliveryNoteId, reason }) {
    const { number, voidedAt } = await findOrder(ctx, orderId)
    if (voidedAt !== null) throw refuse('orders.isVoid', { number })
    if ((gate === 'shipping') !== (deliveryNoteId !== null))
      throw refuse('app.badInput', { field: 'deliveryNoteId' }, 'deliveryNoteId')
    if (deliveryNoteId !== null && !(await noteCarries(ctx, deliveryNoteId, orderId)))
      throw refuse('gates.wrongOrder', {}, 'orderId')
    const found = deliveryNoteId === null ? await depositGate(ctx, orderId) : await shippingGate(ctx, deliveryNoteId)
    if (found.open) throw refuse('gates.alreadyOpen')
    const id = await recordOverride(ctx, gate, orderId, deliveryNoteId, reason)
    await refreshOrder(ctx, orderId)
    return { id }
  },

  holds: (ctx, { orderId }) => holdsOf(ctx, orderId),
  async approve(ctx, { gate, orderId, reason }) {
    const standing = (await holdsOf(ctx, orderId)).find((hold) => hold.gate === gate && hold.stops)
    if (!standing) throw refuse('gates.alreadyOpen')
    return { id: await approve(ctx, gate, orderId, reason) }
  },
}
