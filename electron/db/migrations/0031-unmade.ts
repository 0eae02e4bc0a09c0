import { type Kysely, type SchemaModule, sql } from 'kysely'
import type { Dialect } from '../columns.ts'

/** Goods that left above what the workshop reported finished: why, by whom, and how many of each line. */
export const unmadeStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const schema: SchemaModule = db.schema
  const whole = dialect === 'sqlite' ? 'integer' : 'bigint'
  await schema
    .alterTable('deliveryNotes')
    .addColumn('unmadeReason', 'text', (column) => column.notNull().defaultTo(sql.lit('')))
    .execute()
  await schema
    .alterTable('deliveryNotes')
    .addColumn('unmadeBy', whole, (column) => column.references('users.id'))
    .execute()
  await schema.alterTable('deliveryNotes').addColumn('unmadeAt', 'text').execute()
  await schema
    .alterTable('deliveryLines')
    .addColumn('unmade', whole, (column) => column.notNull().defaultTo(sql.lit(0)))
    .execute()
}
