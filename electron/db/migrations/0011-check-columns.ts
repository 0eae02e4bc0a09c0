import { type Kysely, type SchemaModule, sql } from 'kysely'

/**
 * A question may be about any field a family is checked for (规格, 材质/工艺): the contract says which there are. The
 * check the column was made with would refuse the new ones; it goes with the column, on both databases, and what the
 * rows say moves over.
 */
export const checkColumns = async (db: Kysely<never>): Promise<void> => {
  const schema: SchemaModule = db.schema
  await schema
    .alterTable('questions')
    .addColumn('fieldKept', 'text', (column) => column.notNull().defaultTo(sql.lit('')))
    .execute()
  await sql`update "questions" set "fieldKept" = "field"`.execute(db)
  await schema.alterTable('questions').dropColumn('field').execute()
  await schema.alterTable('questions').renameColumn('fieldKept', 'field').execute()
}
