import { client, Refused } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { say } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { openTab } from '../../lib/tabs.ts'

interface OfOrder {
  orderId: number
  orderNumber: string
}

/** 问车间定出货日 of an order. */
export const openAsk = ({ orderId, orderNumber }: OfOrder): unknown =>
  openTab({ word: 'shipments', page: 'ask', id: orderId, title: say('shipments.askOf', { number: orderNumber }) })

const openForm = (order: { orderId: number; customerId: number }, planId: number | null, made: boolean): unknown =>
  openTab({
    word: 'deliveries',
    page: 'new',
    another: true,
    title: say('deliveries.kindDelivery'),
    parameters: {
      orderId: order.orderId,
      customerId: order.customerId,
      ...(planId === null ? {} : { planId }),
      ...(made ? { made } : {}),
    },
  })

/**
 * A new delivery note of an order, of what leaves with one line of the plan where it is named, of what is `made` alone
 * where that is asked for. Where all of it stands on a
 * note already that note is named and opened.
 */
export const openNote = (
  order: { orderId: number; customerId: number },
  planId: number | null = null,
  made = false,
): Promise<unknown> =>
  attempt(async () => {
    try {
      await client.deliveries.newDraft({ orderId: order.orderId, planId, made })
    } catch (error) {
      if (!(error instanceof Refused) || error.code !== 'deliveries.onOpenNote') throw error
      const [note] = await client.deliveries.openNotes({ orderId: order.orderId })
      if (!note) throw error
      const action = say('deliveries.openThat', { number: note.number })
      if (await askConfirm({ title: say('shipments.makeNote'), children: error.message, action }))
        openTab({ word: 'deliveries', id: note.id, title: note.number })
      return
    }
    openForm(order, planId, made)
  })
