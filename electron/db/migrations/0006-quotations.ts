import { type Kysely, sql } from 'kysely'
import {
  counter,
  createIndex,
  createTable,
  type Dialect,
  identity,
  int,
  oneOf,
  optional,
  ref,
  text,
  unique,
} from '../columns.ts'

const signBackColumns = {
  id: identity,
  kind: text,
  documentId: int,
  documentNumber: text,
  customerId: ref('customers'),
  sentAt: text,
  sentBy: ref('users'),
  sentTo: text,
  dueOn: text,
  state: oneOf('waiting', 'same', 'different', 'cancelled'),
  returnedAt: optional(text),
  returnedBy: optional(ref('users')),
  difference: optional(text),
  differenceFen: optional(int),
  sha256: optional(text),
  chasedAt: optional(text),
  chases: counter,
  version: counter,
}

/** Signed copies of further papers: the contract says which kinds there are, the table takes any. */
const openKinds = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  if (dialect === 'postgres') {
    await sql`alter table "signBacks" drop constraint if exists "signBacks_kind_check"`.execute(db)
    return
  }
  // SQLite cannot drop a check: the table is written anew, nothing refers to it
  const columns = sql.join(Object.keys(signBackColumns).map((column) => sql.ref(column)))
  await sql`alter table "signBacks" rename to "signBacksBefore"`.execute(db)
  await createTable(db, dialect, 'signBacks', signBackColumns)
  await sql`insert into "signBacks" (${columns}) select ${columns} from "signBacksBefore"`.execute(db)
  await sql`drop table "signBacksBefore"`.execute(db)
  for (const index of ['kind documentId state', 'kind state documentId', 'state dueOn', 'customerId state'])
    await createIndex(db, 'signBacks', index)
}

const quotationTables = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const table = createTable.bind(null, db, dialect)
  await table(
    'quotations',
    {
      id: identity,
      number: unique(text),
      customerId: optional(ref('customers')),
      prospect: text,
      sequence: int,
      stage: oneOf('draft', 'sent', 'accepted', 'declined', 'ordered', 'void'),
      quotedOn: text,
      validUntil: text,
      inboxItemId: optional(ref('inboxItems')),
      messageId: optional(ref('messages')),
      quotedBy: ref('users'),
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      version: counter,
    },
    { indexes: ['quotedOn', 'stage validUntil', 'customerId quotedOn', 'inboxItemId', 'messageId'] },
  )
  await table(
    'quotationVersions',
    {
      id: identity,
      quotationId: ref('quotations'),
      sequence: int,
      contact: text,
      phone: text,
      quotedOn: text,
      validUntil: text,
      taxMode: oneOf('included', 'excluded'),
      taxBasisPoints: int,
      payment: text,
      delivery: text,
      remark: text,
      madeBy: ref('users'),
      madeByName: text,
      madeAt: text,
      sentAt: optional(text),
      sentBy: text,
      sentTo: text,
      answer: optional(oneOf('accepted', 'declined')),
      answeredAt: optional(text),
      answeredBy: text,
      answerWords: text,
      printed: counter,
    },
    { indexes: ['!quotationId sequence', 'quotedOn'] },
  )
  await table(
    'quotationLines',
    {
      id: identity,
      quotationId: ref('quotations'),
      versionId: ref('quotationVersions'),
      sequence: int,
      productId: optional(ref('products')),
      code: text,
      name: text,
      spec: text,
      material: text,
      unit: text,
      minQuantity: int,
      mouldFen: int,
      leadDays: int,
      packing: text,
      remark: text,
      materialMicros: int,
      labourMicros: int,
      outsideMicros: int,
      packingMicros: int,
      freightMicros: int,
      profitBasisPoints: int,
      taxBasisPoints: int,
    },
    { indexes: ['!versionId sequence', 'quotationId', 'productId'] },
  )
  await table(
    'quotationPrices',
    { id: identity, quotationLineId: ref('quotationLines'), quantity: int, priceMicros: int },
    { indexes: ['!quotationLineId quantity'], checks: ['"quantity" > 0'] },
  )
}

const guards = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const statements =
    dialect === 'sqlite'
      ? [
          `create trigger "gateApprovals_noUpdate" before update on "gateApprovals" begin select raise(abort, 'append only'); end`,
          `create trigger "gateApprovals_noDelete" before delete on "gateApprovals" begin select raise(abort, 'append only'); end`,
          `create trigger "quotations_noDelete" before delete on "quotations" begin select raise(abort, 'numbered papers are voided, not deleted'); end`,
        ]
      : [
          `create trigger "gateApprovals_noChange" before update or delete on "gateApprovals" for each row execute function "refuseChange"()`,
          `create trigger "quotations_noDelete" before delete on "quotations" for each row execute function "refuseChange"()`,
        ]
  for (const statement of statements) await sql.raw(statement).execute(db)
}

/** 报价单 with its versions and ladders, the number an order line was quoted under, approvals by name (duties 12, 18–20, 28). */
export const quotationsStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await openKinds(db, dialect)
  await quotationTables(db, dialect)
  await sql`alter table "orderLines" add column "quotation" text not null default ''`.execute(db)
  await createIndex(db, 'orderLines', `quotation where "quotation" <> ''`)
  await createIndex(db, 'orderLines', 'customerId where "deliveredQuantity" < "quantity"')
  await createTable(
    db,
    dialect,
    'gateApprovals',
    {
      id: identity,
      gate: oneOf('newVersion', 'credit'),
      orderId: ref('orders'),
      reason: text,
      userId: ref('users'),
      userName: text,
      at: text,
    },
    { indexes: ['orderId'], checks: ['length("reason") > 0'] },
  )
  await guards(db, dialect)
}
