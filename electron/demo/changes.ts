import { plusDays } from '../../shared/dates.ts'
import type { Change, ChangeDraft } from '../../shared/changes.ts'
import { type Proposal, proposalOfOrder } from '../../shared/proposals.ts'
import type { Order } from '../../shared/orders.ts'
import type { Stage } from './story.ts'

const proposalOf = (order: Order, change: (lines: Proposal['lines']) => Proposal['lines']): Proposal => {
  const proposal = proposalOfOrder(order)
  return { ...proposal, lines: change(proposal.lines) }
}

const write = (
  { as }: Stage,
  order: Order,
  slip: Pick<ChangeDraft, 'reason' | 'way' | 'bought'>,
  change: (lines: Proposal['lines']) => Proposal['lines'],
): Promise<Change> =>
  as.merchandiser.changes.save({
    id: null,
    orderId: order.id,
    orderVersion: order.version,
    askedBy: 'customer',
    contact: order.contact,
    proof: order.phone,
    inboxItemId: null,
    ...slip,
    proposal: proposalOf(order, change),
    version: 0,
  })

/** Two customers change their minds: one slip was carried out and most departments signed it, one waits for approval. */
export const leaveChanges = async (stage: Stage): Promise<void> => {
  const { as, today } = stage
  const { rows } = await as.merchandiser.orders.list({ states: ['inProduction'], sort: 'newest', limit: 2 })
  const [first, second] = rows
  if (!first || !second) return
  const order = await as.merchandiser.orders.read({ id: first.id })
  const slip = await write(
    stage,
    order,
    { reason: '客户加数,交期顺延三天', way: 'phone', bought: '' },
    ([line, ...rest]) => [
      { ...line!, quantity: line!.quantity * 2, packs: line!.packs * 2, dueOn: plusDays(line!.dueOn, 3) },
      ...rest,
    ],
  )
  const handed = await as.merchandiser.changes.submit({ id: slip.id, version: slip.version })
  await as.manager.changes.approve({ id: slip.id, version: handed.version })
  const sent = await as.merchandiser.signBacks.markSent({ kind: 'change', documentId: slip.id, sentTo: slip.fax })
  await as.merchandiser.signBacks.markReturned({
    id: sent.id,
    version: sent.version,
    result: 'same',
    difference: '',
    differenceFen: null,
    copy: null,
  })
  for (const [department, name] of [
    ['production', '吴工'],
    ['warehouse', '老周'],
    ['finance', '孙会'],
  ] as const) {
    const { version } = await as.merchandiser.changes.read({ id: slip.id })
    await as.merchandiser.changes.sign({ id: slip.id, version, department, name, on: today, how: 'paper' })
  }
  const other = await as.merchandiser.orders.read({ id: second.id })
  const waiting = await write(
    stage,
    other,
    { reason: '客户传真:颜色改白', way: 'fax', bought: '面漆已到 1 桶,退不了' },
    (lines) =>
      lines.map((line, index) => (index === 0 ? { ...line, colour: line.colour === '白' ? '原木' : '白' } : line)),
  )
  await as.merchandiser.changes.submit({ id: waiting.id, version: waiting.version, lossReason: '已开的料转下一单' })
}
