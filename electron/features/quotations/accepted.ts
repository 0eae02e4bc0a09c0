import type { Context } from '../../context.ts'

/** A line of a new version that no accepted quotation stands behind. */
export interface UnquotedLine {
  sequence: number
  name: string
  /** The number that was typed and is not accepted; '' where none was. */
  quotation: string
}

/**
 * Lines of an order flagged 新版 without an accepted quotation of this customer: named by its number, or for the same
 * product, or for goods of the same name and spec (duty 12).
 */
export const unquotedLines = async (ctx: Pick<Context, 'db'>, orderId: number): Promise<UnquotedLine[]> =>
  ctx.db
    .selectFrom('orderLines')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select(['orderLines.sequence', 'orderLines.name', 'orderLines.quotation'])
    .where('orderLines.orderId', '=', orderId)
    .where('orderLines.newVersion', '=', 1)
    .where('orderLines.cancelledAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('quotations')
            .innerJoin('quotationVersions', 'quotationVersions.quotationId', 'quotations.id')
            .innerJoin('quotationLines', 'quotationLines.versionId', 'quotationVersions.id')
            .select('quotations.id')
            .whereRef('quotations.customerId', '=', 'orders.customerId')
            .where('quotations.voidedAt', 'is', null)
            .where('quotationVersions.answer', '=', 'accepted')
            .where(({ eb, and, or }) =>
              or([
                and([
                  eb('orderLines.quotation', '<>', ''),
                  eb('quotations.number', '=', eb.ref('orderLines.quotation')),
                ]),
                eb('quotationLines.productId', '=', eb.ref('orderLines.productId')),
                and([
                  eb('orderLines.productId', 'is', null),
                  eb('quotationLines.name', '=', eb.ref('orderLines.name')),
                  eb('quotationLines.spec', '=', eb.ref('orderLines.spec')),
                ]),
              ]),
            ),
        ),
      ),
    )
    .orderBy('orderLines.sequence')
    .execute()
