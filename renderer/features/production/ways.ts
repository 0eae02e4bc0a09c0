import type { WaitingOrder } from '../../../shared/production.ts'
import { openTab } from '../../lib/tabs.ts'

/** Where what an order lacks is got: the receipt for its deposit, the call-back, the order itself. */
export const collect = ({ orderId, customerId }: Pick<WaitingOrder, 'orderId' | 'customerId'>): void =>
  void openTab({ word: 'receipts', page: 'new', parameters: { customerId, orderId } })
export const openOrder = ({ orderId, number }: Pick<WaitingOrder, 'orderId' | 'number'>): void =>
  void openTab({ word: 'orders', id: orderId, title: number })
export const openCheck = ({ orderId, number }: Pick<WaitingOrder, 'orderId' | 'number'>): void =>
  void openTab({ word: 'orders', page: 'check', id: orderId, title: number })
