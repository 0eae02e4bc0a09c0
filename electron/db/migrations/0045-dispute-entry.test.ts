import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { openSqlite, sqliteKysely } from '../sqlite.ts'
import { disputeEntryStep } from './0045-dispute-entry.ts'

test('a dispute settled before names its entry: of its customer and amount, to the instant its copy was settled', async () => {
  const db = sqliteKysely(openSqlite(':memory:'))
  await migrate(db, 'sqlite', migrations.slice(0, migrations.indexOf(disputeEntryStep)))
  await sql`pragma foreign_keys = off`.execute(db)
  await sql`pragma ignore_check_constraints = on`.execute(db)
  const insert = (table: string, values: Record<string, string | number | null>) =>
    sql`insert into ${sql.table(table)} (${sql.join(Object.keys(values).map((name) => sql.ref(name)))})
      values (${sql.join(Object.values(values))})`.execute(db)
  const columnsOf = async (table: string) => {
    const { rows } = await sql<{
      name: string
      type: string
      notnull: number
      dflt_value: string | null
    }>`select * from pragma_table_info(${table})`.execute(db)
    return Object.fromEntries(
      rows
        .filter(({ notnull, dflt_value, name }) => notnull === 1 && dflt_value === null && name !== 'id')
        .map(({ name, type }) => [name, type === 'TEXT' ? '' : 0]),
    )
  }
  const [statement, entry, copy] = [
    await columnsOf('statements'),
    await columnsOf('adjustments'),
    await columnsOf('signBacks'),
  ]
  const settledAt = '2026-11-02T03:00:00.000Z'
  for (const [id, disputeHow, disputeFen] of [
    [1, 'adjusted', -2000],
    [2, 'accepted', 0],
    [3, 'adjusted', -500],
  ] as const) {
    await insert('statements', { ...statement, id, number: `DZ${id}`, customerId: 1, disputeHow, disputeFen })
    await insert('signBacks', { ...copy, id, kind: 'statement', documentId: id, state: 'different', settledAt })
  }
  await insert('adjustments', { ...entry, id: 11, number: 'TZ1', customerId: 1, amountFen: -2000, at: settledAt })
  await insert('adjustments', { ...entry, id: 12, number: 'TZ2', customerId: 2, amountFen: -500, at: settledAt })
  await insert('adjustments', { ...entry, id: 13, number: 'TZ3', customerId: 1, amountFen: -2000, at: '2026-11-03' })
  await migrate(db, 'sqlite')
  expect(await db.selectFrom('statements').select(['id', 'disputeEntryId']).orderBy('id').execute()).toEqual([
    { id: 1, disputeEntryId: 11 },
    { id: 2, disputeEntryId: null },
    { id: 3, disputeEntryId: null },
  ])
  await db.destroy()
})
