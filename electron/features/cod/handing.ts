import type { z } from 'zod'
import { dateOf } from '../../../shared/dates.ts'
import type { cod, Handover, HandoverRow, HandoverState } from '../../../shared/cod.ts'
import { formatFen } from '../../../shared/money.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import { roleName } from '../../../shared/users.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import { setSearchTerms } from '../../db/search.ts'
import { refreshCod } from '../cod.ts'
import { enterCodReceipt } from '../receipts.ts'
import { confirmReceipt, voidReceipt } from '../receipts/standing.ts'
import { dueOfEntry } from './read.ts'

const handoverRows = (ctx: Context) =>
  ctx.db
    .selectFrom('codHandovers')
    .innerJoin('users', 'users.id', 'codHandovers.madeBy')
    .select([
      'codHandovers.id',
      'codHandovers.number',
      'codHandovers.driver',
      'codHandovers.handedOn',
      'codHandovers.collectedFen',
      'codHandovers.slipNumber',
      'codHandovers.state',
      'users.name as madeBy',
      'codHandovers.confirmedByName',
      'codHandovers.confirmedAt',
      'codHandovers.version',
    ])
    .select((from) => [
      from
        .selectFrom('codHandoverLines')
        .select(({ fn }) => fn.countAll<number>().as('notes'))
        .whereRef('codHandoverLines.handoverId', '=', 'codHandovers.id')
        .as('notes'),
      from
        .selectFrom('codHandoverLines')
        .select(({ fn }) => fn.sum<number | null>('codHandoverLines.handedFen').as('handedFen'))
        .whereRef('codHandoverLines.handoverId', '=', 'codHandovers.id')
        .as('handedFen'),
    ])

type Found = Awaited<ReturnType<ReturnType<typeof handoverRows>['execute']>>[number]
const rowOf = (row: Found): HandoverRow => ({
  ...row,
  state: row.state as HandoverState,
  notes: Number(row.notes ?? 0),
  handedFen: row.state === 'waiting' ? null : Number(row.handedFen ?? 0),
})

