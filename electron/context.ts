import type { Kysely } from 'kysely'
import type { Contract, Handlers as ContractHandlers } from '../shared/contract.ts'
import type { Language } from '../shared/language.ts'
import type { Role } from '../shared/permissions.ts'
import type { Database } from './db/schema.ts'

export interface Person {
  id: number
  name: string
  role: Role
}

/** Where the bytes of papers lie, under their SHA-256. */
export interface Files {
  /**
   * Stores the bytes durably and gives their SHA-256; the same bytes are kept once. `like`: the SHA-256 of an earlier
   * file much like it, or null for the first of its kind; both then take a fraction of the room.
   */
  put(bytes: Uint8Array, like?: string | null): Promise<string>
  /** The bytes, or null when they are missing or no longer match their SHA-256. */
  get(sha256: string): Promise<Uint8Array | null>
}

/** One thing that changed, for the audit row of the command. */
export interface Change {
  entity: string
  id: number | null
  before?: unknown
  after?: unknown
}

/** What a handler gets. `db` is the transaction of the command: never keep it, never use another. */
export interface Context {
  db: Kysely<Database>
  /** Who is signed in; a procedure with permission `public` sees `nobody`. */
  user: Person
  language: Language
  /** Name of the PC the call comes from. */
  host: string
  /** This moment as ISO text, the same for the whole call. */
  now: string
  /** The calendar date of `now` on this PC. */
  today: string
  files: Files
  /** What `prepare` of this handler found out; read through `afterPreparing` only. */
  prepared: unknown
  /** Names a change for the audit row of this command. */
  record(change: Change): void
}

export type Handlers<C extends Contract> = ContractHandlers<C, Context>

export const nobody: Person = { id: 0, name: '', role: 'workshop' }

/**
 * A command with slow work that is no SQL (hashing a password, storing a file): `prepare` runs before the
 * transaction and may read, `run` inside it with what `prepare` gave.
 */
export const afterPreparing = <I, P, O>(
  prepare: (context: Context, input: I) => Promise<P>,
  run: (context: Context, input: I, prepared: P) => Promise<O>,
): ((context: Context, input: I) => Promise<O>) & { prepare: typeof prepare } =>
  Object.assign((context: Context, input: I) => run(context, input, context.prepared as P), { prepare })
