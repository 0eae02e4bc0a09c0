import type { Kysely } from 'kysely'
import { createIndex } from '../columns.ts'

/** The month's figures ask for the processes planned to finish in a month, finished or not, of years of processes. */
export const plannedFinishIndex = (db: Kysely<never>): Promise<void> => createIndex(db, 'operations', 'plannedFinish')
