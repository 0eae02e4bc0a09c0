import { CompiledQuery, type Insertable, type Kysely, sql } from 'kysely'
import type { Database } from './schema.ts'

/** Rows of the largest statement; what is left over goes in halves of it, so that few texts serve every number of rows. */
const largest = 64

/** Pieces of a long list, for `in (…)` and for statements of many rows. */
export const inPieces = <T>(list: readonly T[], size = 2000): T[][] =>
  Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size))

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

/** The statement of one row, made for as many: `values (?, ?)` → `values (?, ?), (?, ?)`, or `($1, $2), ($3, $4)`. */
const forRows = (text: string, rows: number, columns: number): string => {
  const group = /\bvalues (\((?:\?|\$\d+)(?:, (?:\?|\$\d+))*\))/.exec(text)?.[1]
  if (group === undefined) throw new Error('not an insert of one row')
  const groups = Array.from({ length: rows }, (_, row) =>
    group.replace(/\$(\d+)/g, (_found, place: string) => `$${Number(place) + row * columns}`),
  )
  return text.replace(group, () => groups.join(', '))
}

/** 150 → 64, 64, 16, 4, 2. */
const sizesOf = (rows: number): number[] => {
  const sizes: number[] = []
  for (let size = largest; rows > 0; size /= 2) for (; rows >= size; rows -= size) sizes.push(size)
  return sizes
}

interface Wanted extends Options {
  table: string
  columns: string[]
}

const oneRow = (db: Kysely<Database>, { table, columns, returning = [], replaceBy }: Wanted): string => {
  const loose = db as unknown as Kysely<Record<string, Record<string, unknown>>>
  const inserted = loose.insertInto(table).values(Object.fromEntries(columns.map((column) => [column, 0])))
  const written =
    replaceBy === undefined
      ? inserted
      : inserted.onConflict((conflict) => conflict.column(replaceBy).doUpdateSet(replacing(columns, replaceBy)))
  return (returning.length > 0 ? written.returning([...returning]) : written).compile().sql
}

/** Texts already made, for each kind of database; there are as many as there are places in the code that write lists. */
const known = new WeakMap<object, Map<string, string>>()

const textFor = (db: Kysely<Database>, wanted: Wanted, rows: number): string => {
  const { adapter } = db.getExecutor()
  const texts = known.get(adapter) ?? new Map<string, string>()
  known.set(adapter, texts)
  const { table, columns, returning, replaceBy } = wanted
  const key = `${rows} ${table} ${columns.join()} ${returning?.join() ?? ''} ${replaceBy ?? ''}`
  const text = texts.get(key) ?? forRows(oneRow(db, wanted), rows, wanted.columns.length)
  texts.set(key, text)
  return text
}

/**
 * Writes many rows with few statements. Their texts are made from the one for a single row, so that 2,000 rows cost
 * little more than the database itself needs. All rows have the same columns.
 */
export const insertMany = async <T extends keyof Database & string>(
  db: Kysely<Database>,
  table: T,
  rows: readonly Insertable<Database[T]>[],
  options: Options = {},
): Promise<Record<string, unknown>[]> => {
  const records = rows as readonly Record<string, unknown>[]
  if (records.length === 0) return []
  const wanted: Wanted = { table, columns: Object.keys(records[0]!), ...options }
  const given: Record<string, unknown>[] = []
  let start = 0
  for (const size of sizesOf(records.length)) {
    const parameters = records.slice(start, start + size).flatMap((row) => wanted.columns.map((column) => row[column]))
    start += size
    const { rows: back } = await db.executeQuery(CompiledQuery.raw(textFor(db, wanted, size), parameters))
    for (const row of back) given.push(row as Record<string, unknown>)
  }
  return given
}
