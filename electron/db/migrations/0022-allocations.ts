import type { Kysely } from 'kysely'
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

/** 短缺分配 (duty 94), and the open lines of the same goods found by their code. */
export const allocationsStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'allocations',
    {
      id: identity,
      number: unique(text),
      code: text,
      name: text,
      colour: text,
      unit: text,
      description: text,
      available: int,
      untilOn: text,
      remark: text,
      printed: counter,
      userId: ref('users'),
      at: text,
      replacedBy: optional(ref('allocations')),
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      version: counter,
    },
    { indexes: ['code colour unit'], checks: [`"voidedAt" is null or length("voidReason") > 0`] },
  )
  await createTable(
    db,
    dialect,
    'allocationLines',
    {
      id: identity,
      allocationId: ref('allocations'),
      sequence: int,
      orderLineId: ref('orderLines'),
      orderId: ref('orders'),
      customerId: ref('customers'),
      wanted: int,
      proposed: int,
      quantity: int,
      reason: text,
      restOn: optional(text),
      deliveredBefore: int,
    },
    {
      indexes: ['!allocationId sequence', 'orderLineId', 'orderId'],
      checks: ['"quantity" >= 0', `"quantity" = "proposed" or length("reason") > 0`],
    },
  )
  await createIndex(db, 'orderLines', 'code colour unit where "deliveredQuantity" < "quantity"')
  await createIndex(db, 'orderLines', 'cancelledAt where "cancelledAt" is not null')
}
