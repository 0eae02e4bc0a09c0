import type { ComplaintState, ReplacementState } from '../../../shared/complaintStates.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const complaintTones: Record<ComplaintState, Tone> = {
  toConfirm: 'warn',
  confirmed: 'wait',
  rejected: 'info',
  closed: 'ok',
  void: 'plain',
}
export const replacementTones: Record<ReplacementState, Tone> = {
  toOrder: 'warn',
  making: 'wait',
  toSend: 'info',
  sent: 'ok',
  void: 'plain',
}
