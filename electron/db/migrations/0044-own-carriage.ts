import type { Kysely, SchemaModule } from 'kysely'

/** Who drives a note and in what before a truck was planned for it: taken off the truck it has them again. */
export const ownCarriageStep = async (db: Kysely<never>): Promise<void> => {
  const schema: SchemaModule = db.schema
  for (const name of ['ownDriver', 'ownVehicle'])
    await schema
      .alterTable('truckStops')
      .addColumn(name, 'text', (column) => column.notNull().defaultTo(''))
      .execute()
}
