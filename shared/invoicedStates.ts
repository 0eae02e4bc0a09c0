import type { PhraseKey } from './language.ts'

/** How far a note or charge is invoiced: 未开 · 部分 · 已开; `nothing` where there is nothing to invoice (补件). */
export const invoicedStates = ['nothing', 'none', 'partly', 'whole'] as const
export type InvoicedState = (typeof invoicedStates)[number]
export const invoicedStateKeys: Record<InvoicedState, PhraseKey> = {
  nothing: 'invoices.nothing',
  none: 'invoices.notInvoiced',
  partly: 'invoices.partlyShort',
  whole: 'invoices.invoiced',
}
/** From what a document charges and what standing invoices say of it, fen; both negative of a return. */
export const invoicedStateOf = (totalFen: number, invoicedFen: number): InvoicedState =>
  totalFen === 0 ? 'nothing' : invoicedFen === 0 ? 'none' : invoicedFen === totalFen ? 'whole' : 'partly'
