import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { migrate, migrations } from '../migrate.ts'
import { openSqlite, sqliteKysely } from '../sqlite.ts'
import { quotationsStep } from './0006-quotations.ts'

test('an office of before keeps its signed copies and order lines, and its list of open lines is read by index', async () => {
  const db = sqliteKysely(openSqlite(':memory:'))
  await migrate(db, 'sqlite', migrations.slice(0, migrations.indexOf(quotationsStep)))
  await sql`insert into "users" ("id", "name", "role", "language", "active", "version") values (1, '李敏', 'merchandiser', 'zh-CN', 1, 1)`.execute(
    db,
  )
  await sql`insert into "customers" ("id", "code", "name", "shortName", "statementName", "initials", "grade", "contact", "phone",
    "fax", "address", "region", "settlement", "depositBasisPoints", "termDays", "creditLimitFen", "cutoffDay", "taxNumber",
    "taxBank", "blacklistNote", "remark", "active", "version")
    values (1, 'C1', '永兴家居有限公司', '永兴家居', '', 'yxjj', 'A', '', '', '', '', '', 'monthly', 0, 30, 0, 0, '', '', '', '', 1, 1)`.execute(
    db,
  )
  await sql`insert into "signBacks" ("id", "kind", "documentId", "documentNumber", "customerId", "sentAt", "sentBy", "sentTo",
    "dueOn", "state", "chases", "version")
    values (7, 'delivery', 3, 'XS261122-01', 1, '2026-11-22T01:00:00.000Z', 1, '老何', '2026-11-25', 'waiting', 2, 4)`.execute(
    db,
  )
  await migrate(db, 'sqlite')
  expect(await db.selectFrom('signBacks').selectAll().execute()).toMatchObject([
    { id: 7, kind: 'delivery', documentNumber: 'XS261122-01', state: 'waiting', chases: 2, version: 4 },
  ])
  // a kind that was not known before
  await db.updateTable('signBacks').set({ kind: 'quotation' }).where('id', '=', 7).execute()
  const plan = async (statement: ReturnType<typeof sql>): Promise<string> =>
    (await sql<{ detail: string }>`explain query plan ${statement}`.execute(db)).rows
      .map(({ detail }) => detail)
      .join(' / ')
  expect(
    await plan(sql`select "amountFen" from "orderLines" where "customerId" = 1 and "deliveredQuantity" < "quantity"`),
  ).toContain('orderLines_customerId')
  expect(
    await plan(sql`select "id" from "quotations" where "customerId" = 1 order by "quotedOn" desc, "id" desc limit 100`),
  ).toMatch(/USING (COVERING )?INDEX quotations_customerId_quotedOn/)
  await db.destroy()
})
