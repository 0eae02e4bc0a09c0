import type { Translate } from '../../shared/language.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { breaksUnit } from '../../shared/units.ts'
import type { Value } from '../lib/values.ts'

/** What a cell says of a number below zero that cannot be meant there (`LineColumn.refuse`); null where there is none. */
export const belowZero = (
  value: Value,
  t: Translate,
  format: (value: number) => string = formatQuantity,
): string | null => (typeof value === 'number' && value < 0 ? t('app.atLeastZero', { quantity: format(value) }) : null)

/** The same of pieces, and of half a chair; `known` quantities (thousandths) as `breaksUnit` reads them. */
export const brokenPieces = (value: Value, unit: string, known: readonly number[], t: Translate): string | null =>
  typeof value === 'number' && value >= 0 && breaksUnit(unit, value, known)
    ? t('app.wholeUnit', { unit, quantity: formatQuantity(value) })
    : belowZero(value, t)
