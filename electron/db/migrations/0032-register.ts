import type { Kysely } from 'kysely'
import {
  counter,
  createIndex,
  createTable,
  type Dialect,
  flag,
  identity,
  int,
  oneOf,
  optional,
  ref,
  text,
  unique,
} from '../columns.ts'

/** 收发文 (duty 119): lines written by hand, and the days by which all others are found. */
export const registerStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'registerEntries',
    {
      id: identity,
      number: unique(text),
      direction: oneOf('in', 'out'),
      on: text,
      theirs: text,
      party: text,
      subject: text,
      copies: int,
      wanted: flag,
      backOn: optional(text),
      backBy: { ...text, fallback: '' },
      remark: { ...text, fallback: '' },
      userId: ref('users'),
      at: text,
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      version: counter,
    },
    { checks: ['"copies" > 0'], indexes: ['on id', 'theirs'] },
  )
  await createIndex(db, 'signBacks', 'sentAt')
  await createIndex(db, 'noticeCopies', 'receivedOn')
  await createIndex(db, 'noticeEnclosures', 'handedOn')
  await createIndex(db, 'archiveLoans', 'lentOn')
  await createIndex(db, 'contacts', 'kind contactedOn')
}
