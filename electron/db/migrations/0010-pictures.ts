import { type Kysely, type SchemaModule, sql } from 'kysely'
import { createIndex, createTable, type Dialect, identity, int, ref, text, unique } from '../columns.ts'

/** 图片 of products and lines: which bytes are pictures, and who shows which of them ('' = none). */
export const pictures = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  await createTable(db, dialect, 'pictures', {
    id: identity,
    sha256: unique(text),
    smallSha256: text,
    mediaType: text,
    smallMediaType: text,
    byteLength: int,
    keptBy: ref('users'),
    keptAt: text,
  })
  const schema: SchemaModule = db.schema
  for (const table of ['products', 'orderLines', 'quotationLines']) {
    await schema
      .alterTable(table)
      .addColumn('picture', 'text', (column) => column.notNull().defaultTo(sql.lit('')))
      .execute()
    await createIndex(db, table, `picture where "picture" <> ''`)
  }
}
