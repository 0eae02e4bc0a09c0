import type { ChangeState } from '../../../shared/changes.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const changeTones: Record<ChangeState, Tone> = {
  draft: 'info',
  toApprove: 'wait',
  toSign: 'warn',
  done: 'ok',
  withdrawn: 'plain',
}
