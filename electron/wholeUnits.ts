import { formatQuantity } from '../shared/quantities.ts'
import { refuse } from '../shared/refusals.ts'
import { breaksUnit } from '../shared/units.ts'

/**
 * Refuses half a chair. `quantity` and `known` (what is ordered, done, out: see `breaksUnit`) in thousandths; `what` names the
 * line in the sentence: its row, its process or its goods.
 */
export const refuseBrokenUnit = (
  quantity: number,
  { unit, what, known = [] }: { unit: string; what: string; known?: readonly number[] },
  field: string,
): void => {
  if (breaksUnit(unit, quantity, known))
    throw refuse('app.wholePieces', { what, unit, quantity: formatQuantity(quantity) }, field)
}
