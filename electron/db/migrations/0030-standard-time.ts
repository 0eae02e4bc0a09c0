import { type Kysely, sql } from 'kysely'
import type { Dialect } from '../columns.ts'

/** Standard time of a process of a product, and of what was planned by it: 效率 divides it by the hours worked (duty 52). */
export const standardTimeStep = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const whole = dialect === 'sqlite' ? sql`integer` : sql`bigint`
  for (const table of ['productRoutes', 'operations'])
    await db.schema
      .alterTable(table)
      .addColumn('standardMinutes', whole, (column) => column.notNull().defaultTo(sql.lit(0)))
      .execute()
}
