import type { Change, ChangeDraft } from '../../shared/changes.ts'
import { type Proposal, proposalOfOrder } from '../../shared/proposals.ts'
import type { Order } from '../../shared/orders.ts'
import { checkOrder, furnitureDraft, makeMasters, payOrder, signConfirmation } from './mainLine.ts'
import type { TestOffice } from './office.ts'

const proposalFrom = (order: Order, change: (proposal: Proposal) => void): Proposal => {
  const proposal = proposalOfOrder(order)
  change(proposal)
  return proposal
}

const changeDraft = (
  order: Order,
  change: (proposal: Proposal) => void,
  more: Partial<ChangeDraft> = {},
): ChangeDraft => ({
  id: null,
  orderId: order.id,
  orderVersion: order.version,
  askedBy: 'customer',
  way: 'phone',
  contact: '王老板',
  reason: '客户来电改数',
  lossReason: '',
  bought: '',
  proof: '',
  inboxItemId: null,
  proposal: proposalFrom(order, change),
  version: 0,
  ...more,
})

/** Orders and change slips as an office makes them. */
export const slipsOf = (office: TestOffice) => ({
  /** The furniture order, called back, signed and, where asked, paid and in production. */
  confirmed: async (released = true): Promise<Order> => {
    const masters = await makeMasters(office)
    const { id } = await office.as.clerk.orders.save(await furnitureDraft(office, masters))
    const order = await checkOrder(office, id)
    await signConfirmation(office, id)
    if (released) {
      await payOrder(office, masters.customerId, id, 'deposit', order.depositFen!, '2026-11-22')
      await office.as.merchandiser.production.release({ orderId: id })
    }
    return office.as.merchandiser.orders.read({ id })
  },
  write: (order: Order, change: (proposal: Proposal) => void, more: Partial<ChangeDraft> = {}): Promise<Change> =>
    office.as.merchandiser.changes.save(changeDraft(order, change, more)),
  approve: async (slip: Change, lossReason = ''): Promise<Change> => {
    const { id, version } = await office.as.merchandiser.changes.submit({
      id: slip.id,
      version: slip.version,
      lossReason,
    })
    return office.as.manager.changes.approve({ id, version })
  },
  customerSigns: async (slip: Change): Promise<Change> => {
    const sent = await office.as.merchandiser.signBacks.markSent({
      kind: 'change',
      documentId: slip.id,
      sentTo: '0757-8321 0002',
    })
    await office.as.merchandiser.signBacks.markReturned({
      id: sent.id,
      version: sent.version,
      result: 'same',
      difference: '',
      differenceFen: null,
      copy: null,
    })
    return office.as.merchandiser.changes.read({ id: slip.id })
  },
})
