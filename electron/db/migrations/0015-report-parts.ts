import { type Kysely, type SchemaModule, sql } from 'kysely'
import { createIndex, type Dialect } from '../columns.ts'

/**
 * A daily report says what became of its rejects (返工, 报废), on which machine, and the company's own sub-code of a
 * cause (papers.md 4.4, duties 61, 75); an entry that was not keyed as a daily report says where it came from. A notice
 * line keeps what was given up of it (短缺, duty 55).
 */
export const reportParts = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const schema: SchemaModule = db.schema
  const whole = dialect === 'sqlite' ? 'integer' : 'bigint'
  const quantity = (table: string, column: string) =>
    schema
      .alterTable(table)
      .addColumn(column, whole, (added) => added.notNull().defaultTo(0))
      .execute()
  const words = (table: string, column: string, usual = '') =>
    schema
      .alterTable(table)
      .addColumn(column, 'text', (added) => added.notNull().defaultTo(sql.lit(usual)))
      .execute()
  await quantity('dailyReports', 'rework')
  await quantity('dailyReports', 'scrap')
  await words('dailyReports', 'machine')
  await words('dailyReports', 'causeSub')
  await words('dailyReports', 'origin', 'report')
  await schema.alterTable('dailyReports').addColumn('originId', whole).execute()
  await createIndex(db, 'dailyReports', `originId origin where "originId" is not null`)
  await quantity('operations', 'rework')
  await quantity('operations', 'scrap')
  await words('operations', 'causeSub')
  await quantity('noticeLines', 'short')
}
