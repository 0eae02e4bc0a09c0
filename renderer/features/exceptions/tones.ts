import type { ExceptionState } from '../../../shared/exceptions.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const exceptionTones: Record<ExceptionState, Tone> = {
  overdue: 'bad',
  open: 'wait',
  cleared: 'ok',
  void: 'plain',
}
