import type { PayState } from '../../../shared/receivables.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const payTones: Record<PayState, Tone> = {
  open: 'info',
  kept: 'ok',
  late: 'warn',
  changed: 'plain',
  broken: 'bad',
}
