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
  places = build.length - 1,
): ((db: Kysely<Database>, ...values: V) => Promise<R[]>) => {
  // one text for each kind of database; a transaction has the adapter of its database
  const known = new WeakMap<object, CompiledQuery<R>>()
  const compiledFor = (db: Kysely<Database>): CompiledQuery<R> => {
    const { adapter } = db.getExecutor()
    let compiled = known.get(adapter)
    if (!compiled) {
      const standing = Array.from({ length: places }, (_, index) => new Place(index))
      compiled = build(db, ...(standing as unknown as V)).compile()
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

/** Texts kept for one builder; beyond them the oldest goes. */
const mostForms = 200

const placesOf = (values: object): unknown[] => Object.values(values).flatMap((value) => value)
/** The same object with other values in it; a list keeps its length. */
const withPlaces = <V extends object>(values: V, flat: readonly unknown[]): V => {
  let next = 0
  const place = (value: unknown): unknown => (Array.isArray(value) ? value.map(() => flat[next++]) : flat[next++])
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, place(value)])) as V
}

/**
 * `statement` for what a filter asks: one text for each form it can have. `form` decides the form and stays as it is;
 * of `values` only which there are and how long their lists are. Values that are undefined are not there.
 */
export const formedStatement = <F, V extends object, R>(
  build: (db: Kysely<Database>, form: F, values: V) => Compilable<R>,
): ((db: Kysely<Database>, form: F, values: V) => Promise<R[]>) => {
  const known = new Map<string, (db: Kysely<Database>, ...flat: unknown[]) => Promise<R[]>>()
  return (db, form, given) => {
    const values = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as V
    const lengths = Object.entries(values).map(([name, value]) => (Array.isArray(value) ? [name, value.length] : name))
    const key = JSON.stringify([form, lengths])
    let run = known.get(key)
    if (!run) {
      const flat = placesOf(values)
      run = statement((on, ...places) => build(on, form, withPlaces(values, places)), flat.length)
      if (known.size >= mostForms) known.delete(known.keys().next().value!)
      known.set(key, run)
    }
    return run(db, ...placesOf(values))
  }
}
