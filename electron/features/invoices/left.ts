import { type InvoicePart, isPartOf, partKey } from '../../../shared/invoices.ts'
import { formatFen } from '../../../shared/money.ts'
import type { InvoiceLeft } from '../../../shared/redInvoices.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

/** What of a document an invoice is for: as it was written, and what is left after the red ones, fen. */
export interface LeftPart extends InvoicePart {
  number: string
  firstFen: number
}

interface InvoiceFen {
  id: number
  amountFen: number
  taxFen: number
  uncoveredFen: number
}

/** Red invoices of one that are not void, the oldest first. */
export const redsOf = (ctx: Reader, id: number) =>
  ctx.db
    .selectFrom('invoices')
    .select(['id', 'number', 'issuedOn', 'amountFen', 'taxFen', 'uncoveredFen', 'remark'])
    .where('reversesId', '=', id)
    .where('state', '=', 'red')
    .orderBy('issuedOn')
    .orderBy('id')
    .execute()

/** The documents of an invoice in its order, less what its red ones took; one wholly taken back is left at 0. */
const leftParts = async (ctx: Reader, id: number, redIds: readonly number[]): Promise<LeftPart[]> => {
  const lines = await ctx.db
    .selectFrom('invoiceLines')
    .leftJoin('deliveryNotes', 'deliveryNotes.id', 'invoiceLines.deliveryNoteId')
    .leftJoin('adjustments', 'adjustments.id', 'invoiceLines.adjustmentId')
    .select([
      'invoiceLines.invoiceId',
      'invoiceLines.deliveryNoteId',
      'invoiceLines.adjustmentId',
      'invoiceLines.amountFen',
      'deliveryNotes.number as noteNumber',
      'adjustments.number as chargeNumber',
    ])
    .where('invoiceLines.invoiceId', 'in', [id, ...redIds])
    .orderBy('invoiceLines.invoiceId')
    .orderBy('invoiceLines.sequence')
    .execute()
  const parts = new Map<string, LeftPart>()
  for (const { invoiceId, noteNumber, chargeNumber, ...line } of lines) {
    const key = partKey(line)
    const part = parts.get(key) ?? { ...line, number: noteNumber ?? chargeNumber ?? '', amountFen: 0, firstFen: 0 }
    parts.set(key, {
      ...part,
      amountFen: part.amountFen + line.amountFen,
      firstFen: part.firstFen + (invoiceId === id ? line.amountFen : 0),
    })
  }
  return [...parts.values()]
}

/** What is left of an invoice after its red ones, fen. */
export const leftOf = async (
  ctx: Reader,
  { id, ...first }: InvoiceFen,
): Promise<Omit<InvoiceLeft, 'parts'> & { parts: LeftPart[] }> => {
  const reds = await redsOf(ctx, id)
  const sum = (key: 'amountFen' | 'taxFen' | 'uncoveredFen'): number =>
    reds.reduce((fen, red) => fen + red[key], first[key])
  return {
    amountFen: sum('amountFen'),
    taxFen: sum('taxFen'),
    uncoveredFen: sum('uncoveredFen'),
    parts: await leftParts(
      ctx,
      id,
      reds.map((red) => red.id),
    ),
  }
}

/** What red invoices took back stays with the documents it was taken from. */
export const refuseUnderReds = async (ctx: Reader, first: InvoiceFen): Promise<void> => {
  const left = await leftOf(ctx, first)
  const wrong = left.parts.find(({ amountFen, firstFen }) => amountFen !== 0 && !isPartOf(amountFen, firstFen))
  if (wrong) {
    const back = formatFen(wrong.firstFen - wrong.amountFen)
    throw refuse('invoices.redOfIt', { number: wrong.number, back }, 'parts')
  }
  if (left.uncoveredFen * Math.sign(first.amountFen) < 0)
    throw refuse('invoices.coversTooMuch', { over: formatFen(Math.abs(left.uncoveredFen)) }, 'amountFen')
}
