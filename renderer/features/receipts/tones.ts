import type { ReceiptState } from '../../../shared/receipts.ts'
import type { Tone } from '../../components/StateBadge.tsx'

/** Amber while the cashier has not seen the money. */
export const receiptTones: Record<ReceiptState, Tone> = { entered: 'wait', confirmed: 'ok', void: 'plain' }
