import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { openSqlite, sqliteKysely } from '../sqlite.ts'
import { waitingStep } from './0047-waiting.ts'

test('a lot that was dealt with in part waits with its rest again; one dealt with whole does not', async () => {
  const db = sqliteKysely(openSqlite(':memory:'))
  await migrate(db, 'sqlite', migrations.slice(0, migrations.indexOf(waitingStep)))
  await sql`pragma foreign_keys = off`.execute(db)
  const inspection = (id: number, lot: number, state: string, decision: string, reinspects: number | null = null) =>
    sql`insert into "inspections" ("id", "number", "kind", "orderId", "orderLineId", "customerId", "processName", "workshop",
      "inspectedOn", "lot", "level", "strictness", "aqlCritical", "aqlMajor", "aqlMinor", "sample", "tableSample",
      "sampleReason", "foundCritical", "foundMajor", "foundMinor", "result", "items", "inspector", "remark", "reinspects",
      "decision", "decisionReason", "state", "keyedBy", "keyedAt", "version")
      values (${id}, ${`ZJ-${id}`}, 'patrol', 1, 1, 1, '', '', '2026-11-22', ${lot}, 'II', 'normal', 0, 0, 0, 5, 5, '', 0, 9,
      0, ${decision}, '[]', '吴工', '', ${reinspects}, ${decision}, '', ${state}, 1, '2026-11-22T01:00:00.000Z', 1)`.execute(
      db,
    )
  const disposal = (inspectionId: number, kind: string, quantity: number, takenBackAt: string | null = null) =>
    sql`insert into "inspectionDisposals" ("inspectionId", "kind", "quantity", "note", "by", "at", "takenBackAt")
      values (${inspectionId}, ${kind}, ${quantity}, '', 1, '2026-11-22T02:00:00.000Z', ${takenBackAt})`.execute(db)
  await inspection(1, 324_000, 'handled', 'reject')
  await disposal(1, 'rework', 20_000)
  await disposal(1, 'scrap', 5000, '2026-11-22T03:00:00.000Z')
  await inspection(2, 30_000, 'handled', 'reject')
  await disposal(2, 'rework', 20_000)
  await disposal(2, 'concession', 10_000)
  await inspection(3, 50_000, 'handled', 'reject')
  await inspection(4, 50_000, 'accepted', 'accept', 3)
  await inspection(5, 10_000, 'rejected', 'reject')
  await migrate(db, 'sqlite')
  expect(await db.selectFrom('inspections').select(['id', 'state', 'waiting']).orderBy('id').execute()).toEqual([
    { id: 1, state: 'rejected', waiting: 304_000 },
    { id: 2, state: 'handled', waiting: 0 },
    { id: 3, state: 'handled', waiting: 0 },
    { id: 4, state: 'accepted', waiting: 0 },
    { id: 5, state: 'rejected', waiting: 10_000 },
  ])
  await db.destroy()
})
