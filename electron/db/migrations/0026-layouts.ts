import type { Kysely } from 'kysely'
import {
  counter,
  createIndex,
  createTable,
  type Dialect,
  flag,
  identity,
  int,
  optional,
  ref,
  text,
} from '../columns.ts'

/** Layouts of the papers, the office's and those of single customers; every saved content is kept. */
export const layoutsStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'layouts',
    {
      id: identity,
      paper: text,
      scope: int,
      customerId: optional(ref('customers')),
      name: text,
      content: text,
      active: flag,
      changedBy: ref('users'),
      changedAt: text,
      version: counter,
    },
    { indexes: ['!paper scope', 'customerId'] },
  )
  await createTable(
    db,
    dialect,
    'layoutVersions',
    {
      id: identity,
      layoutId: ref('layouts'),
      version: int,
      name: text,
      content: text,
      active: int,
      userId: ref('users'),
      at: text,
    },
    { indexes: ['!layoutId version'] },
  )
  // the red serial of a pre-printed form is looked for at each note that is typed
  await createIndex(db, 'deliveryNotes', 'serial')
}
