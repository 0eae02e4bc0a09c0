import { type Kysely, sql } from 'kysely'
import type { Dialect } from './columns.ts'
import { mainLine } from './migrations/0001-main-line.ts'
import { orderListStep } from './migrations/0002-order-list.ts'
import { orderLineMeans } from './migrations/0003-order-lines.ts'
import { orderImports } from './migrations/0004-order-imports.ts'
import { checks } from './migrations/0005-checks.ts'
import { quotationsStep } from './migrations/0006-quotations.ts'
import { changes } from './migrations/0007-changes.ts'
import { pictures } from './migrations/0010-pictures.ts'
import { checkColumns } from './migrations/0011-check-columns.ts'
import { slipBought } from './migrations/0012-slip-bought.ts'
import { slipAppliedBy } from './migrations/0013-slip-applied-by.ts'
import { plannedFinishIndex } from './migrations/0014-planned-finish.ts'
import { reportParts } from './migrations/0015-report-parts.ts'
import { codStep } from './migrations/0029-cod.ts'
import { archiveStep } from './migrations/0028-archive.ts'
import { layoutsStep } from './migrations/0026-layouts.ts'
import { dossiersStep } from './migrations/0024-dossiers.ts'
import { printsStep } from './migrations/0025-prints.ts'
import { trucksStep } from './migrations/0027-trucks.ts'
import { complaintsStep } from './migrations/0034-complaints.ts'
import { standardTimeStep } from './migrations/0030-standard-time.ts'
import { monthEndStep } from './migrations/0036-month-end.ts'
import { invoicesStep } from './migrations/0035-invoices.ts'
import { noteChangedStep } from './migrations/0037-note-changed.ts'
import { reportIndexesStep } from './migrations/0041-report-indexes.ts'
import { ownCarriageStep } from './migrations/0044-own-carriage.ts'
import { disputeEntryStep } from './migrations/0045-dispute-entry.ts'
import { unmadeStep } from './migrations/0031-unmade.ts'
import { registerStep } from './migrations/0032-register.ts'
import { statementsInFull } from './migrations/0038-statements.ts'
import { receivablesStep } from './migrations/0033-receivables.ts'
import { planStep } from './migrations/0017-plan.ts'
import { shipmentsStep } from './migrations/0021-shipments.ts'
import { allocationsStep } from './migrations/0022-allocations.ts'
import { noticeDesk } from './migrations/0016-notices.ts'
import { qualityStep } from './migrations/0023-quality.ts'
import { exceptions } from './migrations/0018-exceptions.ts'
import { materialsStep } from './migrations/0019-materials.ts'
import { outsourcing } from './migrations/0020-outsourcing.ts'
import { signBacksSettled } from './migrations/0009-sign-backs.ts'
import { postgresGuards } from './postgres.ts'
import { contacts } from './migrations/0008-contacts.ts'
import { waitingStep } from './migrations/0047-waiting.ts'
import { redPartsStep } from './migrations/0040-red-parts.ts'
import type { Database } from './schema.ts'
import { sqliteGuards } from './sqlite.ts'

export type Step = (db: Kysely<never>, dialect: Dialect) => Promise<void>

const guards: Step = async (db, dialect) => {
  for (const statement of dialect === 'sqlite' ? sqliteGuards : postgresGuards) await sql.raw(statement).execute(db)
}

/** The explicit, increasing list. A step that was released is never edited. */
export const migrations: readonly Step[] = [
  mainLine,
  guards,
  orderListStep,
  orderLineMeans,
  orderImports,
  checks,
  quotationsStep,
  changes,
  contacts,
  signBacksSettled,
  pictures,
  checkColumns,
  slipBought,
  slipAppliedBy,
  plannedFinishIndex,
  reportParts,
  noticeDesk,
  planStep,
  exceptions,
  materialsStep,
  outsourcing,
  shipmentsStep,
  allocationsStep,
  qualityStep,
  dossiersStep,
  printsStep,
  layoutsStep,
  trucksStep,
  archiveStep,
  codStep,
  standardTimeStep,
  unmadeStep,
  registerStep,
  receivablesStep,
  complaintsStep,
  invoicesStep,
  statementsInFull,
  monthEndStep,
  noteChangedStep,
  redPartsStep,
  reportIndexesStep,
  ownCarriageStep,
  disputeEntryStep,
  waitingStep,
]

/** The file is from a newer version of the program: it is not touched. */
export class NewerFile extends Error {}

export const schemaVersion = async (db: Kysely<Database>, dialect: Dialect): Promise<number> => {
  const { rows } = await sql<{ found: number }>`${sql.raw(
    dialect === 'sqlite'
      ? `select count(*) as "found" from sqlite_master where name = 'schemaVersion'`
      : `select count(*)::int as "found" from pg_tables where tablename = 'schemaVersion'`,
  )}`.execute(db)
  if (Number(rows[0]?.found) === 0) return 0
  const version = await sql<{ version: number }>`select "version" from "schemaVersion"`.execute(db)
  return Number(version.rows[0]?.version ?? 0)
}

/**
 * Runs all pending steps in one transaction together with the version (reliability.md D11). `steps` is the list of
 * this program; a test gives a longer one.
 */
export const migrate = async (
  db: Kysely<Database>,
  dialect: Dialect,
  steps: readonly Step[] = migrations,
): Promise<void> => {
  const from = await schemaVersion(db, dialect)
  if (from > steps.length) throw new NewerFile(`schema ${from} is newer than ${steps.length}`)
  if (from === steps.length) return
  await db.transaction().execute(async (tx) => {
    const untyped = tx as unknown as Kysely<never>
    if (from === 0) await sql`create table "schemaVersion" ("version" integer not null)`.execute(tx)
    for (const step of steps.slice(from)) await step(untyped, dialect)
    await sql`delete from "schemaVersion"`.execute(tx)
    await sql`insert into "schemaVersion" ("version") values (${steps.length})`.execute(tx)
  })
}
