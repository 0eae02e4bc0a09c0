import type { z } from 'zod'
import type { orderImports } from '../../../shared/orderImports.ts'
import { type OrderField, orderFields } from '../../../shared/orderSheetHead.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'

/** How the files of a customer are read, known again by their headings. */

type Remembered = z.output<typeof orderImports.remembered.output>
type Shape = Remembered['shapes'][number]

const fieldsOf = (json: string): Shape['fields'] => {
  const stored = JSON.parse(json) as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(stored).filter(
      (entry): entry is [OrderField, string] =>
        (orderFields as readonly string[]).includes(entry[0]) && typeof entry[1] === 'string',
    ),
  )
}

export const rememberedShapes = async (
  ctx: Pick<Context, 'db'>,
  { customerId, shape }: { customerId: number | null; shape: string },
): Promise<Remembered> => {
  const customers = await ctx.db
    .selectFrom('orderFileShapes')
    .innerJoin('customers', 'customers.id', 'orderFileShapes.customerId')
    .select(['customers.id', 'customers.shortName'])
    .where('orderFileShapes.shape', '=', shape)
    .orderBy('usedAt', 'desc')
    .limit(5)
    .execute()
  if (customerId === null) return { shapes: [], customers }
  const found = await ctx.db
    .selectFrom('orderFileShapes')
    .select(['shape', 'header', 'depth', 'fields'])
    .where('customerId', '=', customerId)
    .orderBy('usedAt', 'desc')
    .limit(50)
    .execute()
  const shapes = found.map((row) => ({
    shape: row.shape,
    header: row.header,
    depth: row.depth === 2 ? (2 as const) : (1 as const),
    fields: fieldsOf(row.fields),
  }))
  return { shapes, customers }
}

export const rememberShape = async (ctx: Context, customerId: number, shape: Shape): Promise<void> => {
  const { header, depth } = shape
  const fields = JSON.stringify(shape.fields)
  const before = await ctx.db
    .selectFrom('orderFileShapes')
    .select('id')
    .where('customerId', '=', customerId)
    .where('shape', '=', shape.shape)
    .executeTakeFirst()
  const values = { header, depth, fields, usedAt: ctx.now }
  if (before) await ctx.db.updateTable('orderFileShapes').set(values).where('id', '=', before.id).execute()
  else await insertMany(ctx.db, 'orderFileShapes', [{ customerId, shape: shape.shape, ...values }])
}
