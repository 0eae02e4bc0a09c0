import type { Check } from '../../../shared/checks.ts'
import { formatMicros } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'

/** Another quantity may stand on another rung of the quotation: said while the customer is still on the phone. */
export const tellQuotedPrice = async (check: Check | undefined, at: number): Promise<void> => {
  const line = check?.lines[at]
  if (!check || !line || line.productId === null) return
  const { productId, quantity, unit, priceMicros, sequence } = line
  const { customerId } = check
  const offer = await attempt(() => client.prices.offer({ customerId, productId, quantity, unit, on: todayHere() }))
  if (offer?.source !== 'quoted' || offer.priceMicros === priceMicros) return
  const words = {
    line: sequence,
    number: offer.quotation,
    quantity: formatQuantity(quantity),
    quoted: formatMicros(offer.priceMicros),
    price: formatMicros(priceMicros),
  }
  notify(say('prices.warnQuotedOther', words), 'info')
}
