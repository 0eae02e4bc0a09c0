import type { StatementState } from '../../../shared/statements.ts'
import type { Tone } from '../../components/StateBadge.tsx'

/** Amber while the customer has it, red where it differs. */
export const statementTones: Record<StatementState, Tone> = {
  draft: 'plain',
  sent: 'wait',
  signed: 'ok',
  disputed: 'bad',
  settled: 'ok',
  void: 'plain',
}
