import { stepFor } from '../../../shared/quotations.ts'
import type { Context } from '../../context.ts'
import { formedStatement } from '../../db/statement.ts'

/** One rung of an accepted quotation, the latest accepted first. */
export interface QuotedRung {
  number: string
  productId: number | null
  name: string
  spec: string
  quantity: number
  priceMicros: number
}

const rungs = formedStatement(
  (
    db,
    _form: null,
    {
      ids,
      numbers,
      customerId,
      on,
      until,
    }: { ids: number[]; numbers: string[]; customerId: number; on: string; until: string },
  ) =>
    db
      .selectFrom('quotations')
      .innerJoin('quotationVersions', 'quotationVersions.quotationId', 'quotations.id')
      .innerJoin('quotationLines', 'quotationLines.versionId', 'quotationVersions.id')
      .innerJoin('quotationPrices', 'quotationPrices.quotationLineId', 'quotationLines.id')
      .select([
        'quotations.number',
        'quotationLines.productId',
        'quotationLines.name',
        'quotationLines.spec',
        'quotationPrices.quantity',
        'quotationPrices.priceMicros',
      ])
      .where('quotations.customerId', '=', customerId)
      .where('quotations.voidedAt', 'is', null)
      .where('quotationVersions.answer', '=', 'accepted')
      .where('quotationVersions.quotedOn', '<=', on)
      .where('quotationVersions.validUntil', '>=', until)
      .where((where) =>
        where.or([where('quotationLines.productId', 'in', ids), where('quotations.number', 'in', numbers)]),
      )
      .orderBy('quotationVersions.answeredAt', 'desc')
      .orderBy('quotationVersions.id', 'desc')
      .orderBy('quotationPrices.quantity'),
)

/** Accepted, unexpired rungs of a customer for some products, and of quotations named by their number. */
export const quotedRungs = async (
  { db }: Pick<Context, 'db'>,
  customerId: number,
  productIds: readonly number[],
  numbers: readonly string[],
  on: string,
): Promise<QuotedRung[]> => {
  const named = numbers.filter(Boolean)
  if (productIds.length === 0 && named.length === 0) return []
  const ids = productIds.length > 0 ? [...productIds] : [0]
  return rungs(db, null, { ids, numbers: named.length > 0 ? named : ['-'], customerId, on, until: on })
}

/** What was quoted for a quantity of some goods: the latest accepted quotation whose ladder reaches it. */
export const quotedPrice = (
  known: readonly QuotedRung[],
  line: { productId: number | null; name?: string; quotation?: string },
  quantity: number,
): { priceMicros: number; number: string } | null => {
  const own = known.filter((rung) =>
    line.productId === null
      ? Boolean(line.quotation) && rung.number === line.quotation && rung.name === line.name
      : rung.productId === line.productId && (!line.quotation || rung.number === line.quotation),
  )
  for (const number of new Set(own.map((rung) => rung.number))) {
    const step = stepFor(
      own.filter((rung) => rung.number === number),
      quantity,
    )
    if (step) return { priceMicros: step.priceMicros, number }
  }
  return null
}

/** The quoted price of one product as it is offered while typing; null where no accepted quotation stands. */
export const offerQuoted = async (
  ctx: Pick<Context, 'db'>,
  customerId: number,
  productId: number,
  quantity: number,
  on: string,
): Promise<{ priceMicros: number; number: string } | null> =>
  quotedPrice(await quotedRungs(ctx, customerId, [productId], [], on), { productId }, quantity)
