import { type Kysely, type SchemaModule, sql } from 'kysely'

/** What was bought for the order already and becomes of it, as whoever writes a change slip says it (duty 93). */
export const slipBought = async (db: Kysely<never>): Promise<void> => {
  const schema: SchemaModule = db.schema
  await schema
    .alterTable('orderChanges')
    .addColumn('bought', 'text', (column) => column.notNull().defaultTo(sql.lit('')))
    .execute()
}
