import {
  type Dossier,
  type DossierSlot,
  type dossiers,
  dossierSlots,
  dossierStateOf,
  type DutyKind,
  dutyKinds,
  type SlotState,
} from '../../shared/dossiers.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context, Handlers } from '../context.ts'
import { refuseSecondKeyer } from './blindKeys.ts'
import { dossierPaper } from './dossiers/paper.ts'
import { readOffice } from './settings.ts'

const orderOf = async (ctx: Context, orderId: number) => {
  const order = await ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'orders.merchandiserId')
    .select(['orders.id', 'orders.number', 'orders.voidedAt'])
    .select(['customers.name', 'users.name as merchandiser'])
    .where('orders.id', '=', orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  await refuseSecondKeyer(ctx, orderId)
  return order
}

const dossierOf = (ctx: Context, orderId: number) =>
  ctx.db.selectFrom('dossiers').selectAll().where('orderId', '=', orderId).executeTakeFirst()

const slotsOf = (ctx: Context, dossierId: number) =>
  ctx.db
    .selectFrom('dossierSlots')
    .innerJoin('users', 'users.id', 'dossierSlots.userId')
    .select(['slot', 'state', 'place', 'at', 'users.name as by'])
    .where('dossierId', '=', dossierId)
    .execute()

const conflictsOf = (ctx: Context, dossierId: number) =>
  ctx.db
    .selectFrom('dossierConflicts')
    .innerJoin('users', 'users.id', 'dossierConflicts.userId')
    .leftJoin('users as settlers', 'settlers.id', 'dossierConflicts.settledBy')
    .select(['dossierConflicts.id', 'slot', 'other', 'words', 'at', 'settledHow', 'settledAt'])
    .select(['users.name as by', 'settlers.name as settledBy'])
    .where('dossierId', '=', dossierId)
    .orderBy('dossierConflicts.id')
    .execute()

const dutiesOf = (ctx: Context, dossierId: number) =>
  ctx.db
    .selectFrom('orderDuties')
    .innerJoin('users', 'users.id', 'orderDuties.userId')
    .select(['kind', 'userId', 'users.name'])
    .where('dossierId', '=', dossierId)
    .execute()

const linesOf = async (ctx: Context, orderId: number): Promise<Dossier['lines']> => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'sequence', 'name', 'spec', 'colour'])
    .where('orderId', '=', orderId)
    .where('cancelledAt', 'is', null)
    .orderBy('sequence')
    .execute()
  return lines.map(({ id, sequence, ...line }) => ({
    orderLineId: id,
    line: sequence,
    description: [line.name, line.spec, line.colour].filter(Boolean).join(' '),
  }))
}

/** The whole sheet; of an order nobody has collected for yet all six are missing. */
const readDossier = async (ctx: Context, orderId: number): Promise<Dossier> => {
  const order = await orderOf(ctx, orderId)
  const dossier = await dossierOf(ctx, orderId)
  const said = dossier ? await slotsOf(ctx, dossier.id) : []
  const slots = dossierSlots.map((slot) => {
    const row = said.find((each) => each.slot === slot)
    return row
      ? { ...row, slot, state: row.state as SlotState }
      : { slot, state: 'missing' as const, place: '', by: null, at: null }
  })
  const conflicts = (dossier ? await conflictsOf(ctx, dossier.id) : []).map((row) => ({
    ...row,
    slot: row.slot as DossierSlot,
    other: row.other as DossierSlot,
  }))
  const shared = dossier ? await dutiesOf(ctx, dossier.id) : []
  return {
    orderId,
    orderNumber: order.number,
    customerName: order.name,
    merchandiser: order.merchandiser,
    state: dossierStateOf(slots, conflicts),
    slots,
    conflicts,
    // 大货 and the rest belong to the order's 跟单 until somebody else is named
    duties: dutyKinds.map((kind) => {
      const row = shared.find((each) => each.kind === kind)
      return { kind, userId: row?.userId ?? null, name: row?.name ?? order.merchandiser }
    }),
    lines: await linesOf(ctx, orderId),
    printed: dossier?.printed ?? 0,
    version: dossier?.version ?? 0,
  }
}

/** The dossier of a standing order to write to, made at its first word. Refuses a stale `seen` version. */
const toWrite = async (ctx: Context, orderId: number, seen?: number): Promise<{ id: number; version: number }> => {
  const order = await orderOf(ctx, orderId)
  if (order.voidedAt !== null) throw refuse('orders.isVoid', { number: order.number })
  const known = await dossierOf(ctx, orderId)
  if (seen !== undefined && seen !== (known?.version ?? 0)) throw refuse('app.stale')
  if (known) {
    const version = known.version + 1
    await ctx.db.updateTable('dossiers').set({ version }).where('id', '=', known.id).execute()
    return { id: known.id, version }
  }
  return ctx.db
    .insertInto('dossiers')
    .values({ orderId, version: 1 })
    .returning(['id', 'version'])
    .executeTakeFirstOrThrow()
}

