import type { z } from 'zod'
import type { Complaint, complaints } from '../../../shared/complaints.ts'
import type { Output } from '../../../shared/contract.ts'
import type { NoteDraft } from '../../../shared/deliveries.ts'
import { translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { followPlans } from '../deliveries/inStore.ts'
import { saveNote } from '../deliveries/notes.ts'
import { takeAdjustmentBack, writeAdjustment } from '../statements/adjusting.ts'
import { deductedOf, leftOf, useOfLine } from './links.ts'
import { readComplaint } from './read.ts'
import { type ComplaintRecord, refuseUnconfirmed, setComplaint, standingComplaint } from './write.ts'

interface Named {
  id: number
  version: number
}

/** The head of a note to this customer, as his card has it. */
export const noteHead = async (ctx: Context, customerId: number, on: string, remark: string): Promise<NoteDraft> => {
  const { address, contact, phone } = await ctx.db
    .selectFrom('customers')
    .select(['address', 'contact', 'phone'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  return {
    id: null,
    kind: 'replacement',
    customerId,
    deliveryOn: on,
    address: address.slice(0, 100),
    contact: contact.slice(0, 20),
    phone: phone.slice(0, 40),
    method: '',
    driver: '',
    vehicle: '',
    serial: '',
    remark,
    overReason: '',
    codFen: 0,
    lines: [],
    version: 0,
  }
}

/** The line of the note it was delivered on: goods come back from there alone (duty 99). */
const lineOf = (row: ComplaintRecord): { deliveryLineId: number; orderLineId: number } => {
  if (row.deliveryLineId === null || row.orderLineId === null)
    throw refuse('complaints.lineNeeded', { number: row.number })
  return { deliveryLineId: row.deliveryLineId, orderLineId: row.orderLineId }
}

const refuseMoreThanLeft = async (
  ctx: Context,
  row: ComplaintRecord,
  deliveryLineId: number,
  quantity: number,
): Promise<void> => {
  const left = await leftOf(ctx, deliveryLineId)
  if (quantity > left)
    throw refuse(
      'complaints.moreThanLeft',
      { name: row.description, left: formatQuantity(left), asked: formatQuantity(quantity), unit: row.unit },
      'quantity',
    )
}

type Back = z.output<typeof complaints.takeBack.input>

/** A return or an exchange of the line complained of; the note waits for its goods like any other. */
const goodsBack = async (
  ctx: Context,
  { id, version, quantity, on, remark }: Back,
  kind: 'return' | 'exchange',
): Promise<Complaint> => {
  const row = await standingComplaint(ctx, { id, version })
  refuseUnconfirmed(row)
  const { deliveryLineId, orderLineId } = lineOf(row)
  await refuseMoreThanLeft(ctx, row, deliveryLineId, quantity)
  const line = (direction: 'in' | 'out') => ({
    orderLineId,
    code: '',
    description: '',
    colour: '',
    unit: '',
    quantity,
    packs: null,
    remark: remark || row.number,
    direction,
  })
  const head = await noteHead(
    ctx,
    row.customerId,
    on,
    translate(ctx.language, 'complaints.noteOf', { number: row.number }),
  )
  const noteId = await saveNote(
    ctx,
    { ...head, kind, lines: kind === 'return' ? [line('out')] : [line('in'), line('out')] },
    { complaintId: id, replacementId: null },
  )
  await followPlans(ctx, noteId)
  return setComplaint(ctx, row, {})
}

export const takeBack = (ctx: Context, asked: Back): Promise<Complaint> => goodsBack(ctx, asked, 'return')
export const exchange = (ctx: Context, asked: Back): Promise<Complaint> => goodsBack(ctx, asked, 'exchange')

/** What some pieces of a line of a note come to at most, fen. */
const worthOf = async (ctx: Context, deliveryLineId: number, quantity: number): Promise<number> => {
  const { amountFen, delivered } = await useOfLine(ctx, deliveryLineId)
  return delivered === 0 ? 0 : Number((BigInt(amountFen) * BigInt(quantity)) / BigInt(delivered))
}

/** Pieces of the line, and what they are worth: paid back once only, by goods or by money. */
const checkDeduction = async (
  ctx: Context,
  row: ComplaintRecord,
  { quantity, amountFen }: { quantity: number; amountFen: number },
): Promise<void> => {
  if (row.deliveryLineId === null || row.orderLineId === null) {
    if (quantity > 0) throw refuse('complaints.lineNeeded', { number: row.number }, 'quantity')
    return
  }
  if (quantity === 0) throw refuse('complaints.piecesNeeded', {}, 'quantity')
  await refuseMoreThanLeft(ctx, row, row.deliveryLineId, quantity)
  const line = await ctx.db
    .selectFrom('orderLines')
    .select(['deliveredQuantity'])
    .where('id', '=', row.orderLineId)
    .executeTakeFirstOrThrow()
  const back = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(({ fn }) => fn.sum('deliveryLines.quantity').as('sum'))
    .where('deliveryLines.orderLineId', '=', row.orderLineId)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('deliveryNotes.kind', 'in', ['return', 'exchange'])
    .executeTakeFirst()
  const held = line.deliveredQuantity + Number(back?.sum ?? 0) - (await deductedOf(ctx, row.orderLineId))
  if (quantity > held)
    throw refuse(
      'complaints.moreThanLeft',
      {
        name: row.description,
        left: formatQuantity(Math.max(0, held)),
        asked: formatQuantity(quantity),
        unit: row.unit,
      },
      'quantity',
    )
  const most = await worthOf(ctx, row.deliveryLineId, quantity)
  if (amountFen > most) throw refuse('complaints.moreThanWorth', { most: formatFen(most) }, 'amountFen')
}

/** 扣款: off the customer's account, for so many pieces of the line. */
export const deduct = async (
  ctx: Context,
  { id, version, quantity, amountFen, reason }: z.output<typeof complaints.deduct.input>,
): Promise<Complaint> => {
  const row = await standingComplaint(ctx, { id, version })
  refuseUnconfirmed(row)
  refuseBrokenUnit(quantity, { unit: row.unit, what: row.description }, 'quantity')
  await checkDeduction(ctx, row, { quantity, amountFen })
  const adjustmentId = await writeAdjustment(ctx, {
    customerId: row.customerId,
    adjustedOn: ctx.today,
    kind: 'deduction',
    amountFen: -amountFen,
    reason: `${row.number} ${reason}`.slice(0, 200),
  })
  const values = { complaintId: id, adjustmentId, quantity, amountFen, reason, userId: ctx.user.id, at: ctx.now }
  const made = await ctx.db.insertInto('complaintDeductions').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'complaintDeductions', id: made.id, after: values })
  return setComplaint(ctx, row, {})
}

/** `id` is the deduction, `version` that of its complaint. */
export const takeDeductionBack = async (
  ctx: Context,
  { id, version, reason }: Named & { reason: string },
): Promise<Complaint> => {
  const made = await ctx.db.selectFrom('complaintDeductions').selectAll().where('id', '=', id).executeTakeFirst()
  if (!made) throw refuse('app.notFound')
  const row = await standingComplaint(ctx, { id: made.complaintId, version })
  if (row.state === 'closed') throw refuse('complaints.isClosed', { number: row.number })
  if (made.takenBackAt !== null) throw refuse('complaints.takenBackAlready')
  await takeAdjustmentBack(ctx, made.adjustmentId, reason)
  const values = { takenBackAt: ctx.now, takenBackBy: ctx.user.id, takenBackReason: reason }
  await ctx.db.updateTable('complaintDeductions').set(values).where('id', '=', id).execute()
  ctx.record({ entity: 'complaintDeductions', id, before: made, after: values })
  await setComplaint(ctx, row, {})
  return readComplaint(ctx, row.id)
}

/** Trucks that are still being planned, the next day first. */
export const comingTrucks = async (ctx: Context): Promise<Output<typeof complaints.trucks>> => {
  const rows = await ctx.db
    .selectFrom('trucks')
    .select(['id', 'number', 'onDay', 'plate', 'driver', 'version'])
    .where('onDay', '>=', ctx.today)
    .where('departedAt', 'is', null)
    .where('voidedAt', 'is', null)
    .orderBy('onDay')
    .orderBy('id')
    .limit(50)
    .execute()
  return rows.map(({ plate, driver, ...row }) => ({ ...row, words: [plate, driver].filter(Boolean).join(' ') }))
}
