import { type Kysely, type SchemaModule, sql } from 'kysely'
import { createIndex, type Dialect } from '../columns.ts'

/** A difference on a signed copy is settled by a person: who, when and how. */
export const signBacksSettled = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const schema: SchemaModule = db.schema
  await schema.alterTable('signBacks').addColumn('settledAt', 'text').execute()
  await schema
    .alterTable('signBacks')
    .addColumn('settledBy', dialect === 'sqlite' ? 'integer' : 'bigint', (column) => column.references('users.id'))
    .execute()
  await schema
    .alterTable('signBacks')
    .addColumn('settledHow', 'text', (column) => column.notNull().defaultTo(sql.lit('')))
    .execute()
  await createIndex(db, 'signBacks', `state returnedAt where "state" = 'different' and "settledAt" is null`)
}
