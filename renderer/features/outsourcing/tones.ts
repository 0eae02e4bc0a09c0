import type { ShownOutsideState } from '../../../shared/outsideStates.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const outsideTones: Record<ShownOutsideState, Tone> = {
  unsent: 'warn',
  out: 'wait',
  partly: 'info',
  back: 'ok',
  void: 'plain',
}
