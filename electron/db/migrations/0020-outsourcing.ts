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

const factoryTables = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'outsideFactories',
    {
      id: identity,
      name: unique(text),
      shortName: unique(text),
      initials: text,
      contact: text,
      phone: text,
      fax: text,
      address: text,
      remark: text,
      active: flag,
      version: counter,
    },
    { indexes: ['shortName id'] },
  )
  await createTable(
    db,
    dialect,
    'factoryProcesses',
    { factoryId: ref('outsideFactories'), processId: ref('processes') },
    { primary: ['factoryId', 'processId'], indexes: ['processId'] },
  )
}

const slipTables = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'outsideSlips',
    {
      id: identity,
      number: unique(text),
      factoryId: ref('outsideFactories'),
      contact: text,
      phone: text,
      sentOn: text,
      packing: text,
      enclosures: text,
      requirement: text,
      remark: text,
      madeBy: ref('users'),
      madeAt: text,
      edition: { ...counter, fallback: 1 },
      printed: counter,
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      version: counter,
    },
    { indexes: ['factoryId sentOn', 'sentOn'] },
  )
  await createTable(
    db,
    dialect,
    'outsideLines',
    {
      id: identity,
      slipId: ref('outsideSlips'),
      factoryId: ref('outsideFactories'),
      sequence: int,
      operationId: ref('operations'),
      quantity: int,
      open: int,
      wantedOn: text,
      priceMicros: int,
      amountFen: int,
      requirement: text,
      backOn: optional(text),
      state: oneOf('out', 'partly', 'back', 'void'),
    },
    {
      checks: ['"quantity" > 0', '"open" >= 0 and "open" <= "quantity"'],
      indexes: [
        '!slipId operationId',
        'operationId state',
        'state wantedOn id',
        'factoryId state wantedOn',
        'wantedOn id',
        'factoryId wantedOn',
      ],
    },
  )
}

const returnTables = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'outsideReturns',
    {
      id: identity,
      lineId: ref('outsideLines'),
      factoryId: ref('outsideFactories'),
      kind: oneOf('back', 'lost'),
      returnedOn: text,
      good: int,
      bad: int,
      rework: int,
      scrap: int,
      undone: int,
      causeCode: optional(text),
      note: text,
      reportId: optional(ref('dailyReports')),
      userId: ref('users'),
      userName: text,
      at: text,
      takenBackAt: optional(text),
      takenBackBy: optional(ref('users')),
      takenBackReason: text,
    },
    { indexes: ['lineId', 'factoryId returnedOn'] },
  )
  await createTable(
    db,
    dialect,
    'outsideAnswers',
    {
      id: identity,
      lineId: ref('outsideLines'),
      factoryId: ref('outsideFactories'),
      spokenTo: text,
      words: text,
      promisedOn: optional(text),
      userId: ref('users'),
      userName: text,
      at: text,
    },
    { indexes: ['lineId at', 'factoryId at'] },
  )
}

const guards = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const statements =
    dialect === 'sqlite'
      ? ['outsideSlips', 'outsideReturns', 'outsideAnswers'].map(
          (table) =>
            `create trigger "${table}_noDelete" before delete on "${table}" begin select raise(abort, 'what was written down is voided, not deleted'); end`,
        )
      : ['outsideSlips', 'outsideReturns', 'outsideAnswers'].map(
          (table) =>
            `create trigger "${table}_noDelete" before delete on "${table}" for each row execute function "refuseChange"()`,
        )
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** A factory signs papers as a customer does: a signed copy belongs to the one or the other. */
const signedByFactories = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  if (dialect === 'postgres') {
    await sql`alter table "signBacks" alter column "customerId" drop not null`.execute(db)
    await sql`alter table "signBacks" add column "factoryId" bigint references "outsideFactories" ("id")`.execute(db)
    return
  }
  // SQLite cannot make a column optional: the table is written anew, nothing refers to it
  const { rows } = await sql<{ type: string; sql: string | null }>`
    select "type", "sql" from sqlite_master where tbl_name = 'signBacks'`.execute(db)
  const table = rows.find(({ type }) => type === 'table')!.sql!
  const customer = /"customerId" integer not null/i
  if (!customer.test(table)) throw new Error('signBacks has no column customerId to make optional')
  const kept = table.replace(customer, '"customerId" integer').replace('"signBacks"', '"signBacksKept"')
  await sql.raw(kept).execute(db)
  await sql`insert into "signBacksKept" select * from "signBacks"`.execute(db)
  await sql`drop table "signBacks"`.execute(db)
  await sql`alter table "signBacksKept" rename to "signBacks"`.execute(db)
  for (const { type, sql: made } of rows) if (type !== 'table' && made !== null) await sql.raw(made).execute(db)
  await sql`alter table "signBacks" add column "factoryId" integer references "outsideFactories" ("id")`.execute(db)
}

/** 外协厂, 外协加工单, what came back of them and what the factories answered (duties 69 to 72). */
export const outsourcing = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await factoryTables(db, dialect)
  await slipTables(db, dialect)
  await returnTables(db, dialect)
  await guards(db, dialect)
  await signedByFactories(db, dialect)
}