const setSlot = async (
  ctx: Context,
  asked: { orderId: number; version: number; slot: DossierSlot; state: SlotState; place: string },
): Promise<Dossier> => {
  const { orderId, slot, state, place } = asked
  const { id } = await toWrite(ctx, orderId, asked.version)
  const before = await ctx.db
    .selectFrom('dossierSlots')
    .select(['state', 'place'])
    .where('dossierId', '=', id)
    .where('slot', '=', slot)
    .executeTakeFirst()
  const values = { state, place, userId: ctx.user.id, at: ctx.now }
  if (state === 'missing')
    await ctx.db.deleteFrom('dossierSlots').where('dossierId', '=', id).where('slot', '=', slot).execute()
  else
    await ctx.db
      .insertInto('dossierSlots')
      .values({ ...values, dossierId: id, slot })
      .onConflict((clash) => clash.columns(['dossierId', 'slot']).doUpdateSet(values))
      .execute()
  ctx.record({ entity: 'dossiers', id: orderId, before: before && { slot, ...before }, after: { slot, state, place } })
  return readDossier(ctx, orderId)
}

type AskedDuties = { orderId: number; version: number; duties: { kind: DutyKind; userId: number | null }[] }

const setDuties = async (ctx: Context, { orderId, version, duties }: AskedDuties): Promise<Dossier> => {
  const { id } = await toWrite(ctx, orderId, version)
  const before = (await dutiesOf(ctx, id)).map(({ kind, userId }) => ({ kind, userId }))
  for (const [index, { kind, userId }] of duties.entries()) {
    if (userId === null) {
      await ctx.db.deleteFrom('orderDuties').where('dossierId', '=', id).where('kind', '=', kind).execute()
      continue
    }
    const person = await ctx.db
      .selectFrom('users')
      .select('id')
      .where('id', '=', userId)
      .where('active', '=', 1)
      .executeTakeFirst()
    if (!person) throw refuse('dossiers.notHere', {}, `duties.${index}.userId`)
    await ctx.db
      .insertInto('orderDuties')
      .values({ dossierId: id, kind, userId })
      .onConflict((clash) => clash.columns(['dossierId', 'kind']).doUpdateSet({ userId }))
      .execute()
  }
  ctx.record({ entity: 'dossiers', id: orderId, before: { duties: before }, after: { duties } })
  return readDossier(ctx, orderId)
}

export const dossiersHandlers: Handlers<typeof dossiers> = {
  read: (ctx, { orderId }) => readDossier(ctx, orderId),
  async gap(ctx, { orderId }) {
    const { dossierAsked } = await readOffice(ctx)
    const { slots, conflicts } = await readDossier(ctx, orderId)
    return {
      asked: dossierAsked,
      missing: slots.filter(({ state }) => state === 'missing').map(({ slot }) => slot),
      conflicts: conflicts.filter(({ settledAt }) => settledAt === null).length,
    }
  },
  setSlot,
  async addConflict(ctx, { orderId, slot, other, words }) {
    if (slot === other) throw refuse('dossiers.sameSlot', {}, 'other')
    const { id } = await toWrite(ctx, orderId)
    const values = { dossierId: id, slot, other, words, userId: ctx.user.id, at: ctx.now, settledHow: '' }
    await ctx.db.insertInto('dossierConflicts').values(values).execute()
    ctx.record({ entity: 'dossiers', id: orderId, after: { slot, other, words } })
    return readDossier(ctx, orderId)
  },
  async settleConflict(ctx, { id, how }) {
    const conflict = await ctx.db
      .selectFrom('dossierConflicts')
      .innerJoin('dossiers', 'dossiers.id', 'dossierConflicts.dossierId')
      .select(['dossiers.orderId', 'settledAt'])
      .where('dossierConflicts.id', '=', id)
      .executeTakeFirst()
    if (!conflict) throw refuse('app.notFound')
    if (conflict.settledAt !== null) throw refuse('dossiers.settledAlready')
    await toWrite(ctx, conflict.orderId)
    const values = { settledHow: how, settledBy: ctx.user.id, settledAt: ctx.now }
    await ctx.db.updateTable('dossierConflicts').set(values).where('id', '=', id).execute()
    ctx.record({ entity: 'dossiers', id: conflict.orderId, after: { conflict: id, ...values } })
    return readDossier(ctx, conflict.orderId)
  },
  setDuties,
  people: (ctx) =>
    ctx.db
      .selectFrom('users')
      .select(['id', 'name'])
      .where('active', '=', 1)
      .where('role', 'in', ['owner', 'manager', 'merchandiser', 'clerk'])
      .orderBy('id')
      .limit(200)
      .execute(),
  paper: async (ctx, { id }) => dossierPaper(ctx, await readDossier(ctx, id)),
  async markPrinted(ctx, { id: orderId }) {
    const { id } = await toWrite(ctx, orderId)
    const { printed } = await ctx.db
      .updateTable('dossiers')
      .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'dossiers', id: orderId, after: { printed } })
    return { printed }
  },
}
