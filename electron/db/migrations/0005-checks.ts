import { type Kysely, sql } from 'kysely'
import { createTable, type Dialect, identity, int, oneOf, optional, ref, text } from '../columns.ts'

const sameEyes = 'who keyed the order cannot key it a second time'
const isKeyer = `exists (select 1 from "orders" where "orders"."id" = new."orderId" and "orders"."keyedBy" = new."userId")`

/** Four eyes on the table itself: no second keying by the person who keyed the order. */
const guards: Record<Dialect, readonly string[]> = {
  sqlite: (['insert', 'update'] as const).map(
    (deed) =>
      `create trigger "blindKeys_fourEyes_${deed}" before ${deed} on "blindKeys" when ${isKeyer} begin select raise(abort, '${sameEyes}'); end`,
  ),
  postgres: [
    `create function "refuseSameEyes"() returns trigger language plpgsql as $$ begin
       if ${isKeyer} then raise exception '${sameEyes}'; end if; return new; end $$`,
    `create trigger "blindKeys_fourEyes" before insert or update on "blindKeys" for each row execute function "refuseSameEyes"()`,
  ],
}

/** Second keyings and how their differences were settled, questions to the customer, bands on the fax. */
export const checks = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const table = (name: string, ...rest: [Parameters<typeof createTable>[3], Parameters<typeof createTable>[4]?]) =>
    createTable(db, dialect, name, ...rest)
  await table(
    'blindKeys',
    {
      id: identity,
      orderId: ref('orders'),
      userId: ref('users'),
      startedAt: text,
      submittedAt: optional(text),
      droppedAt: optional(text),
    },
    { indexes: [`!orderId where "droppedAt" is null`] },
  )
  for (const statement of guards[dialect]) await sql.raw(statement).execute(db)
  await table(
    'blindLines',
    {
      id: identity,
      blindKeyId: ref('blindKeys'),
      sequence: int,
      orderLineId: optional(int),
      code: text,
      quantity: int,
      priceMicros: optional(int),
      dueOn: optional(text),
    },
    { indexes: ['!blindKeyId sequence'] },
  )
  await table(
    'questions',
    {
      id: identity,
      orderId: ref('orders'),
      orderLineId: optional(ref('orderLines')),
      line: int,
      field: oneOf('code', 'name', 'colour', 'quantity', 'price', 'dueOn', 'line'),
      keyedValue: text,
      question: text,
      askedWhom: text,
      askedBy: ref('users'),
      askedAt: text,
      answer: text,
      answeredBy: optional(ref('users')),
      answeredAt: optional(text),
      answeredOn: optional(text),
      newValue: text,
      withdrawnAt: optional(text),
      withdrawnBy: optional(ref('users')),
    },
    {
      indexes: [
        'orderId',
        'orderLineId',
        `askedAt where "answeredAt" is null and "withdrawnAt" is null`,
        `orderId askedAt where "answeredAt" is null and "withdrawnAt" is null`,
        'answeredAt',
      ],
    },
  )
  await table(
    'blindSettlements',
    {
      id: identity,
      blindKeyId: ref('blindKeys'),
      orderLineId: optional(int),
      blindLineId: optional(ref('blindLines')),
      field: oneOf('code', 'quantity', 'price', 'dueOn', 'line'),
      choice: oneOf('first', 'second', 'question'),
      firstValue: text,
      secondValue: text,
      questionId: optional(ref('questions')),
      userId: ref('users'),
      at: text,
    },
    { indexes: ['blindKeyId'] },
  )
  await table(
    'faxBands',
    {
      inboxItemId: ref('inboxItems'),
      line: int,
      page: int,
      top: int,
      height: int,
      userId: ref('users'),
      at: text,
    },
    { primary: ['inboxItemId', 'line'] },
  )
  await db.schema
    .alterTable('checkMarks')
    .addColumn('keyed', 'text', (column) => column.notNull().defaultTo(sql.lit('{}')))
    .execute()
  // questions that are open in an office of before keep holding their orders back
  await sql`insert into "questions" ("orderId", "orderLineId", "line", "field", "keyedValue", "question", "askedWhom", "askedBy", "askedAt", "answer", "newValue")
    select "checkMarks"."orderId", "checkMarks"."orderLineId", "orderLines"."sequence", "checkMarks"."field", "checkMarks"."oldValue", "checkMarks"."question", '', "checkMarks"."userId", "checkMarks"."at", '', ''
    from "checkMarks" inner join "orderLines" on "orderLines"."id" = "checkMarks"."orderLineId"
    where "checkMarks"."mark" = 'question'`.execute(db)
}
