import { type CompiledQuery, type Insertable, type Kysely, sql } from 'kysely'
import type { Database } from './schema.ts'

/** Bound values of one statement at most: SQLite takes 32,766, PostgreSQL 65,535. */
const mostValues = 8000

/** Pieces of a long list, for `in (…)` and for statements of many rows. */
export const inPieces = <T>(list: readonly T[], size = 2000): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  )

interface Options {
  /** Columns to give back of each row written. */
  returning?: readonly string[]
  /** Rows whose value of this unique column is there already take the new values. */
  replaceBy?: string
}

/** Every column but the unique one takes the value that was to be inserted. */
const replacing = (columns: string[], by: string): never =>
  Object.fromEntries(
    columns.filter((column) => column !== by).map((column) => [column, sql.ref(`excluded.${column}`)]),
  ) as never

/**
 * Writes many rows with few statements: the statement of a full piece is made once and used again with other values,
 * so that 2,000 rows cost little more than the database itself needs. All rows have the same columns.
 */
export const insertMany = async <T extends keyof Database & string>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Insertable<Database[T]>[],
  { returning = [], replaceBy }: Options = {},
): Promise<Record<string, unknown>[]> => {
  const records = rows as readonly Record<string, unknown>[]
  const columns = Object.keys(records[0] ?? {})
  const size = Math.max(1, Math.floor(mostValues / Math.max(1, columns.length)))
  const loose = db as unknown as Kysely<Record<string, Record<string, unknown>>>
  const statementOf = (piece: readonly Record<string, unknown>[]): CompiledQuery => {
    const inserted = loose.insertInto(table).values([...piece])
    const written =
      replaceBy === undefined
        ? inserted
        : inserted.onConflict((conflict) =>
            conflict.column(replaceBy).doUpdateSet(replacing(columns, replaceBy)),
          )
    return returning.length > 0 ? written.returning([...returning]).compile() : written.compile()
  }
  const given: Record<string, unknown>[] = []
  let full: CompiledQuery | null = null
  for (const piece of inPieces(records, size)) {
    const parameters = piece.flatMap((row) => columns.map((column) => row[column]))
    const statement: CompiledQuery =
      piece.length === size ? (full ??= statementOf(piece)) : statementOf(piece)
    const { rows: back } = await db.executeQuery({ ...statement, parameters })
    for (const row of back) given.push(row as Record<string, unknown>)
  }
  return given
}
