import { copyFileSync, existsSync, rmSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { migrate, migrations, schemaVersion } from './migrate.ts'
import type { Database } from './schema.ts'
import { openSqlite, type SqliteFile, sqliteKysely } from './sqlite.ts'

export interface OpenDatabase {
  db: Kysely<Database>
  sqlite: SqliteFile
}

/** Totals that a migration and a restore must leave as they are: rows and fen of each money table. */
export const moneyTotals = (sqlite: SqliteFile): Record<string, number> => {
  const totals: Record<string, number> = {}
  for (const [table, column] of [
    ['orders', 'totalFen'],
    ['deliveryNotes', 'totalFen'],
    ['receipts', 'amountFen'],
    ['statements', 'closingFen'],
  ] as const) {
    const row = sqlite.prepare(`select count(*) as "rows", coalesce(sum("${column}"), 0) as "fen" from "${table}"`).get() as { rows: number; fen: number }
    totals[`${table}.rows`] = row.rows
    totals[`${table}.fen`] = row.fen
  }
  return totals
}

const migrateCopy = async (file: string, copy: string): Promise<Record<string, number>> => {
  for (const part of [copy, `${copy}-wal`, `${copy}-shm`]) rmSync(part, { force: true })
  const source = openSqlite(file)
  source.prepare('vacuum into ?').run(copy)
  source.close()
  const sqlite = openSqlite(copy)
  const db = sqliteKysely(sqlite)
  try {
    await migrate(db, 'sqlite')
    if (sqlite.pragma('quick_check', { simple: true }) !== 'ok') throw new Error('rehearsal failed its check')
    return moneyTotals(sqlite)
  } finally {
    await db.destroy()
  }
}

/**
 * Opens the office's file, bringing it to this version. A file with data is migrated on a copy first, and the
 * money must come out the same; the untouched copy of before stays beside it as `<file>.before-<version>`.
 * Throws `NewerFile` for a file of a newer program and leaves it alone. Never deletes, never recreates (D5).
 */
export const openDatabase = async (file: string): Promise<OpenDatabase> => {
  const known = file !== ':memory:' && existsSync(file)
  let sqlite = openSqlite(file)
  let db = sqliteKysely(sqlite)
  try {
    const version = await schemaVersion(db, 'sqlite')
    if (known && version > 0 && version < migrations.length) {
      const before = moneyTotals(sqlite)
      await db.destroy()
      const rehearsal = `${file}.rehearsal`
      const after = await migrateCopy(file, rehearsal)
      if (JSON.stringify(before) !== JSON.stringify(after)) throw new Error('rehearsal changed the money totals')
      rmSync(rehearsal, { force: true })
      sqlite = openSqlite(file)
      db = sqliteKysely(sqlite)
      sqlite.pragma('wal_checkpoint(TRUNCATE)')
      if (!existsSync(`${file}.before-${version}`)) copyFileSync(file, `${file}.before-${version}`)
    }
    await migrate(db, 'sqlite')
    return { db, sqlite }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
