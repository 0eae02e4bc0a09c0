import type { ShownInvoiceState } from '../../../shared/invoices.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const invoiceTones: Record<ShownInvoiceState, Tone> = {
  standing: 'ok',
  partly: 'warn',
  reversed: 'plain',
  red: 'bad',
  void: 'plain',
}
