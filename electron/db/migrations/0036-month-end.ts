import { type Kysely, sql } from 'kysely'
import {
  counter,
  createIndex,
  createTable,
  type Dialect,
  identity,
  int,
  optional,
  ref,
  text,
  unique,
} from '../columns.ts'

const voidable = { voidedAt: optional(text), voidedBy: optional(ref('users')), voidReason: optional(text) }

/** 业务员 on the customer's card: what he sold last is by whom it was sold. */
const salespeople = async (db: Kysely<never>): Promise<void> => {
  await db.schema
    .alterTable('customers')
    .addColumn('salesperson', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await sql`update "customers" set "salesperson" = coalesce((select "salesperson" from "orders"
    where "orders"."customerId" = "customers"."id" and "orders"."salesperson" <> '' order by "orders"."id" desc limit 1), '')`.execute(
    db,
  )
}

/** 月结: classes handed over as known exceptions, the hand-overs to accounting, and what reports are grouped by. */
export const monthEndStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await salespeople(db)
  await createTable(
    db,
    dialect,
    'monthSignOffs',
    {
      id: identity,
      month: text,
      kind: text,
      total: int,
      fen: int,
      reason: text,
      userId: ref('users'),
      at: text,
      ...voidable,
    },
    { checks: ['length("reason") > 0'], indexes: [`!month kind where "voidedAt" is null`] },
  )
  await createTable(
    db,
    dialect,
    'monthHandovers',
    {
      id: identity,
      number: unique(text),
      month: text,
      taker: text,
      takenOn: text,
      remark: text,
      sums: text,
      classes: text,
      userId: ref('users'),
      at: text,
      printed: counter,
      ...voidable,
      version: counter,
    },
    { checks: ['length("taker") > 0'], indexes: [`!month where "voidedAt" is null`] },
  )
  // a month's papers by their day
  for (const [table, index] of [
    ['deliveryNotes', 'releasedAt'],
    ['deliveryNotes', 'voidedAt where "voidedAt" is not null'],
    ['receipts', 'confirmedAt where "confirmedAt" is not null'],
    ['receipts', 'voidedAt where "voidedAt" is not null'],
    ['adjustments', 'adjustedOn id'],
    ['deliveryLines', 'deliveryNoteId where "priceMicros" = 0'],
  ] as const)
    await createIndex(db, table, index)
}
