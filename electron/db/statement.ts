import type { CompiledQuery, Kysely, QueryResult } from 'kysely'
import type { Database } from './schema.ts'

/** Stands for a value that is only known when the statement runs. */
class Place {
  readonly index: number
  constructor(index: number) {
    this.index = index
  }
}

interface Compilable<R> {
  compile(): CompiledQuery<R>
}

/**
 * A statement that is put together once and then only gets its values: for the roads every call takes, where building
 * the same text again costs more than the database needs to answer. The values must stand as values in it
 * (`where`, `limit`, `values`), never decide its form, and no `null` may be compared with.
 *
 *   const byId = statement((db, id: number) => db.selectFrom('orders').selectAll().where('id', '=', id))
 *   const [order] = await byId(ctx.db, 7)
 */
export const statement = <V extends unknown[], R>(
  build: (db: Kysely<Database>, ...values: V) => Compilable<R>,
): ((db: Kysely<Database>, ...values: V) => Promise<R[]>) => {
  // one text for each kind of database; a transaction has the adapter of its database
  const known = new WeakMap<object, CompiledQuery<R>>()
  const compiledFor = (db: Kysely<Database>): CompiledQuery<R> => {
    const { adapter } = db.getExecutor()
    let compiled = known.get(adapter)
    if (!compiled) {
      const places = Array.from({ length: build.length - 1 }, (_, index) => new Place(index))
      compiled = build(db, ...(places as unknown as V)).compile()
      known.set(adapter, compiled)
    }
    return compiled
  }
  return async (db, ...values) => {
    const compiled = compiledFor(db)
    const parameters = compiled.parameters.map((value) => (value instanceof Place ? values[value.index] : value))
    const result: QueryResult<R> = await db.executeQuery<R>({ ...compiled, parameters })
    return result.rows
  }
}
