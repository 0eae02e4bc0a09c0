import { invoicedStateOf } from '../../../shared/invoicedStates.ts'
import type { invoices, PaperKind } from '../../../shared/invoices.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { invoicedFen, standingFor } from '../invoices.ts'
import { coverInvoice, enterInvoice } from './entering.ts'
import { uninvoicedOf, uninvoicedSums, unpaidOf, unpaidSums } from './open.ts'
import { invoicedInMonth, listInvoices, readInvoice } from './reading.ts'
import { slipPaper } from './paper.ts'
import { reverseInvoice, voidInvoice } from './takingBack.ts'

const ofNote = async (ctx: Context, deliveryNoteId: number) => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['totalFen', invoicedFen.as('invoicedFen')])
    .where('id', '=', deliveryNoteId)
    .executeTakeFirst()
  if (!note) throw refuse('app.notFound')
  const numbers = await standingFor(ctx, 'deliveryNoteId', deliveryNoteId)
  const invoiced = Number(note.invoicedFen)
  return {
    state: invoicedStateOf(note.totalFen, invoiced),
    invoicedFen: invoiced,
    numbers,
  }
}

/** The kind, code and rate the customer's last invoice had; of a new customer what its card wants at 13 %. */
const nextOf = async (ctx: Context, customerId: number) => {
  const last = await ctx.db
    .selectFrom('invoices')
    .select(['kind', 'code', 'taxBasisPoints'])
    .where('customerId', '=', customerId)
    .where('reversesId', 'is', null)
    .orderBy('issuedOn', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const card = await ctx.db
    .selectFrom('customers')
    .select('invoiceKind')
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!card) throw refuse('app.notFound', {}, 'customerId')
  const wanted: PaperKind = card.invoiceKind === 'general' ? 'general' : 'special'
  return {
    kind: card.invoiceKind === 'none' && last ? (last.kind as PaperKind) : wanted,
    code: last?.code ?? '',
    taxBasisPoints: last?.taxBasisPoints ?? 1300,
  }
}

export const invoicesHandlers: Handlers<typeof invoices> = {
  list: listInvoices,
  monthSums: (ctx, { month }) => invoicedInMonth(ctx, month),
  read: (ctx, { id }) => readInvoice(ctx, id),
  uninvoiced: uninvoicedOf,
  uninvoicedSums,
  unpaid: unpaidOf,
  unpaidSums: (ctx, { customerId }) => unpaidSums(ctx, customerId),
  ofNote: (ctx, { deliveryNoteId }) => ofNote(ctx, deliveryNoteId),
  enter: async (ctx, draft) => readInvoice(ctx, await enterInvoice(ctx, draft)),
  async cover(ctx, input) {
    await coverInvoice(ctx, input)
    return readInvoice(ctx, input.id)
  },
  reverse: async (ctx, input) => readInvoice(ctx, await reverseInvoice(ctx, input)),
  async void(ctx, input) {
    await voidInvoice(ctx, input)
    return readInvoice(ctx, input.id)
  },
  next: (ctx, { customerId }) => nextOf(ctx, customerId),
  slip: (ctx, { id }) => slipPaper(ctx, id),
}
