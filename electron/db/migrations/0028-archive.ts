import { type Kysely, type SchemaModule, sql } from 'kysely'
import {
  createIndex,
  createTable,
  counter,
  type Dialect,
  identity,
  int,
  oneOf,
  optional,
  ref,
  text,
  unique,
} from '../columns.ts'

/** Every chase of a signed paper with what was answered (duty 87), what differs line by line, and what lies in which box (118–120). */
const chasesStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const schema: SchemaModule = db.schema
  await schema.alterTable('signBacks').addColumn('nextOn', 'text').execute()
  await schema
    .alterTable('signBacks')
    .addColumn('inboxItemId', dialect === 'sqlite' ? 'integer' : 'bigint', (column) =>
      column.references('inboxItems.id'),
    )
    .execute()
  await createIndex(db, 'signBacks', 'documentNumber')
  await createTable(
    db,
    dialect,
    'signBackChases',
    {
      id: identity,
      signBackId: ref('signBacks'),
      spokenTo: text,
      answer: text,
      nextOn: optional(text),
      userId: ref('users'),
      at: text,
    },
    { indexes: ['signBackId id'] },
  )
  await createTable(
    db,
    dialect,
    'signBackLines',
    {
      id: identity,
      signBackId: ref('signBacks'),
      deliveryLineId: ref('deliveryLines'),
      sequence: int,
      description: text,
      unit: text,
      sent: int,
      received: int,
      words: text,
    },
    { indexes: ['!signBackId deliveryLineId'] },
  )
}

/** 归档批: one box of a month and a workshop; the orders in it; papers that were borrowed from it. */
const boxesStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'archiveBatches',
    {
      id: identity,
      number: unique(text),
      month: text,
      workshop: text,
      box: text,
      place: text,
      remark: text,
      orders: counter,
      incomplete: counter,
      printed: counter,
      state: oneOf('open', 'closed', 'void'),
      madeBy: ref('users'),
      madeAt: text,
      closedBy: optional(ref('users')),
      closedAt: optional(text),
      reopenReason: { ...text, fallback: '' },
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      version: counter,
    },
    { indexes: ['month id', 'state month', 'box'] },
  )
  await createTable(
    db,
    dialect,
    'archiveItems',
    {
      id: identity,
      batchId: ref('archiveBatches'),
      orderId: ref('orders'),
      sequence: int,
      missing: text,
      putBy: ref('users'),
      putAt: text,
      takenBy: optional(ref('users')),
      takenAt: optional(text),
      takenReason: { ...text, fallback: '' },
      loanId: optional(int),
    },
    // an order lies in one box
    { indexes: ['batchId sequence', '!orderId where "takenAt" is null'] },
  )
  await createTable(
    db,
    dialect,
    'archiveLoans',
    {
      id: identity,
      itemId: ref('archiveItems'),
      orderId: ref('orders'),
      borrower: text,
      papers: text,
      purpose: text,
      lentOn: text,
      dueOn: text,
      lentBy: ref('users'),
      lentAt: text,
      returnedOn: optional(text),
      returnedBy: optional(ref('users')),
      returnedAt: optional(text),
      remark: { ...text, fallback: '' },
      version: counter,
    },
    { indexes: ['itemId id', 'orderId id', 'dueOn id where "returnedOn" is null'] },
  )
}

/** Papers that were taken in before can be found by their file name or fax number from now on. */
const faxTerms = async (db: Kysely<never>): Promise<void> => {
  await sql`insert into "searchTerms" ("kind", "term", "rowId", "customerId")
    select 'fax', lower(replace(replace(replace(replace(replace("fileName", '-', ''), '_', ''), '.', ''), ' ', ''), '/', '')), "id", "customerId"
    from "inboxItems" where "fileName" <> ''`.execute(db)
}

export const archiveStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await chasesStep(db, dialect)
  await boxesStep(db, dialect)
  await faxTerms(db)
}
