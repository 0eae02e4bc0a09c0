import { type Kysely, type SchemaModule, sql } from 'kysely'
import { counter, createTable, type Dialect, identity, int, oneOf, optional, ref, text, unique } from '../columns.ts'

/** 检验单 with its defects and what became of a rejected lot (duties 73–75), and 标准 of a process (duty 76). */
export const qualityStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const schema: SchemaModule = db.schema
  const words = (table: string, column: string) =>
    schema
      .alterTable(table)
      .addColumn(column, 'text', (added) => added.notNull().defaultTo(sql.lit('')))
      .execute()
  await words('processes', 'standard')
  await words('deliveryNotes', 'inspectionNumbers')
  await createTable(
    db,
    dialect,
    'inspections',
    {
      id: identity,
      number: unique(text),
      kind: text,
      orderId: ref('orders'),
      orderLineId: ref('orderLines'),
      noticeLineId: optional(ref('noticeLines')),
      operationId: optional(ref('operations')),
      customerId: ref('customers'),
      productId: optional(ref('products')),
      processName: text,
      workshop: text,
      inspectedOn: text,
      lot: int,
      level: text,
      strictness: text,
      aqlCritical: int,
      aqlMajor: int,
      aqlMinor: int,
      sample: int,
      tableSample: int,
      sampleReason: text,
      acceptCritical: optional(int),
      acceptMajor: optional(int),
      acceptMinor: optional(int),
      foundCritical: int,
      foundMajor: int,
      foundMinor: int,
      result: oneOf('accept', 'reject'),
      items: text,
      inspector: text,
      remark: text,
      reinspects: optional(ref('inspections')),
      decision: optional(oneOf('accept', 'reject', 'concession')),
      decisionReason: text,
      decidedBy: optional(ref('users')),
      decidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidedAt: optional(text),
      voidReason: optional(text),
      state: text,
      printed: counter,
      keyedBy: ref('users'),
      keyedAt: text,
      version: counter,
    },
    {
      // a lot over its Ac is never accepted: only conceded, by a manager's name
      checks: [`"decision" is null or "decision" <> 'accept' or "result" = 'accept'`],
      indexes: [
        'inspectedOn id',
        'kind inspectedOn id',
        'state inspectedOn id',
        'customerId inspectedOn id',
        'orderId id',
        'orderLineId kind',
        'noticeLineId kind',
        'productId customerId id where "productId" is not null',
        'reinspects where "reinspects" is not null',
      ],
    },
  )
  await createTable(
    db,
    dialect,
    'inspectionDefects',
    {
      id: identity,
      inspectionId: ref('inspections'),
      sequence: int,
      defect: text,
      severity: text,
      quantity: int,
      note: text,
      picture: text,
    },
    { indexes: ['!inspectionId sequence', 'defect inspectionId', `picture where "picture" <> ''`] },
  )
  await createTable(
    db,
    dialect,
    'inspectionDisposals',
    {
      id: identity,
      inspectionId: ref('inspections'),
      kind: oneOf('rework', 'scrap', 'concession'),
      quantity: int,
      note: text,
      reportId: optional(ref('dailyReports')),
      by: ref('users'),
      at: text,
      takenBackBy: optional(ref('users')),
      takenBackAt: optional(text),
      takenBackReason: optional(text),
    },
    { indexes: ['inspectionId id'] },
  )
}
