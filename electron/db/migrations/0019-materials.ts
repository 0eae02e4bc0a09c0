import type { Kysely } from 'kysely'
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

/** Materials: the master with its sample cards, the list of a product, and what a notice line needs (duties 64, 68). */
const needs = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const material = { materialId: ref('materials') }
  const use = { usageMicros: int, lossBasisPoints: int }
  await createTable(db, dialect, 'materials', {
    id: identity,
    code: unique(text),
    name: text,
    spec: text,
    unit: text,
    initials: text,
    supplier: text,
    leadDays: int,
    step: int,
    remark: text,
    active: flag,
    version: int,
  })
  await createTable(
    db,
    dialect,
    'materialCards',
    {
      id: identity,
      ...material,
      colourNumber: text,
      supplier: text,
      picture: text,
      approvedOn: optional(text),
      approvedBy: text,
      place: text,
      remark: text,
      keyedBy: ref('users'),
      keyedAt: text,
      version: int,
    },
    { indexes: ['materialId', 'picture'] },
  )
  await createTable(db, dialect, 'materialLists', { id: identity, productId: unique(ref('products')), version: int })
  await createTable(
    db,
    dialect,
    'productMaterials',
    {
      id: identity,
      productId: ref('products'),
      sequence: int,
      ...material,
      ...use,
      processId: optional(ref('processes')),
    },
    { indexes: ['!productId materialId', 'materialId'] },
  )
  await createTable(
    db,
    dialect,
    'noticeMaterials',
    {
      id: identity,
      noticeLineId: ref('noticeLines'),
      sequence: int,
      ...material,
      ...use,
      step: int,
      leadDays: int,
      operationId: optional(int),
      needed: int,
      issued: counter,
      returned: counter,
    },
    { indexes: ['!noticeLineId materialId', 'materialId'] },
  )
}

/** 采购、到货、跟催 (duties 65–67). */
const purchases = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'purchases',
    {
      id: identity,
      number: unique(text),
      kind: oneOf('purchase', 'stock', 'customer'),
      orderId: optional(ref('orders')),
      materialId: ref('materials'),
      supplier: text,
      quantity: int,
      orderedOn: text,
      firstPromisedOn: optional(text),
      promisedOn: optional(text),
      priceMicros: optional(int),
      remark: text,
      arrived: counter,
      bought: int,
      state: text,
      endedReason: text,
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      keyedBy: ref('users'),
      keyedAt: text,
      version: int,
    },
    { indexes: ['state promisedOn', 'orderId materialId', 'materialId'] },
  )
  await createTable(
    db,
    dialect,
    'arrivals',
    {
      id: identity,
      purchaseId: ref('purchases'),
      arrivedOn: text,
      quantity: int,
      noteNumber: text,
      remark: text,
      reverses: optional(unique(ref('arrivals'))),
      userId: ref('users'),
      at: text,
    },
    { indexes: ['purchaseId'] },
  )
  await createTable(
    db,
    dialect,
    'purchaseChases',
    {
      id: identity,
      purchaseId: ref('purchases'),
      chasedOn: text,
      person: text,
      answer: text,
      promisedOn: optional(text),
      userId: ref('users'),
      at: text,
    },
    { indexes: ['purchaseId'] },
  )
}

/** 领料、退料 and what was found at 结单 (duty 55). */
const moves = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'materialMoves',
    {
      id: identity,
      number: text,
      kind: oneOf('issue', 'return'),
      noticeLineId: ref('noticeLines'),
      materialId: ref('materials'),
      quantity: int,
      movedOn: text,
      person: text,
      remark: text,
      reverses: optional(unique(ref('materialMoves'))),
      userId: ref('users'),
      at: text,
    },
    { indexes: ['noticeLineId materialId', 'number'] },
  )
  await createTable(
    db,
    dialect,
    'closedMaterials',
    {
      id: identity,
      noticeLineId: ref('noticeLines'),
      materialId: ref('materials'),
      workshop: text,
      closedOn: text,
      issued: int,
      returned: int,
      standard: int,
      allowed: int,
      explanation: text,
    },
    { indexes: ['!noticeLineId materialId', 'closedOn'] },
  )
  const columns = [
    ['closedAt', 'text'],
    ['closedBy', dialect === 'sqlite' ? 'integer' : 'bigint'],
    ['closedReason', 'text'],
  ] as const
  for (const [name, type] of columns) await db.schema.alterTable('noticeLines').addColumn(name, type).execute()
}

/** Materials from the list of a product to the closed line (duties 55, 64–68). */
export const materialsStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await needs(db, dialect)
  await purchases(db, dialect)
  await moves(db, dialect)
}
