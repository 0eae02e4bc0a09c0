import { type Kysely, type SchemaModule, sql } from 'kysely'
import { counter, createIndex, createTable, type Dialect, identity, oneOf, optional, ref, text } from '../columns.ts'

/** 往来记录; promises for one line and why they were changed; what was said when a slip was called back. */
export const contacts = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'contacts',
    {
      id: identity,
      customerId: ref('customers'),
      orderId: optional(ref('orders')),
      kind: oneOf('talk', 'progressReply'),
      channel: oneOf('phone', 'fax', 'wechat', 'email', 'visit'),
      direction: oneOf('in', 'out'),
      person: text,
      summary: text,
      inboxItemId: optional(ref('inboxItems')),
      contactedOn: text,
      nextOn: optional(text),
      userId: ref('users'),
      at: text,
      version: counter,
    },
    { indexes: ['customerId at', 'orderId at', `nextOn where "nextOn" is not null`] },
  )
  const schema: SchemaModule = db.schema
  const id = dialect === 'sqlite' ? 'integer' : 'bigint'
  await schema
    .alterTable('promises')
    .addColumn('orderLineId', id, (column) => column.references('orderLines.id'))
    .execute()
  await schema
    .alterTable('promises')
    .addColumn('reason', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await schema
    .alterTable('messages')
    .addColumn('calledBackBy', id, (column) => column.references('users.id'))
    .execute()
  await schema
    .alterTable('messages')
    .addColumn('answer', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  // a slip could only be called back by the one it was for
  await sql`update "messages" set "calledBackBy" = "forUserId" where "calledBackAt" is not null`.execute(db)
  await createIndex(db, 'messages', 'userId at')
  await createIndex(db, 'messages', 'calledBackAt at')
  await createIndex(db, 'messages', `customerId at where "customerId" is not null`)
}
