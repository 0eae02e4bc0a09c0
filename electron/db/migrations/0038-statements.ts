import { type Kysely, sql } from 'kysely'
import { createIndex, type Dialect } from '../columns.ts'

/**
 * Statements in full: what a note that was taken back after it was stated takes off and when, whose price an adjustment
 * corrects, how a disputed statement was settled, and the customer's own code of the goods on a row.
 */
export const statementsInFull = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const whole = dialect === 'sqlite' ? sql`integer` : sql`bigint`
  const words = (table: string, column: string) =>
    db.schema
      .alterTable(table)
      .addColumn(column, 'text', (spec) => spec.notNull().defaultTo(''))
      .execute()
  await db.schema.alterTable('deliveryNotes').addColumn('reversedOn', 'text').execute()
  await createIndex(db, 'deliveryNotes', 'customerId reversedOn where "reversedOn" is not null')
  await db.schema.alterTable('adjustments').addColumn('deliveryLineId', whole).execute()
  await createIndex(db, 'adjustments', 'deliveryLineId')
  await words('statementRows', 'code')
  await words('statements', 'disputeHow')
  await db.schema
    .alterTable('statements')
    .addColumn('disputeFen', whole, (spec) => spec.notNull().defaultTo(sql.lit(0)))
    .execute()
}
