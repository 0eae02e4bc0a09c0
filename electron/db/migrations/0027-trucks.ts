import { type Kysely, type SchemaModule, sql } from 'kysely'
import {
  counter,
  createIndex,
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

const words = { ...text, fallback: '' }

/** Size and weight of a pack on the product, and what a customer takes over the order. */
const newColumns = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const schema: SchemaModule = db.schema
  const number = (table: string, column: string) =>
    schema
      .alterTable(table)
      .addColumn(column, dialect === 'sqlite' ? 'integer' : 'bigint', (added) => added.notNull().defaultTo(0))
      .execute()
  const wording = (table: string, column: string) =>
    schema
      .alterTable(table)
      .addColumn(column, 'text', (added) => added.notNull().defaultTo(sql.lit('')))
      .execute()
  for (const column of ['packLength', 'packWidth', 'packHeight', 'packVolume', 'packWeight'])
    await number('products', column)
  await number('customers', 'overBasisPoints')
  await wording('customers', 'shippingMark')
  await wording('customers', 'sideMark')
  await wording('deliveryNotes', 'overReason')
}

/** 拼车 (duty 91): the vehicles, the trucks of a day with the notes on them, and what was changed about them. */
const trucks = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const limits = { limitPacks: counter, limitVolume: counter, limitWeight: counter }
  await createTable(db, dialect, 'vehicles', {
    id: identity,
    plate: unique(text),
    own: flag,
    carrier: words,
    driver: words,
    phone: words,
    ...limits,
    active: flag,
    version: counter,
  })
  await createTable(
    db,
    dialect,
    'trucks',
    {
      id: identity,
      number: unique(text),
      onDay: text,
      vehicleId: optional(ref('vehicles')),
      plate: words,
      driver: words,
      phone: words,
      carrier: words,
      ...limits,
      freightFen: counter,
      freightBy: oneOf('us', 'customer'),
      route: words,
      remark: words,
      departedAt: optional(text),
      departedBy: optional(ref('users')),
      overReason: words,
      printed: counter,
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      state: oneOf('planned', 'departed', 'void'),
      keyedBy: ref('users'),
      keyedAt: text,
      version: counter,
    },
    { indexes: ['onDay id', 'state onDay'] },
  )
  await createTable(
    db,
    dialect,
    'truckStops',
    { id: identity, truckId: ref('trucks'), deliveryNoteId: unique(ref('deliveryNotes')), sequence: int },
    { indexes: ['truckId sequence'] },
  )
  await createTable(
    db,
    dialect,
    'truckMoves',
    {
      id: identity,
      truckId: ref('trucks'),
      deliveryNoteId: optional(ref('deliveryNotes')),
      what: oneOf('on', 'off', 'order', 'day', 'vehicle', 'departed', 'reopened'),
      before: text,
      after: text,
      reason: text,
      userId: ref('users'),
      at: text,
    },
    { indexes: ['truckId id', 'deliveryNoteId'] },
  )
}

/** The way of a note out of the house (duties 88, 89, 92): loading, gate, carrier, arrival. */
export const trucksStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await newColumns(db, dialect)
  await trucks(db, dialect)
  await createTable(
    db,
    dialect,
    'journeys',
    {
      id: identity,
      deliveryNoteId: unique(ref('deliveryNotes')),
      way: oneOf('deliver', 'pickUp', 'freight', 'courier'),
      carrier: words,
      carrierPhone: words,
      tracking: words,
      freightFen: counter,
      freightBy: oneOf('us', 'customer'),
      expectedOn: optional(text),
      pickedUpBy: words,
      pickedUpProof: words,
      pickedUpVehicle: words,
      authorised: flag,
      volume: optional(int),
      weight: optional(int),
      stepsAsked: flag,
      releasedAt: optional(text),
      loadedAt: optional(text),
      loadedBy: optional(ref('users')),
      loadChecker: words,
      gatedAt: optional(text),
      gatedBy: optional(ref('users')),
      gateKeeper: words,
      gateDriver: words,
      gateVehicle: words,
      leftOn: optional(text),
      leftTime: words,
      arrivedOn: optional(text),
      arrivedBy: optional(ref('users')),
      signer: words,
      acceptedOn: optional(text),
      arrivalNote: words,
      voidedAt: optional(text),
      state: oneOf('preparing', 'house', 'loaded', 'underWay', 'arrived', 'void'),
      version: counter,
    },
    {
      indexes: [
        `leftOn where "state" = 'underWay'`,
        `expectedOn where "state" = 'underWay'`,
        `id deliveryNoteId where "state" in ('house', 'loaded')`,
        `state id where "state" = 'arrived'`,
      ],
    },
  )
  await createTable(
    db,
    dialect,
    'loadChecks',
    {
      id: identity,
      journeyId: ref('journeys'),
      deliveryLineId: ref('deliveryLines'),
      quantity: int,
      packs: int,
      explanation: words,
    },
    { indexes: ['!journeyId deliveryLineId'] },
  )
  await createIndex(
    db,
    'deliveryNotes',
    `deliveryOn id kind where "releasedAt" is null and "voidedAt" is null and "kind" <> 'return'`,
  )
}
