import type { SqliteFile } from '../../electron/db/sqlite.ts'

type Value = string | number | null
/** Writes one row and gives its id. Statements are prepared once for each table and set of columns. */
export type Insert = (table: string, row: Record<string, Value>) => number

export const inserter = (sqlite: SqliteFile): Insert => {
  const prepared = new Map<string, { columns: string[]; statement: ReturnType<SqliteFile['prepare']> }>()
  return (table, row) => {
    let known = prepared.get(table)
    if (!known) {
      const columns = Object.keys(row)
      const names = columns.map((column) => `"${column}"`).join(', ')
      known = {
        columns,
        statement: sqlite.prepare(`insert into "${table}" (${names}) values (${columns.map(() => '?').join(', ')})`),
      }
      prepared.set(table, known)
    }
    return Number(known.statement.run(known.columns.map((column) => row[column])).lastInsertRowid)
  }
}

/** The same numbers in every run. */
export const numbers = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}
