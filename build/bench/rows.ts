/** Rows as the bare database gives and takes them. */
export type Row = Record<string, string | number | null>

/** The columns to write: all but those the database numbers by itself. */
export const columnsOf = (row: Row): string[] =>
  Object.keys(row).filter((column) => column !== 'id' && column !== 'seq')

export const insertText = (table: string, row: Row): string => {
  const columns = columnsOf(row)
  return `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`
}
