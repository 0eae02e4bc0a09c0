import type { InspectionState } from '../../../shared/quality.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const inspectionTones: Record<InspectionState, Tone> = {
  open: 'wait',
  accepted: 'ok',
  rejected: 'bad',
  handled: 'warn',
  conceded: 'warn',
  void: 'plain',
}
