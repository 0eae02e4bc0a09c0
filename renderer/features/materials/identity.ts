import type { Translate } from '../../../shared/language.ts'
import type { LineSheet } from '../../../shared/materials.ts'
import { formatQuantity } from '../../../shared/quantities.ts'

/**
 * `订数 12 张 = 合格 10 张 + 报废 1 张 + 短缺 1 张` (duty 55): what was scrapped and not made again is part of what is missing.
 * Scrap that was made good by more pieces is told after the sum.
 */
export const identityWords = (t: Translate, sheet: LineSheet): string => {
  const quantity = (value: number): string => `${formatQuantity(value)} ${sheet.unit}`
  const lost = Math.min(sheet.scrap, sheet.short)
  const parts = { ordered: quantity(sheet.ordered), good: quantity(sheet.good), short: quantity(sheet.short - lost) }
  return [
    lost > 0 ? t('materials.identityLost', { ...parts, lost: quantity(lost) }) : t('materials.identity', parts),
    sheet.scrap > lost ? t('materials.scrapMadeGood', { scrap: quantity(sheet.scrap - lost) }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
}
