import type { Generated } from 'kysely'
import type { Flag, Row, Voidable } from './schemaMasters.ts'

/** 收发文 (duty 119): lines written by hand; all others are read where they stand. */
export interface RegisterEntriesTable extends Row, Voidable {
  number: string
  /** in, out */
  direction: string
  on: string
  theirs: string
  party: string
  subject: string
  copies: number
  /** Whether somebody has to sign for it. */
  wanted: Flag
  backOn: string | null
  backBy: Generated<string>
  remark: Generated<string>
  userId: number
  at: string
  version: number
}
