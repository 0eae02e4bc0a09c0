import { say } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'

interface OfOrder {
  orderId: number
  orderNumber: string
}

/** 问车间定出货日 of an order. */
export const openAsk = ({ orderId, orderNumber }: OfOrder): unknown =>
  openTab({ word: 'shipments', page: 'ask', id: orderId, title: say('shipments.askOf', { number: orderNumber }) })

/** A new delivery note of an order, of what leaves with one line of the plan where it is named. */
export const openNote = (order: { orderId: number; customerId: number }, planId: number | null = null): unknown =>
  openTab({
    word: 'deliveries',
    page: 'new',
    another: true,
    title: say('deliveries.kindDelivery'),
    parameters: {
      orderId: order.orderId,
      customerId: order.customerId,
      ...(planId === null ? {} : { planId }),
    },
  })
