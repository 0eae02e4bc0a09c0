import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { migrate, migrations, schemaVersion, type Step } from './migrate.ts'
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
    const row = sqlite
      .prepare(`select count(*) as "rows", coalesce(sum("${column}"), 0) as "fen" from "${table}"`)
      .get() as { rows: number; fen: number }
    totals[`${table}.rows`] = row.rows
    totals[`${table}.fen`] = row.fen
  }
  return totals
}

const sides = (file: string): string[] => [file, `${file}-wal`, `${file}-shm`]

const syncFile = (file: string): void => {
  const handle = openSync(file, 'r+')
  fsyncSync(handle)
  closeSync(handle)
}

/** A name nobody has: `<file>.before-2`, then `<file>.before-2-2` …; a kept copy is never overwritten. */
const freeName = (wanted: string): string => {
  for (let attempt = 1; ; attempt++) {
    const name = attempt === 1 ? wanted : `${wanted}-${attempt}`
    if (!existsSync(name)) return name
  }
}

/** Copies the open file as it is now, whole and closed, and makes sure that the copy says the same money. */
const keepCopy = (sqlite: SqliteFile, file: string, version: number): string => {
  const part = `${file}.before.part`
  for (const side of sides(part)) rmSync(side, { force: true })
  sqlite.prepare('vacuum into ?').run(part)
  const copy = openSqlite(part, { readonly: true })
  try {
    if (copy.pragma('quick_check', { simple: true }) !== 'ok')
      throw new Error('the copy before the migration is damaged')
    if (JSON.stringify(moneyTotals(copy)) !== JSON.stringify(moneyTotals(sqlite)))
      throw new Error('the copy before the migration says other money')
  } finally {
    copy.close()
  }
  syncFile(part)
  const kept = freeName(`${file}.before-${version}`)
  renameSync(part, kept)
  return kept
}

/** Runs the pending steps on a copy of the copy; the money must come out as it was. */
const rehearse = async (kept: string, rehearsal: string, steps: readonly Step[]): Promise<void> => {
  for (const side of sides(rehearsal)) rmSync(side, { force: true })
  copyFileSync(kept, rehearsal)
  const sqlite = openSqlite(rehearsal)
  const db = sqliteKysely(sqlite)
  try {
    const before = moneyTotals(sqlite)
    await migrate(db, 'sqlite', steps)
    if (sqlite.pragma('quick_check', { simple: true }) !== 'ok') throw new Error('rehearsal failed its check')
    if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0)
      throw new Error('rehearsal left dangling references')
    if (JSON.stringify(before) !== JSON.stringify(moneyTotals(sqlite)))
      throw new Error('rehearsal changed the money totals')
  } finally {
    await db.destroy()
    for (const side of sides(rehearsal)) rmSync(side, { force: true })
  }
}

/**
 * Opens the office's file, bringing it to this version. A file with data is migrated on a copy first, and the
 * money must come out the same; the untouched copy of before stays beside it as `<file>.before-<version>`.
 * Throws `NewerFile` for a file of a newer program and leaves it alone. Never deletes, never recreates (D5).
 */
export const openDatabase = async (file: string, steps: readonly Step[] = migrations): Promise<OpenDatabase> => {
  const known = file !== ':memory:' && existsSync(file)
  const sqlite = openSqlite(file)
  const db = sqliteKysely(sqlite)
  try {
    const version = await schemaVersion(db, 'sqlite')
    if (known && version > 0 && version < steps.length)
      await rehearse(keepCopy(sqlite, file, version), `${file}.rehearsal`, steps)
    await migrate(db, 'sqlite', steps)
    return { db, sqlite }
  } catch (error) {
    await db.destroy()
    throw error
  }
}
