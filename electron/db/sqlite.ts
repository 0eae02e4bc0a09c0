import DatabaseConstructor from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Database } from './schema.ts'

export type SqliteFile = DatabaseConstructor.Database

/** What every connection must report after opening; anything else is a fault (reliability.md D1). */
const demanded = { foreign_keys: 1, busy_timeout: 5000, trusted_schema: 0, cell_size_check: 1, synchronous: 2 } as const

/**
 * The only place that opens a SQLite file. WAL with synchronous=FULL: better-sqlite3 13 turns FULL into NORMAL
 * as WAL is switched on, and NORMAL loses acknowledged orders in a power cut, so it is set after WAL and read back.
 * Throws when a setting did not take or SQLite is older than the WAL-reset fix (D2).
 */
export const openSqlite = (file: string, options: { readonly?: boolean } = {}): SqliteFile => {
  const sqlite = new DatabaseConstructor(file, { readonly: options.readonly ?? false, timeout: 5000 })
  try {
    if (!options.readonly && file !== ':memory:') sqlite.pragma('journal_mode = WAL')
    for (const [name, value] of Object.entries(demanded)) sqlite.pragma(`${name} = ${value}`)
    for (const [name, value] of Object.entries(demanded)) {
      const found = sqlite.pragma(name, { simple: true })
      if (found !== value) throw new Error(`pragma ${name} is ${String(found)}, not ${value}`)
    }
    const version = sqlite.prepare('select sqlite_version()').pluck().get() as string
    if (version.localeCompare('3.51.3', 'en', { numeric: true }) < 0) throw new Error(`SQLite ${version} is too old`)
  } catch (error) {
    sqlite.close()
    throw error
  }
  return sqlite
}

/** Kysely over an open file: statements are prepared once, and every transaction begins IMMEDIATE (D4). */
export const sqliteKysely = (sqlite: SqliteFile): Kysely<Database> => {
  const prepared = new Map<string, DatabaseConstructor.Statement>()
  const begin = sqlite.readonly ? 'begin' : 'begin immediate'
  return new Kysely<Database>({
    dialect: new SqliteDialect({
      database: {
        close: () => {
          prepared.clear()
          sqlite.close()
        },
        prepare: (text) => {
          // after a full disk SQLite has rolled back by itself: a second rollback would hide why
          const undone = text === 'rollback' && !sqlite.inTransaction
          const statement = text === 'begin' ? begin : undone ? 'select 1' : text
          const known = prepared.get(statement)
          if (known && !known.busy) return known
          const fresh = sqlite.prepare(statement)
          // a filter built by hand makes many texts: forget the oldest half rather than grow for ever
          if (prepared.size >= 600) for (const old of [...prepared.keys()].slice(0, 300)) prepared.delete(old)
          prepared.set(statement, fresh)
          return fresh
        },
      },
    }),
  })
}

/** Triggers behind which corrections are reversing entries: no row of money or audit is rewritten or deleted. */
export const sqliteGuards: readonly string[] = [
  ...(['audit', 'gateOverrides'] as const).flatMap((table) => [
    `create trigger "${table}_noUpdate" before update on "${table}" begin select raise(abort, 'append only'); end`,
    `create trigger "${table}_noDelete" before delete on "${table}" begin select raise(abort, 'append only'); end`,
  ]),
  ...(['orders', 'receipts', 'deliveryNotes', 'statements', 'notices'] as const).map(
    (table) =>
      `create trigger "${table}_noDelete" before delete on "${table}" begin select raise(abort, 'numbered papers are voided, not deleted'); end`,
  ),
  `create trigger "receipts_confirmed" before update on "receipts" when old."confirmedAt" is not null and
     (new."amountFen" <> old."amountFen" or new."customerId" <> old."customerId" or new."confirmedBy" is not old."confirmedBy" or new."receivedOn" <> old."receivedOn")
   begin select raise(abort, 'confirmed money is not rewritten'); end`,
]
