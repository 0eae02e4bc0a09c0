import type { Reply } from '../shared/contract.ts'
import type { RefusalData } from '../shared/refusals.ts'
import type { Trade } from '../shared/settings.ts'
import type { PhraseKey } from '../shared/language.ts'
import type { Caller } from './app.ts'
import type { BackupReason } from './keptBackups.ts'

/** What main sends to the data worker and what comes back. */
export type ToWorker =
  | { kind: 'call'; id: number; caller: Caller; channel: string; input: unknown; requestId: string | null }
  | { kind: 'demo'; id: number; trade: Trade }
  | { kind: 'watch'; folder: string | null }
  | { kind: 'close'; id: number }

export type FromWorker =
  | { kind: 'opened' }
  | { kind: 'refused'; why: 'newer' | 'damaged' }
  | { kind: 'reply'; id: number; reply: Reply }
  /** Something was written: the open pages read again. */
  | { kind: 'changed'; channel: string }
  | { kind: 'progress'; done: number; of: number; words: string }
  /** A file of the watched folder is no fax and was put aside. */
  | { kind: 'strange'; name: string; why: PhraseKey }
  | { kind: 'fault'; channel: string; text: string }

/** What main sends to the reader: long work on its own read-only connection. */
export type ToReader =
  | { kind: 'backup'; id: number; folder: string; reason: BackupReason }
  | { kind: 'inspect'; id: number; file: string }
  /** Brings the papers that lie beside the backups of a folder back into the office. */
  | { kind: 'papers'; id: number; folder: string }
  | { kind: 'export'; id: number; caller: Caller; what: string; input: unknown; path: string }
  | { kind: 'cancel'; id: number }

export type FromReader =
  | { kind: 'done'; id: number; value: unknown }
  /** `refusal`: where the application said no to a question of the export. */
  | { kind: 'failed'; id: number; code: string; refusal: RefusalData | null; text: string }
  | { kind: 'progress'; done: number; of: number; words: string }
