import { type Kysely, sql } from 'kysely'
import { counter, createIndex, createTable, type Dialect, identity, ref, text } from '../columns.ts'

/** Confirmed money of the orders that are there already: set against the order itself, and its share of notes that left. */
export const fillPaid = async (db: Kysely<never>): Promise<void> => {
  const confirmed = sql`join "receipts" r on r."id" = a."receiptId" and r."confirmedAt" is not null and r."voidedAt" is null`
  const onNote = sql`(select coalesce(sum(a."amountFen"), 0) from "receiptAllocations" a ${confirmed} where a."deliveryNoteId" = n."id")`
  await sql`
    update "orders" set "paidFen" =
      (select coalesce(sum(a."amountFen"), 0) from "receiptAllocations" a ${confirmed} where a."orderId" = "orders"."id")
      + (select coalesce(sum(case when s."own" = s."total" or s."total" <= 0 then s."paid" else s."paid" * s."own" / s."total" end), 0)
         from (select n."id", n."totalFen" as "total", sum(l."amountFen") as "own", ${onNote} as "paid"
               from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId"
               where l."orderId" = "orders"."id" and n."kind" = 'delivery' and n."voidedAt" is null and n."releasedAt" is not null
               group by n."id", n."totalFen") s)`.execute(db)
}

/** The order list as a tracking table: what is paid stands on the order, and everybody keeps their own columns. */
export const orderListStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await db.schema
    .alterTable('orders')
    .addColumn('paidFen', dialect === 'sqlite' ? 'integer' : 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await fillPaid(db)
  for (const index of ['merchandiserId orderedOn id', 'rush urgency id']) await createIndex(db, 'orders', index)
  await createTable(
    db,
    dialect,
    'listViews',
    { id: identity, userId: ref('users'), list: text, name: text, columns: text, filter: text, version: counter },
    { indexes: ['!userId list name'] },
  )
}
