import type { z } from 'zod'
import { cellsOf, type ImportCounts, type RowPlan } from '../../../shared/imports.ts'
import { planPrices, type PriceDraft } from '../../../shared/priceImport.ts'
import type { PriceField, prices } from '../../../shared/prices.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { cellsNamed, findInPieces, holdToExpected, recordImport } from '../imports.ts'

type Table = Pick<z.output<typeof prices.import.input>, 'fields' | 'rows'>
type Plan = RowPlan<PriceField, PriceDraft>[]

/** What becomes of every row, against the customers, products and agreed prices as they are now. */
export const planImport = async (ctx: Context, { fields, rows }: Table): Promise<Plan> => {
  const cells = cellsOf(fields, rows)
  const customers = await findInPieces(cellsNamed(cells, 'customer'), (names) =>
    ctx.db
      .selectFrom('customers')
      .select(['id', 'code', 'name', 'shortName'])
      .where((where) =>
        where.or([where('code', 'in', names), where('name', 'in', names), where('shortName', 'in', names)]),
      )
      .execute(),
  )
  const products = await findInPieces(cellsNamed(cells, 'code'), (codes) =>
    ctx.db.selectFrom('products').select(['id', 'code']).where('code', 'in', codes).execute(),
  )
  const known = await findInPieces(
    customers.map(({ id }) => id),
    (ids) => ctx.db.selectFrom('customerPrices').selectAll().where('customerId', 'in', ids).execute(),
  )
  // a customer of two pieces is there twice
  const each = [...new Map(customers.map((customer) => [customer.id, customer])).values()]
  return planPrices(cells, { customers: each, products, prices: known, today: ctx.today })
}

export const writeImport = async (
  ctx: Context,
  plan: Plan,
  fileName: string,
  expected: { added: number; changed: number } | null,
  counts: ImportCounts,
): Promise<ImportCounts> => {
  holdToExpected(counts, expected)
  const rows = plan
    .flatMap(({ draft }) => (draft === null ? [] : [draft]))
    .map((draft) => ({ ...draft, version: draft.version + 1 }))
  const fresh = rows.filter(({ id }) => id === null).map(({ id: _id, ...row }) => row)
  const known = rows.flatMap(({ id, ...row }) => (id === null ? [] : [{ ...row, id }]))
  await insertMany(ctx.db, 'customerPrices', fresh)
  await insertMany(ctx.db, 'customerPrices', known, { replaceBy: 'id' })
  recordImport(ctx, 'customerPrices', fileName, plan)
  return counts
}
