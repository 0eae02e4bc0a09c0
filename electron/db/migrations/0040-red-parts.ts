import type { Kysely } from 'kysely'
import { createIndex } from '../columns.ts'

/** Several red invoices may each take back a part of one: they are found by the one they take from. */
export const redPartsStep = async (db: Kysely<never>): Promise<void> =>
  createIndex(db, 'invoices', 'reversesId where "reversesId" is not null')
