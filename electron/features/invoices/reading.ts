import { sql } from 'kysely'
import type { z } from 'zod'
import {
  type Invoice,
  type InvoicePart,
  type InvoiceRow,
  type InvoiceState,
  type invoices,
  partKey,
} from '../../../shared/invoices.ts'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { leftOf, redsOf } from './left.ts'

const columns = [
  'invoices.id',
  'invoices.number',
  'invoices.code',
  'invoices.kind',
  'invoices.customerId',
  'customers.shortName as customer',
  'invoices.issuedOn',
  'invoices.amountFen',
  'invoices.taxBasisPoints',
  'invoices.taxFen',
  'invoices.uncoveredFen',
  'invoices.state',
  'invoices.remark',
  'invoices.version',
] as const

/** What red invoices take back of one, on its side of zero, fen. */
const takenBackFen = sql<number>`coalesce((select -cast(sum(r."amountFen") as bigint) from "invoices" r
  where r."reversesId" = "invoices"."id" and r."state" = 'red'), 0)`

const rowsOf = (ctx: Context) =>
  ctx.db.selectFrom('invoices').innerJoin('customers', 'customers.id', 'invoices.customerId')

export const listInvoices = async (
  ctx: Context,
  { offset, limit, month, customerId, state }: z.output<typeof invoices.list.input>,
): Promise<{ rows: InvoiceRow[]; total: number }> => {
  const rows = rowsOf(ctx)
    .$if(month !== null, (some) =>
      some.where('invoices.issuedOn', '>=', `${month}-01`).where('invoices.issuedOn', '<=', lastDayOfMonth(month!)),
    )
    .$if(customerId !== null, (some) => some.where('invoices.customerId', '=', customerId!))
    .$if(state === 'partly', (some) => some.where('invoices.state', '=', 'standing').where(takenBackFen, '<>', 0))
    .$if(state !== null && state !== 'partly', (some) => some.where('invoices.state', '=', state as InvoiceState))
  const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const found = await rows
    .select([...columns, takenBackFen.as('takenBackFen')])
    .orderBy('invoices.issuedOn', 'desc')
    .orderBy('invoices.id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const whole = found.map((row) => ({ ...row, takenBackFen: Number(row.takenBackFen) }) as InvoiceRow)
  return { rows: whole, total: Number(total) }
}

/** What was invoiced in a month: its standing invoices, those taken back later, and the red ones as minus; fen. */
export const invoicedInMonth = async (ctx: Context, month: string) => {
  const row = await ctx.db
    .selectFrom('invoices')
    .select(({ fn }) => [
      fn.countAll().as('count'),
      fn.sum('amountFen').as('amountFen'),
      fn.sum('taxFen').as('taxFen'),
      fn.sum('uncoveredFen').as('uncoveredFen'),
    ])
    .where('issuedOn', '>=', `${month}-01`)
    .where('issuedOn', '<=', lastDayOfMonth(month))
    .where('state', '<>', 'void')
    .executeTakeFirstOrThrow()
  return {
    count: Number(row.count),
    amountFen: Number(row.amountFen ?? 0),
    taxFen: Number(row.taxFen ?? 0),
    uncoveredFen: Number(row.uncoveredFen ?? 0),
  }
}

/** The documents an invoice is for, in its own order. */
const partsOf = async (ctx: Context, invoiceId: number, left: readonly InvoicePart[]): Promise<Invoice['parts']> => {
  const leftFens = new Map(left.map((part) => [partKey(part), part.amountFen]))
  const rows = await ctx.db
    .selectFrom('invoiceLines')
    .leftJoin('deliveryNotes', 'deliveryNotes.id', 'invoiceLines.deliveryNoteId')
    .leftJoin('adjustments', 'adjustments.id', 'invoiceLines.adjustmentId')
    .select([
      'invoiceLines.deliveryNoteId',
      'invoiceLines.adjustmentId',
      'invoiceLines.amountFen',
      'deliveryNotes.number as noteNumber',
      'deliveryNotes.deliveryOn',
      'deliveryNotes.totalFen',
      'adjustments.number as chargeNumber',
      'adjustments.adjustedOn',
      'adjustments.amountFen as chargeFen',
    ])
    .where('invoiceLines.invoiceId', '=', invoiceId)
    .orderBy('invoiceLines.sequence')
    .execute()
  return rows.map(({ noteNumber, chargeNumber, deliveryOn, adjustedOn, totalFen, chargeFen, ...part }) => ({
    ...part,
    number: noteNumber ?? chargeNumber ?? '',
    on: deliveryOn ?? adjustedOn ?? '',
    totalFen: totalFen ?? chargeFen ?? 0,
    leftFen: leftFens.get(partKey(part)) ?? part.amountFen,
  }))
}

export const readInvoice = async (ctx: Context, id: number): Promise<Invoice> => {
  const row = await rowsOf(ctx)
    .innerJoin('users', 'users.id', 'invoices.userId')
    .leftJoin('statements', 'statements.id', 'invoices.statementId')
    .select([
      ...columns,
      takenBackFen.as('takenBackFen'),
      'invoices.title',
      'invoices.statementId',
      'statements.number as statementNumber',
      'invoices.reversesId',
      'invoices.reversedById',
      'users.name as by',
      'invoices.at',
      'invoices.voidReason',
    ])
    .where('invoices.id', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  const { reversesId, reversedById, ...rest } = row
  const otherId = reversedById ?? reversesId
  const other =
    otherId === null
      ? null
      : await ctx.db.selectFrom('invoices').select('number').where('id', '=', otherId).executeTakeFirstOrThrow()
  const { parts, ...left } = await leftOf(ctx, row)
  return {
    ...rest,
    takenBackFen: Number(row.takenBackFen),
    otherId,
    otherNumber: other?.number ?? null,
    reds: (await redsOf(ctx, id)).map(({ taxFen: _tax, uncoveredFen: _uncovered, ...red }) => red),
    left,
    parts: await partsOf(ctx, id, parts),
  } as Invoice
}
