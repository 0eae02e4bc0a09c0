import type { Kysely, SchemaModule } from 'kysely'
import type { Dialect } from '../columns.ts'

/** Who carried a change slip out: the approver, whoever noted the customer's signature, or whoever tried again. */
export const slipAppliedBy = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const schema: SchemaModule = db.schema
  await schema
    .alterTable('orderChanges')
    .addColumn('appliedBy', dialect === 'sqlite' ? 'integer' : 'bigint', (column) => column.references('users.id'))
    .execute()
}
