import type { Kysely } from 'kysely'
import { createTable, type Dialect, identity, int, optional, ref, text, unique } from '../columns.ts'

/** Orders made from a customer's own file: how its files are read, which order came of which. */
export const orderImports = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'orderFileShapes',
    {
      id: identity,
      customerId: ref('customers'),
      shape: text,
      header: int,
      depth: int,
      fields: text,
      usedAt: text,
    },
    { indexes: ['!customerId shape', 'shape'] },
  )
  await createTable(db, dialect, 'orderImports', {
    id: identity,
    orderId: { ...unique(int), references: 'orders' },
    inboxItemId: ref('inboxItems'),
    fileName: text,
    lines: int,
    leftOut: int,
    userId: ref('users'),
    at: text,
    undoneAt: optional(text),
  })
}
