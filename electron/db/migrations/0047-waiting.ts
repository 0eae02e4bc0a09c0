import { type Kysely, type SchemaModule, sql } from 'kysely'
import type { Dialect } from '../columns.ts'

const disposed = (
  kinds: readonly string[],
) => sql<number>`(select coalesce(sum("quantity"), 0) from "inspectionDisposals"
  where "inspectionId" = "inspections"."id" and "takenBackAt" is null and "kind" in (${sql.join(kinds.map((kind) => sql.lit(kind)))}))`
const again = sql<number>`(select coalesce(sum("later"."lot"), 0) from "inspections" as "later"
  where "later"."reinspects" = "inspections"."id" and "later"."voidedAt" is null)`

/**
 * What of a rejected lot nobody has dealt with, beside its inspection. One that was dealt with in part waits with its rest
 * again: it was 不合格已处理 with the first piece.
 */
export const waitingStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const schema: SchemaModule = db.schema
  await schema
    .alterTable('inspections')
    .addColumn('waiting', dialect === 'sqlite' ? 'integer' : 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  const rest = sql<number>`("lot" - ${disposed(['scrap', 'concession'])}
    - case when ${disposed(['rework'])} > ${again} then ${disposed(['rework'])} else ${again} end)`
  await sql`update "inspections" set "waiting" = case when ${rest} > 0 then ${rest} else 0 end
    where "decision" = 'reject' and "voidedAt" is null`.execute(db)
  await sql`update "inspections" set "state" = 'rejected' where "state" = 'handled' and "waiting" > 0`.execute(db)
}
