import { type Kysely, sql } from 'kysely'
import { counter, createTable, type Dialect, flag, identity, int, oneOf, optional, ref, text } from '../columns.ts'

/** 打印记录 (duty 121): every print with its PDF and the paper itself, both kept as files under their SHA-256. */
export const printsStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(
    db,
    dialect,
    'prints',
    {
      id: identity,
      paper: text,
      document: text,
      documentId: optional(int),
      orderId: optional(ref('orders')),
      number: text,
      title: text,
      version: counter,
      nth: int,
      copies: int,
      target: oneOf('printer', 'pdf', 'text'),
      place: text,
      priced: flag,
      pages: int,
      byteLength: int,
      sha256: text,
      exactSha256: text,
      reprintOf: optional(ref('prints')),
      userId: ref('users'),
      host: text,
      at: text,
    },
    {
      checks: ['"nth" > 0', '"copies" > 0', '"pages" > 0', 'length("sha256") = 64', 'length("exactSha256") = 64'],
      indexes: ['document documentId at', 'paper documentId title', 'paper at', 'userId at', 'at'],
    },
  )
  // `LIKE 'XS26%'` finds the beginning of a number by these
  const start = dialect === 'sqlite' ? sql`"number" collate nocase` : sql`"number" text_pattern_ops`
  await sql`create index "prints_number" on "prints" (${start})`.execute(db)
}
