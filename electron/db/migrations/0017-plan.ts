import { type Kysely, sql } from 'kysely'
import {
  counter,
  createIndex,
  createTable,
  type Dialect,
  identity,
  int,
  oneOf,
  optional,
  ref,
  text,
} from '../columns.ts'

const measures = (db: Kysely<never>, dialect: Dialect): Promise<void> =>
  createTable(
    db,
    dialect,
    'planMeasures',
    {
      id: identity,
      kind: oneOf('overtime', 'capacity', 'outside', 'move'),
      processId: optional(ref('processes')),
      day: optional(text),
      amount: optional(int),
      operationId: optional(ref('operations')),
      noticeLineId: optional(ref('noticeLines')),
      reason: text,
      userId: ref('users'),
      at: text,
      withdrawnAt: optional(text),
      withdrawnBy: optional(ref('users')),
      withdrawReason: optional(text),
      version: counter,
    },
    {
      checks: [
        `("kind" in ('overtime', 'capacity')) = ("processId" is not null and "day" is not null and "amount" is not null)`,
        `("kind" = 'outside') = ("operationId" is not null)`,
        `("kind" in ('outside', 'move')) = ("noticeLineId" is not null)`,
      ],
      indexes: [
        // days with another capacity: one stands at a time
        `!processId day where "kind" = 'capacity' and "withdrawnAt" is null`,
        'day processId',
        'noticeLineId',
      ],
    },
  )

/**
 * Capacity in the process's own unit, the first plan beside the current one, the order of work of a process as a hand set
 * it, and measures against overload with the days they moved (duties 38, 39, 49).
 */
export const planStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const whole = dialect === 'sqlite' ? sql`integer` : sql`bigint`
  await db.schema
    .alterTable('processes')
    .addColumn('capacityUnit', 'text', (column) => column.notNull().defaultTo(sql.lit('件')))
    .execute()
  for (const table of ['productRoutes', 'operations'])
    await db.schema
      .alterTable(table)
      .addColumn('unitsPerPiece', whole, (column) => column.notNull().defaultTo(sql.lit(1000)))
      .execute()
  for (const name of ['originalStart', 'originalFinish'])
    await db.schema
      .alterTable('operations')
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(sql.lit('')))
      .execute()
  await db.schema.alterTable('operations').addColumn('queuePlace', whole).execute()
  await sql`update "operations" set "originalStart" = "plannedStart", "originalFinish" = "plannedFinish"`.execute(db)
  await createIndex(db, 'operations', 'processId queuePlace where "finishedOn" is null')
  await measures(db, dialect)
  await createTable(
    db,
    dialect,
    'planMoves',
    {
      id: identity,
      measureId: ref('planMeasures'),
      operationId: ref('operations'),
      beforeStart: text,
      beforeFinish: text,
      afterStart: text,
      afterFinish: text,
    },
    { indexes: ['measureId', 'operationId'] },
  )
}
