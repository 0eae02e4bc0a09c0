import { type Expression, sql, type SqlBool } from 'kysely'

const escaped = (typed: string): string => typed.toLowerCase().replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** The number of the order or notice, the customer or the goods have the typed text in them. */
export const orderOrGoods = (typed: string): Expression<SqlBool> => {
  const like = `%${escaped(typed)}%`
  const columns = [
    '"notices"."number"',
    '"orders"."number"',
    '"customers"."shortName"',
    '"customers"."initials"',
    '"orderLines"."code"',
    '"orderLines"."name"',
    '"operations"."processName"',
  ]
  return sql<SqlBool>`(${sql.join(
    columns.map((column) => sql`lower(${sql.raw(column)}) like ${like} escape '\\'`),
    sql` or `,
  )})`
}
