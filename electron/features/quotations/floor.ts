import { formatMicros } from '../../../shared/money.ts'
import { may } from '../../../shared/permissions.ts'
import type { QuotationLine } from '../../../shared/quotations.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'

/** Below the floor price only a manager lets it out: the sending is the approval (papers.md 4.10). */
export const refuseBelowFloor = ({ user }: Pick<Context, 'user'>, lines: readonly QuotationLine[]): void => {
  if (may(user.role, 'gates.override')) return
  for (const line of lines) {
    const low = line.steps.find((step) => step.priceMicros < line.floorPriceMicros)
    if (low)
      throw refuse('quotations.belowFloor', {
        line: line.sequence,
        name: line.name,
        price: formatMicros(low.priceMicros),
        floor: formatMicros(line.floorPriceMicros),
      })
  }
}
