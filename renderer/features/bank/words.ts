import type { BankState } from '../../../shared/bank.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const bankTones: Record<BankState, Tone> = { open: 'wait', booked: 'ok', linked: 'ok', unrelated: 'plain' }
