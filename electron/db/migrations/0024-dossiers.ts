import type { Kysely } from 'kysely'
import { counter, createTable, type Dialect, identity, oneOf, optional, ref, text, unique } from '../columns.ts'

const slots = ['customerSheet', 'customerSample', 'finalSample', 'process', 'swatches', 'opinions']

/** 资料齐套 of an order (duty 128) and who follows what of it (duty 129). */
export const dossiersStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(db, dialect, 'dossiers', {
    id: identity,
    orderId: unique(ref('orders')),
    printed: counter,
    version: counter,
  })
  await createTable(
    db,
    dialect,
    'dossierSlots',
    {
      id: identity,
      dossierId: ref('dossiers'),
      slot: oneOf(...slots),
      state: oneOf('there', 'notNeeded'),
      place: text,
      userId: ref('users'),
      at: text,
    },
    { indexes: ['!dossierId slot'] },
  )
  await createTable(
    db,
    dialect,
    'dossierConflicts',
    {
      id: identity,
      dossierId: ref('dossiers'),
      slot: oneOf(...slots),
      other: oneOf(...slots),
      words: text,
      userId: ref('users'),
      at: text,
      settledHow: text,
      settledBy: optional(ref('users')),
      settledAt: optional(text),
    },
    { indexes: ['dossierId id'], checks: ['"slot" <> "other"'] },
  )
  await createTable(
    db,
    dialect,
    'orderDuties',
    {
      id: identity,
      dossierId: ref('dossiers'),
      kind: oneOf('materials', 'samples', 'bulk', 'sales', 'quality'),
      userId: ref('users'),
    },
    { indexes: ['!dossierId kind', 'userId'] },
  )
}
