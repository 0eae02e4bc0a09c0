import { type Kysely, type SchemaModule, sql } from 'kysely'
import { counter, createTable, type Dialect, flag, identity, int, optional, ref, text } from '../columns.ts'

const columns = async (db: Kysely<never>): Promise<void> => {
  const schema: SchemaModule = db.schema
  const add = (table: string, name: string, type: 'text' | 'integer', fallback: string | number) =>
    schema
      .alterTable(table)
      .addColumn(name, type, (column) => column.notNull().defaultTo(sql.lit(fallback)))
      .execute()
  await add('notices', 'givenEdition', 'integer', 0)
  await add('notices', 'trade', 'text', 'furniture')
  await add('notices', 'fields', 'text', '{}')
  await add('notices', 'film', 'text', 'none')
  await add('noticeLines', 'fields', 'text', '{}')
  await add('products', 'qualityPoints', 'text', '')
}

/** Notices made before: in the office's trade, printed ones given out, each line with the process text its paper showed. */
const carryOver = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const [trade, fields] =
    dialect === 'sqlite'
      ? [sql`json_extract("value", '$.trade')`, sql`json_object('process', substr(p."processNotes", 1, 500))`]
      : [sql`"value"::json ->> 'trade'`, sql`json_build_object('process', substr(p."processNotes", 1, 500))::text`]
  await sql`update "notices" set "trade" = coalesce((select ${trade} from "settings" where "key" = 'office'), 'furniture')`.execute(
    db,
  )
  await sql`update "notices" set "givenEdition" = "edition" where "printed" > 0`.execute(db)
  await sql`
    update "noticeLines" set "fields" = (
      select ${fields} from "orderLines" l join "products" p on p."id" = l."productId"
      where l."id" = "noticeLines"."orderLineId")
    where exists (
      select 1 from "orderLines" l join "products" p on p."id" = l."productId"
      where l."id" = "noticeLines"."orderLineId" and p."processNotes" <> '')`.execute(db)
}

/** Process fields by trade, 随单物, 菲林核对, 发放登记 and rows of the month plan (duties 26, 34–36, 42). */
export const noticeDesk = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await columns(db)
  await carryOver(db, dialect)
  await createTable(
    db,
    dialect,
    'noticeEnclosures',
    {
      id: identity,
      noticeId: ref('notices'),
      kind: text,
      label: text,
      pieces: int,
      remark: text,
      handedTo: text,
      handedOn: optional(text),
      handedBy: optional(ref('users')),
      returnedBy: text,
      returnedOn: optional(text),
      receivedBy: optional(ref('users')),
      version: counter,
    },
    {
      checks: ['"pieces" > 0', '"returnedOn" is null or "handedOn" is not null'],
      indexes: ['noticeId', 'handedOn id where "handedOn" is not null and "returnedOn" is null'],
    },
  )
  await createTable(
    db,
    dialect,
    'filmChecks',
    {
      id: identity,
      noticeId: ref('notices'),
      items: text,
      checkedBy: text,
      checkedOn: text,
      userId: ref('users'),
      at: text,
      faxedTo: text,
      faxedOn: optional(text),
      answer: text,
      answeredOn: optional(text),
      answerRight: flag,
      version: counter,
    },
    { indexes: ['noticeId'] },
  )
  await createTable(
    db,
    dialect,
    'noticeCopies',
    {
      id: identity,
      noticeId: ref('notices'),
      copy: text,
      workshop: text,
      receiver: text,
      receivedOn: text,
      edition: int,
      oldBack: flag,
      userId: ref('users'),
      at: text,
      withdrawnBy: optional(ref('users')),
      withdrawnReason: optional(text),
    },
    { indexes: ['noticeId edition'] },
  )
  await createTable(
    db,
    dialect,
    'planRows',
    {
      id: identity,
      month: text,
      workshop: text,
      description: text,
      unit: text,
      quantity: int,
      remark: text,
      userId: ref('users'),
      at: text,
      version: counter,
    },
    { checks: ['"quantity" > 0'], indexes: ['month workshop'] },
  )
}
