import type { Kysely, SchemaModule } from 'kysely'
import type { Dialect } from '../columns.ts'

/** Who changed a delivery note last: 制单 stays whoever made it. */
export const noteChangedStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const schema: SchemaModule = db.schema
  await schema
    .alterTable('deliveryNotes')
    .addColumn('changedBy', dialect === 'sqlite' ? 'integer' : 'bigint', (column) => column.references('users.id'))
    .execute()
  await schema.alterTable('deliveryNotes').addColumn('changedAt', 'text').execute()
}
