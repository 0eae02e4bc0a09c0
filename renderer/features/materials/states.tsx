import type { MaterialState, PurchaseState } from '../../../shared/materialNeeds.ts'
import { materialStateKeys } from '../../../shared/materials.ts'
import { purchaseStateKeys } from '../../../shared/purchases.ts'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'

const tones: Record<MaterialState, Tone> = { toBuy: 'wait', unbought: 'bad', late: 'bad', onWay: 'info', enough: 'ok' }
/** 未订 · 漏定 · 要误期 · 在途 · 齐. */
export const MaterialStateBadge = ({ state }: { state: MaterialState }) => {
  const t = useT()
  return <StateBadge tone={tones[state]}>{t(materialStateKeys[state])}</StateBadge>
}

const purchaseTones: Record<PurchaseState, Tone> = { open: 'info', arrived: 'ok', ended: 'warn', void: 'plain' }
export const PurchaseStateBadge = ({ state, late }: { state: PurchaseState; late: number }) => {
  const t = useT()
  if (state === 'open' && late > 0) return <StateBadge tone="bad">{t('purchases.lateBy', { count: late })}</StateBadge>
  return <StateBadge tone={purchaseTones[state]}>{t(purchaseStateKeys[state])}</StateBadge>
}
