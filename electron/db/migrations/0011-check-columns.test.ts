import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { openSqlite, sqliteKysely } from '../sqlite.ts'
import { checkColumns } from './0011-check-columns.ts'

test('questions of before keep their field, and a question may be about a field that was not known before', async () => {
  const db = sqliteKysely(openSqlite(':memory:'))
  await migrate(db, 'sqlite', migrations.slice(0, migrations.indexOf(checkColumns)))
  await sql`pragma foreign_keys = off`.execute(db)
  const ask = (field: string) =>
    sql`insert into "questions" ("orderId", "line", "field", "keyedValue", "question", "askedWhom", "askedBy", "askedAt",
      "answer", "newValue") values (1, 1, ${field}, '胡桃', '深色还是浅色', '', 1, '2026-11-22T01:00:00.000Z', '', '')`.execute(
      db,
    )
  await ask('colour')
  await expect(ask('spec')).rejects.toThrow(/CHECK/)
  await migrate(db, 'sqlite')
  await ask('spec')
  expect(await db.selectFrom('questions').select(['id', 'field', 'question']).execute()).toEqual([
    { id: 1, field: 'colour', question: '深色还是浅色' },
    { id: 2, field: 'spec', question: '深色还是浅色' },
  ])
  await db.destroy()
})
