import { type Kysely, type SchemaModule, sql } from 'kysely'

export type Dialect = 'sqlite' | 'postgres'

interface Column {
  type: 'text' | 'int' | 'identity' | 'blob'
  optional?: boolean
  unique?: boolean
  primary?: boolean
  references?: string
  fallback?: number | string
  oneOf?: readonly string[]
}

/** The column kinds of every migration; both databases get the same names and the same nullability. */
export const identity: Column = { type: 'identity' }
export const text: Column = { type: 'text' }
export const int: Column = { type: 'int' }
export const counter: Column = { type: 'int', fallback: 0 }
export const flag: Column = { type: 'int', fallback: 0 }
export const key: Column = { type: 'text', primary: true }
export const ref = (table: string): Column => ({ type: 'int', references: table })
export const optional = (column: Column): Column => ({ ...column, optional: true })
export const unique = (column: Column): Column => ({ ...column, unique: true })
export const oneOf = (...values: string[]): Column => ({ type: 'text', oneOf: values })

interface Extras {
  checks?: string[]
  /** Named `<table>_<columns>`; `!` in front makes it unique; ` where …` after the columns makes it partial. */
  indexes?: string[]
  primary?: string[]
}

/** Creates a table (STRICT on SQLite) with foreign keys, checks and named indexes. */
export const createTable = async (
  db: Kysely<never>,
  dialect: Dialect,
  name: string,
  columns: Record<string, Column>,
  extras: Extras = {},
): Promise<void> => {
  const schema: SchemaModule = db.schema
  let table = schema.createTable(name)
  for (const [column, spec] of Object.entries(columns)) {
    const type =
      spec.type === 'text' ? 'text' : spec.type === 'blob' ? 'blob' : dialect === 'sqlite' ? 'integer' : 'bigint'
    table = table.addColumn(column, type, (c) => {
      let built = c
      if (spec.type === 'identity')
        built = dialect === 'sqlite' ? c.primaryKey() : c.primaryKey().generatedByDefaultAsIdentity()
      else if (spec.primary) built = c.primaryKey().notNull()
      else if (!spec.optional) built = c.notNull()
      if (spec.unique) built = built.unique()
      if (spec.references) built = built.references(`${spec.references}.id`)
      if (spec.fallback !== undefined) built = built.defaultTo(spec.fallback)
      if (spec.oneOf) built = built.check(sql`${sql.ref(column)} in (${sql.join(spec.oneOf.map((v) => sql.lit(v)))})`)
      return built
    })
  }
  if (extras.primary) table = table.addPrimaryKeyConstraint(`${name}_pk`, extras.primary as never[])
  for (const [index, check] of (extras.checks ?? []).entries())
    table = table.addCheckConstraint(`${name}_check_${index + 1}`, sql.raw(check))
  if (dialect === 'sqlite') table = table.modifyEnd(sql`strict`)
  await table.execute()
  for (const index of extras.indexes ?? []) await createIndex(db, name, index)
}

/** `orders: "customerId orderedOn"` → `create index "orders_customerId_orderedOn" on "orders" (…)`. */
export const createIndex = async (db: Kysely<never>, table: string, spec: string): Promise<void> => {
  const [list, where] = spec.replace(/^!/, '').split(' where ')
  const columns = list!.split(' ')
  const statement = sql`create ${sql.raw(spec.startsWith('!') ? 'unique ' : '')}index ${sql.ref(`${table}_${columns.join('_')}`)} on ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))})${where ? sql.raw(` where ${where}`) : sql.raw('')}`
  await statement.execute(db)
}
