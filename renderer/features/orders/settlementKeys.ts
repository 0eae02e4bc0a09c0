import type { Settlement } from '../../../shared/customers.ts'
import type { PhraseKey } from '../../../shared/language.ts'

export const settlementKeys: Record<Settlement, PhraseKey> = {
  cash: 'orders.settlementCash',
  prepaid: 'orders.settlementPrepaid',
  deposit: 'orders.settlementDeposit',
  monthly: 'orders.settlementMonthly',
}
