import { type Kysely, type SchemaModule, sql } from 'kysely'
import { createIndex, type Dialect } from '../columns.ts'

/**
 * The entry a dispute was settled by is named by its statement. Of statements settled before it is the entry that was
 * written in the same call: of the same customer and amount, to the instant the copy was settled.
 */
export const disputeEntryStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const whole = dialect === 'sqlite' ? 'integer' : 'bigint'
  const schema: SchemaModule = db.schema
  await schema
    .alterTable('statements')
    .addColumn('disputeEntryId', whole, (column) => column.references('adjustments.id'))
    .execute()
  await createIndex(db, 'statements', 'disputeEntryId where "disputeEntryId" is not null')
  await sql`update "statements" set "disputeEntryId" = (
      select a."id" from "signBacks" b
      join "adjustments" a on a."customerId" = "statements"."customerId" and a."at" = b."settledAt"
        and a."amountFen" = "statements"."disputeFen"
      where b."documentId" = "statements"."id" and b."kind" = 'statement' and b."state" = 'different'
      order by a."id" desc limit 1)
    where "disputeHow" = 'adjusted'`.execute(db)
}
