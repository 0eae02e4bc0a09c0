import type { AskReason, ShipState } from '../../../shared/shipments.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const shipTones: Record<ShipState, Tone> = {
  planned: 'wait',
  stored: 'info',
  noted: 'info',
  gone: 'ok',
  withdrawn: 'plain',
  replaced: 'plain',
}
export const reasonTones: Record<AskReason, Tone> = { ask: 'warn', slipped: 'bad', overdue: 'bad' }
export const reasonKeys: Record<AskReason, PhraseKey> = {
  ask: 'shipments.reasonAsk',
  slipped: 'shipments.reasonSlipped',
  overdue: 'shipments.reasonOverdue',
}
