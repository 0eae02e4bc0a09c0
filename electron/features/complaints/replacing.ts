import type { z } from 'zod'
import type { Complaint, complaints, Replacement, ReplacementPart } from '../../../shared/complaints.ts'
import type { Output } from '../../../shared/contract.ts'
import { translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { followPlans } from '../deliveries/inStore.ts'
import { saveNote } from '../deliveries/notes.ts'
import { openReplacementOrder, voidReplacementOrder } from '../orders/replacement.ts'
import { takeAdjustmentBack, writeAdjustment } from '../statements/adjusting.ts'
import { putOn } from '../trucks/planning.ts'
import { useOfLine } from './links.ts'
import { noteHead } from './remedies.ts'
import { readComplaint } from './read.ts'
import { slipRows, slipsOf } from './slips.ts'
import { type ComplaintRecord, refuseUnconfirmed, setComplaint, setComplaintTerms, standingComplaint } from './write.ts'

type Asked = z.output<typeof complaints.replace.input>

/** `门板 橡木 H02 450×700 左孔`: a part in one line. */
export const partWords = ({ name, material, size, holes }: ReplacementPart): string =>
  [name, material, size, holes].filter(Boolean).join(' ')

/** The order that makes it, at no price; null for what is in stock. */
const orderOf = async (
  ctx: Context,
  row: ComplaintRecord,
  number: string,
  { way, parts, wantedOn, remark }: Asked,
): Promise<{ id: number; lineIds: number[] } | null> => {
  if (way === 'stock') return null
  return openReplacementOrder(ctx, {
    customerId: row.customerId,
    sourceOrderId: row.orderId,
    slipNumber: number,
    confirmedBy: row.decidedBy ?? ctx.user.id,
    confirmedAt: row.decidedAt ?? ctx.now,
    dueOn: wantedOn,
    remark: [translate(ctx.language, 'complaints.orderRemark', { slip: number, number: row.number }), remark]
      .filter(Boolean)
      .join(' '),
    lines: parts.map((part) => ({
      productId: part.productId,
      code: part.productId === null ? '' : row.code,
      name: part.name,
      spec: part.size,
      colour: part.colourNumber,
      material: [part.material, part.holes].filter(Boolean).join(' '),
      unit: part.unit,
      quantity: part.quantity,
      remark: [number, part.remark].filter(Boolean).join(' '),
    })),
  })
}

const refuseStrangeProduct = (row: ComplaintRecord, parts: readonly ReplacementPart[]): void => {
  for (const [index, { productId }] of parts.entries())
    if (productId !== null && productId !== row.productId) throw refuse('app.notFound', {}, `parts.${index}.productId`)
}

/** Whole products made again for one line of a note (thousandths), by the standing 补件单 of its complaints. */
const madeAgain = async (ctx: Context, deliveryLineId: number): Promise<number> => {
  const { sum } = await ctx.db
    .selectFrom('replacementParts')
    .innerJoin('replacements', 'replacements.id', 'replacementParts.replacementId')
    .innerJoin('complaints', 'complaints.id', 'replacements.complaintId')
    .select(({ fn }) => fn.sum('replacementParts.quantity').as('sum'))
    .where('complaints.deliveryLineId', '=', deliveryLineId)
    .where('replacements.voidedAt', 'is', null)
    .where('replacementParts.productId', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(sum ?? 0)
}

/** No half piece, and no more whole ones than the line of the note had that was not paid back. */
const refuseTooMany = async (ctx: Context, row: ComplaintRecord, parts: readonly ReplacementPart[]): Promise<void> => {
  for (const [index, { quantity, unit, name }] of parts.entries())
    refuseBrokenUnit(quantity, { unit, what: name }, `parts.${index}.quantity`)
  const first = parts.findIndex(({ productId }) => productId !== null)
  if (first < 0 || row.deliveryLineId === null) return
  const { delivered, deducted } = await useOfLine(ctx, row.deliveryLineId)
  const before = await madeAgain(ctx, row.deliveryLineId)
  const asked = parts.reduce((sum, { productId, quantity }) => (productId === null ? sum : sum + quantity), 0)
  const left = Math.max(0, delivered - deducted - before)
  if (asked > left)
    throw refuse(
      'complaints.moreThanLeft',
      { name: row.description, left: formatQuantity(left), asked: formatQuantity(asked), unit: row.unit },
      `parts.${first}.quantity`,
    )
}

/** 补件单 (duty 97): at no price unless a charge is agreed; what is not in stock goes to the workshop by its own order. */
export const replace = async (ctx: Context, asked: Asked): Promise<Complaint> => {
  const { id, version, parts, ...head } = asked
  const row = await standingComplaint(ctx, { id, version })
  refuseUnconfirmed(row)
  if (head.wantedOn < ctx.today) throw refuse('complaints.wantedPast', {}, 'wantedOn')
  refuseStrangeProduct(row, parts)
  await refuseTooMany(ctx, row, parts)
  const number = await nextNumber(ctx, 'BJ', ctx.today)
  const order = await orderOf(ctx, row, number, asked)
  const adjustmentId =
    head.chargeFen === 0
      ? null
      : await writeAdjustment(ctx, {
          customerId: row.customerId,
          adjustedOn: ctx.today,
          kind: 'other',
          amountFen: head.chargeFen,
          reason: translate(ctx.language, 'complaints.chargeOf', { slip: number, number: row.number }),
        })
  const values = {
    ...head,
    number,
    complaintId: id,
    adjustmentId,
    orderId: order?.id ?? null,
    madeBy: ctx.user.id,
    madeAt: ctx.now,
    voidedAt: null,
    voidedBy: null,
    voidReason: null,
    version: 1,
  }
  const made = await ctx.db.insertInto('replacements').values(values).returning('id').executeTakeFirstOrThrow()
  for (const [index, part] of parts.entries())
    await ctx.db
      .insertInto('replacementParts')
      .values({
        ...part,
        replacementId: made.id,
        sequence: index + 1,
        orderLineId: order?.lineIds[index] ?? null,
      })
      .execute()
  ctx.record({ entity: 'replacements', id: made.id, after: { ...values, parts } })
  await setComplaint(ctx, row, {})
  await setComplaintTerms(ctx, id)
  return readComplaint(ctx, id)
}

export const readSlip = async (ctx: Context, id: number): Promise<Replacement> => {
  const row = await slipRows(ctx).where('replacements.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return (await slipsOf(ctx, [row]))[0]!
}

/** A 补件单 as the hand saw it, of a complaint that is still open. */
const standingSlip = async (ctx: Context, { id, version }: { id: number; version: number }) => {
  const slip = await readSlip(ctx, id)
  if (slip.version !== version) throw refuse('app.stale')
  if (slip.state === 'void') throw refuse('complaints.isVoid', { number: slip.number })
  const complaint = await ctx.db
    .selectFrom('complaints')
    .selectAll()
    .where('id', '=', slip.complaintId)
    .executeTakeFirstOrThrow()
  refuseUnconfirmed(complaint)
  return { slip, complaint }
}

/** Takes a 补件单 back with its order and its charge; refused while a notice or a note stands on it. */
export const voidSlip = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<Complaint> => {
  const { slip, complaint } = await standingSlip(ctx, { id, version })
  const note = await ctx.db
    .selectFrom('complaintNotes')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'complaintNotes.deliveryNoteId')
    .select('deliveryNotes.number')
    .where('complaintNotes.replacementId', '=', id)
    .where('deliveryNotes.voidedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  if (note) throw refuse('complaints.slipHasNote', { slip: slip.number, note: note.number })
  if (slip.orderId !== null) await voidReplacementOrder(ctx, slip.orderId, reason)
  const before = await ctx.db.selectFrom('replacements').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  if (before.adjustmentId !== null) await takeAdjustmentBack(ctx, before.adjustmentId, reason)
  const values = { voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason, version: version + 1 }
  await ctx.db.updateTable('replacements').set(values).where('id', '=', id).execute()
  ctx.record({ entity: 'replacements', id, before, after: values })
  return setComplaint(ctx, complaint, {})
}

/** What standing notes carry of each part (thousandths), by its order line or its words. */
const notedOf = async (ctx: Context, replacementId: number): Promise<Map<number | string, number>> => {
  const rows = await ctx.db
    .selectFrom('complaintNotes')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'complaintNotes.deliveryNoteId')
    .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
    .select([
      'deliveryLines.orderLineId',
      'deliveryLines.description',
      'deliveryLines.colour',
      'deliveryLines.quantity',
    ])
    .where('complaintNotes.replacementId', '=', replacementId)
    .where('deliveryNotes.voidedAt', 'is', null)
    .execute()
  const noted = new Map<number | string, number>()
  for (const { orderLineId, description, colour, quantity } of rows) {
    const key = orderLineId ?? `${description}|${colour}`
    noted.set(key, (noted.get(key) ?? 0) + quantity)
  }
  return noted
}

/** The lines of the next note of a 补件单: what no standing note carries yet. */
const linesToSend = async (ctx: Context, replacementId: number) => {
  const noted = await notedOf(ctx, replacementId)
  const parts = await ctx.db
    .selectFrom('replacementParts')
    .selectAll()
    .where('replacementId', '=', replacementId)
    .orderBy('sequence')
    .execute()
  return parts.flatMap((part) => {
    const [description, colour] = [partWords(part).slice(0, 120), part.colourNumber.slice(0, 20)]
    const key = part.orderLineId ?? `${description}|${colour}`
    const carried = Math.min(part.quantity, noted.get(key) ?? 0)
    noted.set(key, (noted.get(key) ?? 0) - carried)
    if (carried >= part.quantity) return []
    return [
      {
        orderLineId: part.orderLineId,
        code: '',
        description,
        colour,
        unit: part.unit,
        quantity: part.quantity - carried,
        packs: null,
        remark: part.remark.slice(0, 60),
        direction: 'out' as const,
      },
    ]
  })
}

/** The delivery note of a 补件单, under its number, at no price; on the truck that is named (duty 97: the next truck). */
export const send = async (
  ctx: Context,
  { id, version, on, truck }: z.output<typeof complaints.send.input>,
): Promise<Output<typeof complaints.send>> => {
  const { slip, complaint } = await standingSlip(ctx, { id, version })
  if (slip.state === 'toOrder' || slip.state === 'making')
    throw refuse(slip.state === 'toOrder' ? 'complaints.notOrderedYet' : 'complaints.notMadeYet', {
      slip: slip.number,
      order: slip.orderNumber,
    })
  const lines = await linesToSend(ctx, id)
  if (lines.length === 0) throw refuse('complaints.allNoted', { slip: slip.number })
  const head = await noteHead(
    ctx,
    complaint.customerId,
    on,
    translate(ctx.language, 'complaints.noteOf', { number: complaint.number }),
  )
  const noteId = await saveNote(
    ctx,
    { ...head, method: slip.delivery, lines },
    { complaintId: complaint.id, replacementId: id },
  )
  await followPlans(ctx, noteId)
  if (truck !== null) await putOn(ctx, { ...truck, deliveryNoteIds: [noteId] })
  await setComplaint(ctx, complaint, {})
  const { number } = await ctx.db
    .selectFrom('deliveryNotes')
    .select('number')
    .where('id', '=', noteId)
    .executeTakeFirstOrThrow()
  return { complaintId: complaint.id, noteId, number }
}
