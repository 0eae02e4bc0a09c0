import type { z } from 'zod'
import { type cod, type CodBearer, codLeft } from '../../../shared/cod.ts'
import { dateOf } from '../../../shared/dates.ts'
import { translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { refreshCod, refreshCovered } from '../cod.ts'
import { takeAdjustmentBack, writeAdjustment } from '../statements/adjusting.ts'
import { addEntry, standingCod } from './collecting.ts'

type Standing = Awaited<ReturnType<typeof standingCod>>

/**
 * The customer does not owe what the driver bears or what was agreed to be taken off: that goes off his account. What he
 * still owes stays on it, and what came in beyond the note is his already.
 */
const offAccount = async (
  ctx: Context,
  note: Standing,
  bearer: CodBearer,
  amountFen: number,
  reason: string,
): Promise<number | null> => {
  if (bearer === 'customer') return null
  const words = translate(ctx.language, bearer === 'driver' ? 'cod.adjustDriver' : 'cod.adjustDeduction', {
    number: note.number,
    driver: note.driver,
    reason,
  })
  return writeAdjustment(ctx, {
    customerId: note.customerId,
    adjustedOn: ctx.today,
    kind: 'deduction',
    amountFen: -amountFen,
    reason: words.slice(0, 200),
  })
}

const writeSettlement = async (
  ctx: Context,
  note: Standing,
  bearer: CodBearer,
  amountFen: number,
  reason: string,
): Promise<void> => {
  const adjustmentId = await offAccount(ctx, note, bearer, amountFen, reason)
  const values = {
    codNoteId: note.id,
    driver: note.driver,
    amountFen,
    bearer,
    reason,
    adjustmentId,
    userId: ctx.user.id,
    at: ctx.now,
  }
  const { id } = await ctx.db.insertInto('codSettlements').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'codSettlements', id, after: values })
}

/** What is missing of a note, or too much of it, is settled: who bears it and why (duty 90). */
export const settle = async (
  ctx: Context,
  { id, version, bearer, amountFen, reason }: z.output<typeof cod.settle.input>,
): Promise<void> => {
  const note = await standingCod(ctx, id, version)
  const left = codLeft(note)
  if (note.openFen === 0 || left === 0) throw refuse('cod.nothingOpen', { number: note.number })
  if (left < 0 && (note.openFen > 0 || note.onDriverFen + note.waitingFen > 0))
    throw refuse('cod.handInFirst', { number: note.number })
  if (left < 0 && bearer !== 'customer') throw refuse('cod.overIsCustomers', { number: note.number }, 'bearer')
  if (left > 0 && amountFen !== null && amountFen > left)
    throw refuse('cod.moreThanOpen', { open: formatFen(left) }, 'amountFen')
  if (bearer === 'driver' && note.driver === '') throw refuse('cod.driverMissing', { number: note.number }, 'bearer')
  await writeSettlement(ctx, note, bearer, left < 0 ? left : (amountFen ?? left), reason)
  await refreshCod(ctx, id)
  await refreshCovered(ctx, note.customerId)
}

const standingSettlement = async (ctx: Context, settlementId: number, version: number) => {
  const row = await ctx.db.selectFrom('codSettlements').selectAll().where('id', '=', settlementId).executeTakeFirst()
  if (!row || row.reversedAt !== null) throw refuse('app.notFound')
  const note = await standingCod(ctx, row.codNoteId, version)
  return { row, note }
}

const reverse = async (
  ctx: Context,
  row: Awaited<ReturnType<typeof standingSettlement>>['row'],
  reason: string,
): Promise<void> => {
  if (row.adjustmentId !== null) await takeAdjustmentBack(ctx, row.adjustmentId, reason)
  const after = { reversedAt: ctx.now, reversedBy: ctx.user.id, reversedReason: reason }
  await ctx.db.updateTable('codSettlements').set(after).where('id', '=', row.id).execute()
  ctx.record({ entity: 'codSettlements', id: row.id, before: row, after })
}

/** It was settled wrongly: what it did to the account goes with it. Gives its note. */
export const unsettle = async (
  ctx: Context,
  { settlementId, version, reason }: z.output<typeof cod.unsettle.input>,
): Promise<number> => {
  const { row, note } = await standingSettlement(ctx, settlementId, version)
  await reverse(ctx, row, reason)
  await refreshCod(ctx, note.id)
  await refreshCovered(ctx, note.customerId)
  return note.id
}

/** The driver pays back what he owes, or a part of it: the customer's note is paid with it once the cashier counts it. */
export const repay = async (
  ctx: Context,
  { settlementId, version, amountFen, method, paidOn }: z.output<typeof cod.repay.input>,
): Promise<number> => {
  const { row, note } = await standingSettlement(ctx, settlementId, version)
  if (row.bearer !== 'driver') throw refuse('app.notFound')
  if (amountFen > row.amountFen) throw refuse('cod.moreThanOpen', { open: formatFen(row.amountFen) }, 'amountFen')
  if (paidOn > dateOf(new Date(ctx.now))) throw refuse('receipts.future', {}, 'paidOn')
  if (paidOn < note.deliveredOn) throw refuse('cod.beforeDelivery', { on: note.deliveredOn }, 'paidOn')
  const words = translate(ctx.language, 'cod.repaid', { driver: row.driver })
  await reverse(ctx, row, words)
  if (amountFen < row.amountFen)
    await writeSettlement(ctx, { ...note, driver: row.driver }, 'driver', row.amountFen - amountFen, row.reason)
  await addEntry(ctx, note.id, {
    driver: row.driver,
    collectedFen: amountFen,
    method,
    collectedOn: paidOn,
    reason: words,
  })
  await refreshCod(ctx, note.id)
  await refreshCovered(ctx, note.customerId)
  return note.id
}
