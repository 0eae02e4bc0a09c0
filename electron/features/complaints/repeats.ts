import { repeatsSince } from '../../../shared/complaintStates.ts'
import type { Repeats } from '../../../shared/complaints.ts'
import type { Context } from '../../context.ts'

export interface AskedRepeats {
  productId: number | null
  code: string
  customerId: number | null
  on: string
  exceptId: number | null
}

/** Complaints of the same goods: by the product where it is known, else by its code; of none where neither is. */
const alike = (ctx: Pick<Context, 'db'>, { productId, code, on, exceptId }: AskedRepeats) =>
  ctx.db
    .selectFrom('complaints')
    .where('receivedOn', '>=', repeatsSince(on))
    .where('receivedOn', '<=', on)
    .where('state', '<>', 'void')
    .where('state', '<>', 'rejected')
    .$if(productId !== null, (rows) => rows.where('complaints.productId', '=', productId!))
    .$if(productId === null, (rows) => rows.where('complaints.code', '=', code))
    // of the same day those that came before
    .$if(exceptId !== null, (rows) => rows.where('complaints.id', '<', exceptId!))

/** The same product complained of in the 90 days before, by this customer and by any (papers.md 4.8). */
export const repeatsOf = async (ctx: Pick<Context, 'db'>, asked: AskedRepeats): Promise<Repeats> => {
  if (asked.productId === null && asked.code === '') return { same: 0, all: 0, rows: [] }
  const counted = await alike(ctx, asked)
    .select(({ fn }) => ['customerId', fn.countAll<number>().as('many')])
    .groupBy('customerId')
    .execute()
  const rows = await alike(ctx, asked)
    .innerJoin('customers', 'customers.id', 'complaints.customerId')
    .select(['complaints.id', 'complaints.number', 'complaints.receivedOn', 'complaints.description'])
    .select(['customers.shortName', 'customers.name'])
    .orderBy('complaints.receivedOn', 'desc')
    .orderBy('complaints.id', 'desc')
    .limit(5)
    .execute()
  return {
    same: Number(counted.find(({ customerId }) => customerId === asked.customerId)?.many ?? 0),
    all: counted.reduce((sum, { many }) => sum + Number(many), 0),
    rows: rows.map(({ shortName, name, ...row }) => ({ ...row, customer: shortName || name })),
  }
}

/** How many came before each of some complaints, within its 90 days: for the rows of a list, in one question. */
export const repeatCounts = async (
  ctx: Pick<Context, 'db'>,
  rows: readonly { id: number; productId: number | null; code: string; receivedOn: string }[],
): Promise<Map<number, number>> => {
  const keyOf = ({ productId, code }: { productId: number | null; code: string }): string =>
    productId === null ? `c${code}` : `p${productId}`
  const products = [...new Set(rows.flatMap(({ productId }) => productId ?? []))]
  const codes = [...new Set(rows.flatMap(({ productId, code }) => (productId === null && code !== '' ? [code] : [])))]
  const first = rows.map(({ receivedOn }) => receivedOn).toSorted()[0]
  if (first === undefined || products.length + codes.length === 0) return new Map()
  const found = await ctx.db
    .selectFrom('complaints')
    .select(['id', 'productId', 'code', 'receivedOn'])
    .where('receivedOn', '>=', repeatsSince(first))
    .where('state', '<>', 'void')
    .where('state', '<>', 'rejected')
    .where(({ or, eb }) =>
      or([
        eb('productId', 'in', products.length > 0 ? products : [0]),
        eb('code', 'in', codes.length > 0 ? codes : ['—']),
      ]),
    )
    .execute()
  const byKey = Map.groupBy(found, keyOf)
  return new Map(
    rows.map((row) => [
      row.id,
      (byKey.get(keyOf(row)) ?? []).filter(
        ({ id, receivedOn }) =>
          id < row.id && receivedOn >= repeatsSince(row.receivedOn) && receivedOn <= row.receivedOn,
      ).length,
    ]),
  )
}
