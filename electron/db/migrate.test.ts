import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { longMigrations } from '../testing/durabilityChild.ts'
import { ended, makeSampleFile, type SampleFile, startChild } from '../testing/sampleFile.ts'
import { migrations, NewerFile, schemaVersion, type Step } from './migrate.ts'
import { moneyTotals, openDatabase } from './open.ts'
import { openSqlite, sqliteKysely } from './sqlite.ts'

/** Bringing an office's file to a new version, or leaving it alone (reliability.md D11, test 13). */

const sha256 = (file: string): string => createHash('sha256').update(readFileSync(file)).digest('hex')
let sample: SampleFile
beforeAll(async () => {
  sample = await makeSampleFile()
})
afterAll(() => sample.remove())

describe('migration', () => {
  const totalsOf = (file: string): Record<string, number> => {
    const sqlite = openSqlite(file, { readonly: true })
    const totals = moneyTotals(sqlite)
    sqlite.close()
    return totals
  }
  const versionOf = async (file: string): Promise<number> => {
    const db = sqliteKysely(openSqlite(file))
    const version = await schemaVersion(db, 'sqlite')
    await db.destroy()
    return version
  }

  it('a file of a newer program is refused and not touched', async () => {
    const file = sample.copy()
    const sqlite = openSqlite(file)
    sqlite.exec(`update "schemaVersion" set "version" = ${migrations.length + 1}`)
    sqlite.close()
    const before = sha256(file)
    await expect(openDatabase(file)).rejects.toBeInstanceOf(NewerFile)
    expect(sha256(file)).toBe(before)
    expect(readdirSync(sample.folder).filter((name) => name.includes('before') || name.includes('rehearsal'))).toEqual(
      [],
    )
  })

  it('what is no database at all is refused and not touched', async () => {
    const file = join(sample.folder, 'letter.db')
    copyFileSync(import.meta.filename, file)
    const before = sha256(file)
    await expect(openDatabase(file)).rejects.toThrow()
    expect(sha256(file)).toBe(before)
  })

  it('keeps the money, and a copy of before that is never overwritten', async () => {
    const file = sample.copy()
    const before = totalsOf(file)
    const { db } = await openDatabase(file, longMigrations)
    expect(await schemaVersion(db, 'sqlite')).toBe(longMigrations.length)
    await db.destroy()
    expect(totalsOf(file)).toEqual(before)
    const kept = `${file}.before-${migrations.length}`
    expect(totalsOf(kept)).toEqual(before)
    expect(await versionOf(kept)).toBe(migrations.length)
    expect(existsSync(`${file}.rehearsal`)).toBe(false)
  })

  const spoilers: [string, Step][] = [
    ['changes the money', async (db) => void (await sql`update "orders" set "totalFen" = "totalFen" + 1`.execute(db))],
    [
      'loses a reference',
      async (db) =>
        void (await sql`pragma defer_foreign_keys = on`.execute(db),
        await sql`drop table "customerPrices"`.execute(db),
        await sql`no such statement`.execute(db)),
    ],
    [
      'fails at its end',
      async (db) =>
        void (await sql`create table "half" ("id" integer) strict`.execute(db),
        await sql`insert into "nowhere" values (1)`.execute(db)),
    ],
  ]
  it.each(spoilers)('a step that %s is found on the copy and the file stays as it was', async (_what, step) => {
    const file = sample.copy()
    const before = totalsOf(file)
    await expect(openDatabase(file, [...migrations, step])).rejects.toThrow()
    expect(await versionOf(file)).toBe(migrations.length)
    expect(totalsOf(file)).toEqual(before)
    const { db } = await openDatabase(file) // and goes on with the old program
    expect(await db.selectFrom('orders').select('id').execute()).toHaveLength(2)
    await db.destroy()
  })

  it('killed at any moment leaves the old file or the new one, never a mixture', { timeout: 120_000 }, async () => {
    const file = sample.copy()
    const before = totalsOf(file)
    const seen = new Set<number>()
    for (let kill = 0; kill < 14; kill++) {
      const work = sample.copy()
      const running = startChild('migrate', work)
      const end = ended(running)
      await new Promise((resolve) => setTimeout(resolve, 250 + kill * 45))
      running.kill('SIGKILL')
      await end
      const version = await versionOf(work)
      seen.add(version)
      const sqlite = openSqlite(work)
      const rows =
        version === longMigrations.length
          ? (sqlite.prepare('select count(*) from "rehearsed"').pluck().get() as number)
          : 0
      const table = sqlite
        .prepare(`select count(*) from sqlite_master where name = 'rehearsed'`)
        .pluck()
        .get() as number
      expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok')
      sqlite.close()
      expect([version, table, rows]).toEqual(
        version === longMigrations.length ? [version, 1, 120] : [migrations.length, 0, 0],
      )
      expect(totalsOf(work)).toEqual(before)
      const { db } = await openDatabase(work, longMigrations) // the next start brings it to its end
      expect(await schemaVersion(db, 'sqlite')).toBe(longMigrations.length)
      await db.destroy()
    }
    expect(seen.size).toBeGreaterThan(0)
  })
})
