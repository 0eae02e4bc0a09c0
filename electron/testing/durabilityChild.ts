/**
 * A program of its own for electron/durability.test.ts, which kills it or runs two of it at once.
 * `migrate <file>` opens the file with `longMigrations`; `count <file> <times>` adds to a shared counter.
 */
import { pathToFileURL } from 'node:url'
import { sql } from 'kysely'
import { migrations, type Step } from '../db/migrate.ts'
import { openDatabase } from '../db/open.ts'
import { openSqlite, sqliteKysely } from '../db/sqlite.ts'

/** A step that takes a while: a new table filled from the orders, and a rewrite of each order. */
const slowStep: Step = async (db) => {
  await sql`create table "rehearsed" ("id" integer primary key, "orderId" integer not null, "note" text not null) strict`.execute(
    db,
  )
  for (let round = 0; round < 60; round++) {
    await sql`insert into "rehearsed" ("orderId", "note") select "id", hex(randomblob(400)) from "orders"`.execute(db)
    await sql`update "orders" set "remark" = "remark" || 'x'`.execute(db)
  }
}
export const longMigrations: readonly Step[] = [...migrations, slowStep]

const migrateFile = async (file: string): Promise<void> => {
  const { db } = await openDatabase(file, longMigrations)
  await db.destroy()
}

/** Reads a number and writes it back one higher, in a transaction each time. */
const countUp = async (file: string, times: number): Promise<void> => {
  const db = sqliteKysely(openSqlite(file))
  for (let time = 0; time < times; time++) {
    await db.transaction().execute(async (tx) => {
      const { last } = await tx
        .selectFrom('numberSeries')
        .select('last')
        .where('kind', '=', 'TT')
        .executeTakeFirstOrThrow()
      await tx
        .updateTable('numberSeries')
        .set({ last: last + 1 })
        .where('kind', '=', 'TT')
        .execute()
    })
  }
  await db.destroy()
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , verb, file, times] = process.argv
  await (verb === 'migrate' ? migrateFile(file!) : countUp(file!, Number(times)))
}
