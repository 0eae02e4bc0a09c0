import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { openSqlite, sqliteKysely } from '../sqlite.ts'
import { planStep } from './0017-plan.ts'

test('the plan an operation has becomes its first one; capacities count pieces until the office says otherwise', async () => {
  const db = sqliteKysely(openSqlite(':memory:'))
  await migrate(db, 'sqlite', migrations.slice(0, migrations.indexOf(planStep)))
  await sql`pragma foreign_keys = off`.execute(db)
  await sql`insert into "processes" ("id", "name", "sequence", "standardDays", "dailyCapacity", "workshop", "active", "version")
    values (1, '白茬', 2, 3, 40000, '木工车间', 1, 1)`.execute(db)
  await sql`insert into "operations" ("id", "noticeLineId", "processId", "processName", "workshop", "sequence", "outside",
    "plannedStart", "plannedFinish", "quantity", "causeNote", "version")
    values (1, 1, 1, '白茬', '木工车间', 1, 0, '2026-11-25', '2026-11-27', 20000, '', 1)`.execute(db)
  await migrate(db, 'sqlite')
  expect(
    await db
      .selectFrom('operations')
      .select(['plannedStart', 'plannedFinish', 'originalStart', 'originalFinish', 'unitsPerPiece', 'queuePlace'])
      .execute(),
  ).toEqual([
    {
      plannedStart: '2026-11-25',
      plannedFinish: '2026-11-27',
      originalStart: '2026-11-25',
      originalFinish: '2026-11-27',
      unitsPerPiece: 1000,
      queuePlace: null,
    },
  ])
  expect(await db.selectFrom('processes').select(['name', 'capacityUnit']).execute()).toEqual([
    { name: '白茬', capacityUnit: '件' },
  ])
  await db.destroy()
})
