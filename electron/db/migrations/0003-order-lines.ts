import type { Kysely } from 'kysely'
import { createTable, type Dialect, identity, int, ref, text } from '../columns.ts'

/**
 * What the lines of an order are keyed with: sizes and quantity breaks on the product card, the customer's own item
 * codes, and the unit price without tax where that is the side that was typed.
 */
export const orderLineMeans = async (db: Kysely<never>, dialect: Dialect): Promise<void> => {
  const whole = dialect === 'sqlite' ? 'integer' : 'bigint'
  await db.schema
    .alterTable('products')
    .addColumn('sizes', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await db.schema.alterTable('orderLines').addColumn('netPriceMicros', whole).execute()
  await createTable(
    db,
    dialect,
    'productBreaks',
    { id: identity, productId: ref('products'), minQuantity: int, priceMicros: int },
    { indexes: ['!productId minQuantity'] },
  )
  await createTable(
    db,
    dialect,
    'customerItems',
    {
      id: identity,
      customerId: ref('customers'),
      productId: ref('products'),
      itemCode: text,
      itemName: { ...text, fallback: '' },
    },
    {
      indexes: [
        `!customerId itemCode where "itemCode" <> ''`,
        `!customerId itemName where "itemCode" = ''`,
        'productId',
      ],
    },
  )
}
