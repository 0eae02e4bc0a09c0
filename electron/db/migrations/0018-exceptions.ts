import { type Kysely, type SchemaModule, sql } from 'kysely'
import { counter, createTable, type Dialect, flag, identity, oneOf, optional, ref, text, unique } from '../columns.ts'

const causes = ['plan', 'machine', 'material', 'scrap', 'rush', 'earlier', 'people']

/** What the trade names first (duty 61); an office adds its own. */
const seeded = [
  { code: '2a', causeCode: 'machine', name: '模具' },
  { code: '2b', causeCode: 'machine', name: '夹具' },
  { code: '3a', causeCode: 'material', name: '停工待料' },
]

/** Sub-codes of the causes, 异常单 and whom they were carried up to, what was learnt of an order, the shift of a report. */
export const exceptions = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(db, dialect, 'subCodes', {
    id: identity,
    code: unique(text),
    causeCode: oneOf(...causes),
    name: text,
    opensException: flag,
    active: flag,
    version: counter,
  })
  for (const { code, causeCode, name } of seeded)
    await sql`insert into "subCodes" ("code", "causeCode", "name", "opensException", "active", "version")
      values (${code}, ${causeCode}, ${name}, 1, 1, 1)`.execute(db)
  await createTable(
    db,
    dialect,
    'exceptions',
    {
      id: identity,
      number: unique(text),
      sinceOn: text,
      openedBy: ref('users'),
      openedAt: text,
      orderId: optional(ref('orders')),
      noticeLineId: optional(ref('noticeLines')),
      operationId: optional(ref('operations')),
      processName: text,
      workshop: text,
      causeCode: optional(oneOf(...causes)),
      causeSub: text,
      what: text,
      solution: text,
      customerAnswer: text,
      ownerId: ref('users'),
      clearOn: text,
      clearTime: text,
      level: optional(oneOf('supervisor', 'manager', 'boss')),
      clearedOn: optional(text),
      clearedTime: text,
      clearedBy: optional(ref('users')),
      clearedAt: optional(text),
      how: text,
      stopHours: counter,
      stopPeople: counter,
      costFen: counter,
      voidedAt: optional(text),
      voidedBy: optional(ref('users')),
      voidReason: optional(text),
      state: oneOf('open', 'cleared', 'void'),
      printed: counter,
      version: counter,
    },
    { indexes: ['state clearOn', 'ownerId state', 'operationId state', 'noticeLineId state', 'orderId'] },
  )
  await createTable(
    db,
    dialect,
    'exceptionLevels',
    {
      id: identity,
      exceptionId: ref('exceptions'),
      level: oneOf('supervisor', 'manager', 'boss'),
      name: text,
      words: text,
      userId: ref('users'),
      at: text,
    },
    { indexes: ['exceptionId'] },
  )
  await createTable(
    db,
    dialect,
    'lessons',
    {
      id: identity,
      orderId: ref('orders'),
      productId: optional(ref('products')),
      wrong: text,
      better: text,
      nothing: flag,
      userId: ref('users'),
      at: text,
      version: counter,
    },
    { indexes: ['orderId', `productId where "productId" is not null`] },
  )
  const schema: SchemaModule = db.schema
  await schema
    .alterTable('dailyReports')
    .addColumn('shift', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
}
