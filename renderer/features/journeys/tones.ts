import type { JourneyState } from '../../../shared/journeys.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const journeyTones: Record<JourneyState, Tone> = {
  preparing: 'plain',
  house: 'wait',
  loaded: 'wait',
  underWay: 'info',
  arrived: 'ok',
  void: 'plain',
}
