import { type Kysely, sql } from 'kysely'
import { createIndex, type Dialect } from '../columns.ts'

/** What reports and lists of the money ask by: lines by the day they are due, notes that are not paid, invoices for nothing yet, complaints of a kind, papers by their number. */
export const reportIndexesStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createIndex(db, 'orderLines', 'dueOn')
  await createIndex(db, 'orderLines', 'dueOn id where "deliveredQuantity" < "quantity"')
  await createIndex(db, 'deliveryNotes', 'customerId id where "paidFen" < "totalFen"')
  await createIndex(db, 'invoices', 'customerId id where "uncoveredFen" <> 0')
  await createIndex(db, 'complaints', 'receivedAt id')
  await createIndex(db, 'complaints', 'kind receivedAt id')
  // `LIKE 'XS26%'` finds the beginning of a number by this
  const start = dialect === 'sqlite' ? sql`"documentNumber" collate nocase` : sql`"documentNumber" text_pattern_ops`
  await sql`create index "signBacks_documentNumber_start" on "signBacks" (${start})`.execute(db)
}
