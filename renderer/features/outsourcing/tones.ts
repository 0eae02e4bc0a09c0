import type { OutsideState } from '../../../shared/outsideStates.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const outsideTones: Record<OutsideState, Tone> = { out: 'wait', partly: 'info', back: 'ok', void: 'plain' }
