import { type Kysely, sql } from 'kysely'
import {
  counter,
  createIndex,
  createTable,
  type Dialect,
  identity,
  int,
  key,
  oneOf,
  optional,
  ref,
  text,
  unique,
} from '../columns.ts'

/** 期初 at the switch-over: the open notes of the old books, and the sum a person vouched for (duty 104). */
const openings = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(db, dialect, 'openingBooks', {
    id: identity,
    switchOn: text,
    checkFen: optional(int),
    lockedAt: optional(text),
    lockedBy: optional(ref('users')),
    lockedByName: optional(text),
    version: counter,
  })
  await createTable(
    db,
    dialect,
    'openingNotes',
    {
      id: identity,
      bookId: ref('openingBooks'),
      customerId: ref('customers'),
      number: text,
      noteOn: text,
      customerPo: text,
      amountFen: int,
      remark: text,
      adjustmentId: optional(ref('adjustments')),
      reversedAt: optional(text),
      reversedReason: { ...text, fallback: '' },
      keyedBy: ref('users'),
      keyedAt: text,
      version: counter,
    },
    {
      checks: ['"amountFen" <> 0'],
      indexes: ['!bookId customerId number', 'bookId noteOn id', 'adjustmentId', 'customerId number'],
    },
  )
}

/** What the banks say came in, and how the columns of each account's file are read. */
const bank = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(db, dialect, 'bankShapes', { account: key, headings: text, version: counter })
  await createTable(
    db,
    dialect,
    'bankLines',
    {
      id: identity,
      account: text,
      bankedOn: text,
      amountFen: int,
      payer: text,
      payerKey: text,
      payerAccount: text,
      slipNumber: text,
      summary: text,
      balanceFen: optional(int),
      lineKey: unique(text),
      state: oneOf('open', 'booked', 'linked', 'unrelated'),
      customerId: optional(ref('customers')),
      receiptId: optional(ref('receipts')),
      reason: { ...text, fallback: '' },
      decidedBy: optional(ref('users')),
      decidedByName: optional(text),
      decidedAt: optional(text),
      fileName: text,
      importedBy: ref('users'),
      importedAt: text,
      version: counter,
    },
    {
      checks: ['"amountFen" > 0'],
      indexes: ['state bankedOn id', 'bankedOn id', 'payerKey customerId', 'receiptId'],
    },
  )
}

export const receivablesStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const whole = dialect === 'sqlite' ? sql`integer` : sql`bigint`
  await db.schema
    .alterTable('receipts')
    .addColumn('printed', whole, (column) => column.notNull().defaultTo(sql.lit(0)))
    .execute()
  await db.schema
    .alterTable('receipts')
    .addColumn('reversalId', whole, (column) => column.references('adjustments.id'))
    .execute()
  await createIndex(db, 'receipts', 'reversalId')
  await createIndex(db, 'receipts', 'slipNumber')
  await openings(db, dialect)
  await bank(db, dialect)
  await createTable(
    db,
    dialect,
    'payPromises',
    {
      id: identity,
      customerId: ref('customers'),
      contactId: ref('contacts'),
      promisedOn: text,
      amountFen: int,
      person: text,
      saidOn: text,
      userId: ref('users'),
      userName: text,
      at: text,
    },
    { checks: ['"amountFen" > 0'], indexes: ['customerId id', 'promisedOn id'] },
  )
}