export const listHandovers = async (
  ctx: Context,
  { offset, limit, state, driver }: z.output<typeof cod.handovers.input>,
): Promise<{ rows: HandoverRow[]; total: number }> => {
  const rows = handoverRows(ctx)
    .$if(state !== null, (some) => some.where('codHandovers.state', '=', state!))
    .$if(driver !== null, (some) => some.where('codHandovers.driver', '=', driver!))
  const { total } = await rows
    .clearSelect()
    .select(({ fn }) => fn.countAll().as('total'))
    .executeTakeFirstOrThrow()
  const found = await rows
    .orderBy('codHandovers.handedOn', 'desc')
    .orderBy('codHandovers.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  return { rows: found.map(rowOf), total: Number(total) }
}

export const readHandover = async (ctx: Context, id: number): Promise<Handover> => {
  const row = await handoverRows(ctx)
    .select(['codHandovers.remark', 'codHandovers.countedFen', 'codHandovers.printed', 'codHandovers.voidReason'])
    .where('codHandovers.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const { remark, countedFen, printed, voidReason, ...head } = row
  const lines = await ctx.db
    .selectFrom('codHandoverLines')
    .innerJoin('codEntries', 'codEntries.id', 'codHandoverLines.entryId')
    .innerJoin('codNotes', 'codNotes.id', 'codHandoverLines.codNoteId')
    .innerJoin('customers', 'customers.id', 'codNotes.customerId')
    .leftJoin('receipts', 'receipts.id', 'codHandoverLines.receiptId')
    .select([
      'codHandoverLines.id',
      'codNotes.number',
      'codNotes.deliveryNoteId',
      'customers.shortName as customer',
      dueOfEntry.as('toCollectFen'),
      'codHandoverLines.collectedFen',
      'codEntries.method',
      'codEntries.collectedOn',
      'codEntries.reason as collectReason',
      'codHandoverLines.handedFen',
      'codHandoverLines.reason',
      'codHandoverLines.receiptId',
      'receipts.number as receiptNumber',
    ])
    .where('codHandoverLines.handoverId', '=', id)
    .orderBy('codHandoverLines.sequence')
    .execute()
  return {
    ...rowOf(head),
    remark,
    countedFen,
    printed,
    voidReason,
    lines: lines.map((line) => ({
      ...line,
      toCollectFen: Number(line.toCollectFen),
      method: line.method as 'cash',
    })),
  }
}

/** 代收款交接单: what a driver has with him of several notes, put on one slip for the cashier to count. Gives its id. */
export const handOver = async (
  ctx: Context,
  { driver, entryIds, handedOn, remark }: z.output<typeof cod.handOver.input>,
): Promise<number> => {
  const wanted = [...new Set(entryIds)]
  const entries = await ctx.db
    .selectFrom('codEntries')
    .selectAll()
    .where('id', 'in', wanted)
    .orderBy('collectedOn')
    .orderBy('id')
    .execute()
  if (entries.length < wanted.length) throw refuse('app.notFound')
  if (handedOn > dateOf(new Date(ctx.now))) throw refuse('receipts.future', {}, 'handedOn')
  for (const entry of entries) {
    if (entry.driver !== driver) throw refuse('cod.otherDriver')
    if (handedOn < entry.collectedOn) throw refuse('cod.handedBefore', { on: entry.collectedOn }, 'handedOn')
    if (entry.handoverId !== null || entry.handedFen !== null || entry.reversedAt !== null || entry.collectedFen === 0)
      throw refuse('cod.notOnDriver')
  }
  const number = await nextNumber(ctx, 'JK', ctx.today)
  const values = {
    number,
    driver,
    handedOn,
    remark,
    collectedFen: entries.reduce((sum, { collectedFen }) => sum + collectedFen, 0),
    slipNumber: '',
    state: 'waiting',
    madeBy: ctx.user.id,
    madeAt: ctx.now,
    version: 1,
  }
  const { id } = await ctx.db.insertInto('codHandovers').values(values).returning('id').executeTakeFirstOrThrow()
  for (const [index, { id: entryId, codNoteId, collectedFen }] of entries.entries()) {
    await ctx.db
      .insertInto('codHandoverLines')
      .values({ handoverId: id, entryId, codNoteId, sequence: index + 1, collectedFen })
      .execute()
    await ctx.db.updateTable('codEntries').set({ handoverId: id }).where('id', '=', entryId).execute()
  }
  for (const codNoteId of new Set(entries.map((entry) => entry.codNoteId))) await refreshCod(ctx, codNoteId)
  await setSearchTerms(ctx, 'handover', id, null, { exact: [number, number.slice(2)] })
  ctx.record({ entity: 'codHandovers', id, after: { ...values, entryIds: wanted } })
  return id
}

const standingHandover = async (ctx: Context, id: number, version: number) => {
  const row = await ctx.db.selectFrom('codHandovers').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.version !== version) throw refuse('app.stale')
  if (row.state === 'void') throw refuse('cod.handoverIsVoid', { number: row.number })
  return row
}

interface Counted {
  id: number
  entryId: number
  codNoteId: number
  collectedFen: number
  method: string
  handedFen: number
  reason: string
}

/** What the cashier counted of each line; cash must come to what lies on the table. */
const countedLines = async (
  ctx: Context,
  { id, countedFen, lines }: z.output<typeof cod.count.input>,
): Promise<Counted[]> => {
  const standing = await ctx.db
    .selectFrom('codHandoverLines')
    .innerJoin('codEntries', 'codEntries.id', 'codHandoverLines.entryId')
    .select([
      'codHandoverLines.id',
      'codHandoverLines.entryId',
      'codHandoverLines.codNoteId',
      'codHandoverLines.collectedFen',
      'codEntries.method',
    ])
    .where('codHandoverLines.handoverId', '=', id)
    .orderBy('codHandoverLines.sequence')
    .execute()
  // a line of another slip, or one line twice: what was counted is not what is on this slip
  const told = new Set(lines.map(({ lineId }) => lineId))
  if (told.size < lines.length || lines.some(({ lineId }) => !standing.some((line) => line.id === lineId)))
    throw refuse('app.stale')
  const counted = standing.map((line) => {
    const index = lines.findIndex(({ lineId }) => lineId === line.id)
    const said = lines[index] ?? { handedFen: line.collectedFen, reason: '' }
    if (said.handedFen !== line.collectedFen && said.reason === '')
      throw refuse('cod.lineReason', {}, `lines.${index}.reason`)
    return { ...line, handedFen: said.handedFen, reason: said.reason }
  })
  const cash = counted.reduce((sum, { method, handedFen }) => sum + (method === 'cash' ? handedFen : 0), 0)
  if (cash !== countedFen)
    throw refuse('cod.countDiffers', { counted: formatFen(countedFen), sum: formatFen(cash) }, 'countedFen')
  return counted
}

/** One line's money becomes a receipt the cashier has confirmed; nothing handed in leaves it with the driver. */
const takeIn = async (ctx: Context, line: Counted, slip: string): Promise<number | null> => {
  if (line.handedFen === 0) {
    await ctx.db.updateTable('codEntries').set({ handoverId: null }).where('id', '=', line.entryId).execute()
    return null
  }
  const note = await ctx.db
    .selectFrom('codNotes')
    .innerJoin('customers', 'customers.id', 'codNotes.customerId')
    .select(['deliveryNoteId as id', 'codNotes.number', 'customerId', 'customers.name as customer'])
    .where('codNotes.id', '=', line.codNoteId)
    .executeTakeFirstOrThrow()
  const receiptId = await enterCodReceipt(ctx, note, line.handedFen, slip, line.method)
  await confirmReceipt(ctx, receiptId, slip)
  await ctx.db
    .updateTable('codEntries')
    .set({ handedFen: line.handedFen, receiptId })
    .where('id', '=', line.entryId)
    .execute()
  return receiptId
}

/** The cashier has counted, by name (duty 90): the hand-over closes into receipts, note by note. */
export const countHandover = async (ctx: Context, input: z.output<typeof cod.count.input>): Promise<void> => {
  const handover = await standingHandover(ctx, input.id, input.version)
  if (handover.state === 'counted')
    throw refuse('cod.countedAlready', { number: handover.number, by: handover.confirmedByName ?? '' })
  const slip = input.slipNumber || handover.number
  const lines = await countedLines(ctx, input)
  for (const line of lines) {
    const receiptId = await takeIn(ctx, line, slip)
    await ctx.db
      .updateTable('codHandoverLines')
      .set({ handedFen: line.handedFen, reason: line.reason, receiptId })
      .where('id', '=', line.id)
      .execute()
  }
  const after = {
    state: 'counted',
    countedFen: input.countedFen,
    slipNumber: slip,
    confirmedBy: ctx.user.id,
    confirmedByName: ctx.user.name,
    confirmedAt: ctx.now,
  }
  await ctx.db
    .updateTable('codHandovers')
    .set({ ...after, version: input.version + 1 })
    .where('id', '=', input.id)
    .execute()
  await setSearchTerms(ctx, 'handover', input.id, null, { exact: [handover.number, handover.number.slice(2), slip] })
  for (const codNoteId of new Set(lines.map((line) => line.codNoteId))) await refreshCod(ctx, codNoteId)
  ctx.record({ entity: 'codHandovers', id: input.id, before: { state: handover.state }, after })
}

/** Money of a note that was void since is the customer's: it is given back first, or it would be with the driver for nothing. */
const refuseVoidNotes = async (ctx: Context, handoverId: number): Promise<void> => {
  const found = await ctx.db
    .selectFrom('codEntries')
    .innerJoin('codNotes', 'codNotes.id', 'codEntries.codNoteId')
    .innerJoin('receipts', 'receipts.id', 'codEntries.receiptId')
    .select(['codNotes.number as note', 'receipts.number as receipt'])
    .where('codEntries.handoverId', '=', handoverId)
    .where('codNotes.state', '=', 'void')
    .executeTakeFirst()
  if (found) throw refuse('cod.noteOfHandoverVoid', found)
}

/** A hand-over that was wrong: its receipts are void, the money is with the driver again, the number stays. */
export const voidHandover = async (
  ctx: Context,
  { id, version, reason }: z.output<typeof cod.voidHandover.input>,
): Promise<void> => {
  const handover = await standingHandover(ctx, id, version)
  if (handover.state === 'counted' && !may(ctx.user.role, 'receipts.confirm'))
    throw refuse('app.notAllowed', { role: roleName(ctx.user.role, ctx.language) })
  await refuseVoidNotes(ctx, id)
  const after = { state: 'void', voidedAt: ctx.now, voidedBy: ctx.user.id, voidReason: reason }
  await ctx.db
    .updateTable('codHandovers')
    .set({ ...after, version: version + 1 })
    .where('id', '=', id)
    .execute()
  const entries = await ctx.db
    .selectFrom('codEntries')
    .select(['id', 'codNoteId', 'receiptId'])
    .where('handoverId', '=', id)
    .execute()
  for (const { receiptId } of entries) if (receiptId !== null) await voidReceipt(ctx, receiptId, reason)
  await ctx.db.updateTable('codEntries').set({ handoverId: null }).where('handoverId', '=', id).execute()
  for (const codNoteId of new Set(entries.map((entry) => entry.codNoteId))) await refreshCod(ctx, codNoteId)
  ctx.record({ entity: 'codHandovers', id, before: { state: handover.state }, after })
}
