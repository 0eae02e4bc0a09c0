import type { CopyState, FilmState } from '../../../shared/noticeDesk.ts'
import type { Tone } from '../../components/StateBadge.tsx'

export const filmTones: Record<FilmState, Tone> = { none: 'warn', wrong: 'bad', faxed: 'wait', right: 'ok' }
export const copyTones: Record<CopyState, Tone> = { unsigned: 'warn', old: 'bad', signed: 'ok' }
