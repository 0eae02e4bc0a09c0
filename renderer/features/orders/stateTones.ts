import type { OrderState } from '../../../shared/orderStates.ts'
import type { Tone } from '../../components/StateBadge.tsx'

/** Colour and shape of each state: amber where the office has to do something, blue where goods are made. */
export const stateTones: Record<OrderState, Tone> = {
  toCheck: 'wait',
  toSign: 'wait',
  toDeposit: 'wait',
  toReview: 'wait',
  toRelease: 'wait',
  inProduction: 'info',
  toDeliver: 'warn',
  partlyDelivered: 'info',
  delivered: 'wait',
  completed: 'ok',
  settled: 'ok',
  void: 'plain',
}
