import { type Kysely, sql } from 'kysely'
import {
  counter,
  createTable,
  type Dialect,
  flag,
  identity,
  int,
  oneOf,
  optional,
  ref,
  text,
  unique,
} from '../columns.ts'

/** The check a column of kinds was made with: it would refuse every kind a later version of the program knows. */
const kindCheck = /\s*check\s*\("kind" in \('confirmation'[^)]*\)\)/i

/**
 * Lets a signed copy belong to any kind of paper. SQLite cannot drop a check: the table is made again without it,
 * with the rows, columns, indexes and triggers it has now.
 */
const openSignBackKinds = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  if (dialect === 'postgres') {
    await sql`alter table "signBacks" drop constraint if exists "signBacks_kind_check"`.execute(db)
    return
  }
  const { rows } = await sql<{ type: string; sql: string | null }>`
    select "type", "sql" from sqlite_master where tbl_name = 'signBacks'`.execute(db)
  const table = rows.find(({ type }) => type === 'table')!.sql!
  if (!kindCheck.test(table)) return
  const kept = table.replace(kindCheck, '').replace('"signBacks"', '"signBacksKept"')
  await sql.raw(kept).execute(db)
  await sql`insert into "signBacksKept" select * from "signBacks"`.execute(db)
  await sql`drop table "signBacks"`.execute(db)
  await sql`alter table "signBacksKept" rename to "signBacks"`.execute(db)
  for (const { type, sql: made } of rows) if (type !== 'table' && made !== null) await sql.raw(made).execute(db)
}

const addEdition = async (db: Kysely<never>, table: string): Promise<void> => {
  await db.schema
    .alterTable(table)
    .addColumn('edition', sql`integer`, (column) => column.notNull().defaultTo(1))
    .execute()
}

/** 变更单 (duty 93): the slip, who was told, and the edition every reprint says (第 n 版). */
export const changes = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await openSignBackKinds(db, dialect)
  for (const table of ['orders', 'notices', 'signBacks']) await addEdition(db, table)
  await db.schema.alterTable('orderLines').addColumn('cancelledAt', 'text').execute()
  await createTable(
    db,
    dialect,
    'orderChanges',
    {
      id: identity,
      number: unique(text),
      orderId: ref('orders'),
      customerId: ref('customers'),
      /** The edition the order gets by it. */
      edition: int,
      askedBy: oneOf('customer', 'us'),
      way: text,
      contact: text,
      reason: text,
      lossReason: { ...text, fallback: '' },
      proof: text,
      inboxItemId: optional(ref('inboxItems')),
      before: text,
      after: text,
      /** What it did, as things stood when it was carried out. */
      effect: optional(text),
      changed: int,
      added: int,
      cancelled: int,
      beforeFen: int,
      afterFen: int,
      needsCustomer: flag,
      fourEyes: flag,
      writtenBy: ref('users'),
      writtenAt: text,
      submittedAt: optional(text),
      approvedBy: optional(ref('users')),
      approvedAt: optional(text),
      appliedAt: optional(text),
      withdrawnBy: optional(ref('users')),
      withdrawnAt: optional(text),
      withdrawReason: optional(text),
      refused: flag,
      state: text,
      /** Departments that were not told yet, of a slip that stands. */
      unsigned: counter,
      printed: counter,
      version: counter,
    },
    {
      // four eyes (duty 93): who wrote it does not approve it
      checks: ['"approvedBy" is null or "fourEyes" = 0 or "approvedBy" <> "writtenBy"'],
      indexes: [
        `!orderId where "appliedAt" is null and "withdrawnAt" is null`,
        'orderId id',
        'state id',
        'customerId id',
        'writtenAt where "unsigned" > 0',
      ],
    },
  )
  await createTable(
    db,
    dialect,
    'changeSigns',
    {
      id: identity,
      changeId: ref('orderChanges'),
      department: text,
      name: text,
      signedOn: text,
      how: text,
      keyedBy: ref('users'),
      keyedAt: text,
    },
    { indexes: ['!changeId department'] },
  )
  await reviews(db, dialect)
}

/** 订单评审 (duties 22–25): one sheet an order, one row a department. */
const reviews = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await db.schema
    .alterTable('orders')
    .addColumn('reviewNeeded', sql`integer`, (column) => column.notNull().defaultTo(0))
    .execute()
  await createTable(db, dialect, 'orderReviews', {
    id: identity,
    orderId: unique(ref('orders')),
    startedBy: ref('users'),
    startedAt: text,
    overrideBy: optional(ref('users')),
    overrideAt: optional(text),
    overrideReason: optional(text),
    printed: counter,
    version: counter,
  })
  await createTable(
    db,
    dialect,
    'reviewOpinions',
    {
      id: identity,
      reviewId: ref('orderReviews'),
      sequence: int,
      department: text,
      verdict: optional(oneOf('yes', 'conditional', 'no')),
      opinion: text,
      name: text,
      reviewedOn: text,
      checks: text,
      keyedBy: optional(ref('users')),
      keyedAt: optional(text),
    },
    { indexes: ['!reviewId department'] },
  )
}
