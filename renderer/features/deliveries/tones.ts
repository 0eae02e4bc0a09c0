import type { NoteRow, NoteState } from '../../../shared/deliveries.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import type { Tone } from '../../components/StateBadge.tsx'

/** Colour and shape of each state of a note: amber where the warehouse has something to do. */
export const noteTones: Record<NoteState, Tone> = {
  draft: 'wait',
  picked: 'wait',
  inspected: 'wait',
  counted: 'warn',
  released: 'ok',
  void: 'plain',
}

export const signedKeys: Record<NoteRow['signed'], PhraseKey> = {
  none: 'deliveries.signedNone',
  waiting: 'deliveries.signedWaiting',
  same: 'deliveries.signedSame',
  different: 'deliveries.signedDifferent',
}
export const signedTones: Record<NoteRow['signed'], Tone> = {
  none: 'plain',
  waiting: 'wait',
  same: 'ok',
  different: 'bad',
}
