import type { InvoiceState } from '../../../shared/invoices.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const invoiceTones: Record<InvoiceState, Tone> = { standing: 'ok', reversed: 'plain', red: 'bad', void: 'plain' }
