import { type Kysely, sql } from 'kysely'
import { counter, createTable, type Dialect, identity, int, oneOf, optional, ref, text, unique } from '../columns.ts'

const methods = ['cash', 'bank', 'wechat', 'alipay']
const reversal = {
  reversedAt: optional(text),
  reversedBy: optional(ref('users')),
  reversedReason: { ...text, fallback: '' },
}

/** 代收 (duty 90): what each note is to bring, and the slips its money is handed over with. */
const tables = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'codNotes',
    {
      id: identity,
      deliveryNoteId: unique(ref('deliveryNotes')),
      customerId: ref('customers'),
      number: text,
      driver: text,
      deliveredOn: text,
      toCollectFen: int,
      onDriverFen: counter,
      waitingFen: counter,
      handedFen: counter,
      settledFen: counter,
      openFen: int,
      state: oneOf('toCollect', 'onDriver', 'handedOver', 'difference', 'closed', 'void'),
      version: counter,
    },
    {
      checks: ['"openFen" = "toCollectFen" - "handedFen" - "settledFen" or "state" = \'void\''],
      indexes: [
        'state deliveredOn id',
        'driver state deliveredOn',
        'customerId state',
        `driver deliveredOn where "state" in ('toCollect', 'onDriver', 'handedOver', 'difference')`,
      ],
    },
  )
  await createTable(
    db,
    dialect,
    'codHandovers',
    {
      id: identity,
      number: unique(text),
      driver: text,
      handedOn: text,
      remark: text,
      collectedFen: int,
      countedFen: optional(int),
      slipNumber: text,
      state: oneOf('waiting', 'counted', 'void'),
      madeBy: ref('users'),
      madeAt: text,
      confirmedBy: optional(ref('users')),
      confirmedByName: optional(text),
      confirmedAt: optional(text),
      printed: counter,
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      version: counter,
    },
    { indexes: ['state handedOn id', 'driver id', 'handedOn id'] },
  )
}

/** Each time a driver collected, what is on each hand-over, and how differences were settled. */
const deedTables = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'codEntries',
    {
      id: identity,
      codNoteId: ref('codNotes'),
      driver: text,
      collectedFen: int,
      method: oneOf(...methods),
      collectedOn: text,
      reason: text,
      handoverId: optional(ref('codHandovers')),
      handedFen: optional(int),
      receiptId: optional(ref('receipts')),
      userId: ref('users'),
      at: text,
      ...reversal,
    },
    {
      checks: ['"collectedFen" >= 0', '"handedFen" is null or "handedFen" > 0'],
      indexes: [
        'codNoteId id',
        'handoverId',
        'receiptId',
        `driver where "handoverId" is null and "handedFen" is null and "reversedAt" is null`,
      ],
    },
  )
  await createTable(
    db,
    dialect,
    'codHandoverLines',
    {
      id: identity,
      handoverId: ref('codHandovers'),
      entryId: ref('codEntries'),
      codNoteId: ref('codNotes'),
      sequence: int,
      collectedFen: int,
      handedFen: optional(int),
      reason: { ...text, fallback: '' },
      receiptId: optional(ref('receipts')),
    },
    { indexes: ['handoverId sequence', 'entryId'] },
  )
  await createTable(
    db,
    dialect,
    'codSettlements',
    {
      id: identity,
      codNoteId: ref('codNotes'),
      driver: text,
      amountFen: int,
      bearer: oneOf('driver', 'customer', 'deduction'),
      reason: text,
      adjustmentId: optional(ref('adjustments')),
      userId: ref('users'),
      at: text,
      ...reversal,
    },
    {
      checks: ['"amountFen" <> 0'],
      indexes: ['codNoteId id', `driver id where "bearer" = 'driver' and "reversedAt" is null`],
    },
  )
}

/** What was collected and handed in note by note before; a difference stood on the customer's account. */
const takeOver = async (db: Kysely<never>): Promise<void> => {
  await sql`insert into "codNotes" ("deliveryNoteId", "customerId", "number", "driver", "deliveredOn", "toCollectFen",
      "handedFen", "settledFen", "openFen", "state", "version")
    select "id", "customerId", "number", "driver", "deliveryOn", "codFen", coalesce("codCollectedFen", 0),
      case when "codCollectedFen" is null then 0 else "codFen" - "codCollectedFen" end,
      case when "codCollectedFen" is null then "codFen" else 0 end,
      case when "codCollectedFen" is null then 'toCollect' else 'closed' end, 1
    from "deliveryNotes" where "codFen" > 0 and "releasedAt" is not null and "voidedAt" is null`.execute(db)
  await sql`insert into "codEntries" ("codNoteId", "driver", "collectedFen", "method", "collectedOn", "reason", "handedFen",
      "receiptId", "userId", "at")
    select "codNotes"."id", "codNotes"."driver", "handedFen", 'cash', "deliveredOn", '', "handedFen",
      "codReceiptId", "keyedBy", "releasedAt"
    from "codNotes" join "deliveryNotes" on "deliveryNotes"."id" = "codNotes"."deliveryNoteId"
    where "handedFen" > 0`.execute(db)
  await sql`insert into "codSettlements" ("codNoteId", "driver", "amountFen", "bearer", "reason", "userId", "at")
    select "codNotes"."id", "codNotes"."driver", "settledFen", 'customer', '—', "keyedBy", "releasedAt"
    from "codNotes" join "deliveryNotes" on "deliveryNotes"."id" = "codNotes"."deliveryNoteId"
    where "settledFen" <> 0`.execute(db)
}

export const codStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await tables(db, dialect)
  await deedTables(db, dialect)
  await takeOver(db)
}
