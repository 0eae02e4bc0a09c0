import { plusDays } from '../../shared/dates.ts'
import type { Change, ChangeDepartment, ChangeDraft } from '../../shared/changes.ts'
import { type Proposal, proposalOfOrder } from '../../shared/proposals.ts'
import type { Order } from '../../shared/orders.ts'
import { readSizeRun, writeSizeRun } from '../../shared/sizeRuns.ts'
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

const everyDepartment = [
  ['production', '吴工'],
  ['warehouse', '老周'],
  ['finance', '孙会'],
  ['quality', '郭检'],
  ['sales', '周强'],
] as const satisfies readonly (readonly [ChangeDepartment, string])[]

/** Approved and back from the customer signed: it is carried out. */
const carryOut = async ({ as }: Stage, slip: Change): Promise<void> => {
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
}

/** The departments that have been told of a slip by paper, and who signed for each. */
const signFor = async (
  { as, today }: Stage,
  id: number,
  departments: readonly (readonly [ChangeDepartment, string])[],
): Promise<void> => {
  for (const [department, name] of departments) {
    const { version } = await as.merchandiser.changes.read({ id })
    await as.merchandiser.changes.sign({ id, version, department, name, on: today, how: 'paper' })
  }
}

/** A customer asks for three days more while the order is made: another day on every line. */
export const changeOrder = async (stage: Stage, orderId: number): Promise<void> => {
  const order = await stage.as.merchandiser.orders.read({ id: orderId })
  const slip = await write(stage, order, { reason: stage.words.changes.postponed, way: 'phone', bought: '' }, (lines) =>
    lines.map((line) => ({ ...line, dueOn: plusDays(line.dueOn, 3) })),
  )
  await carryOut(stage, slip)
  await signFor(stage, slip.id, everyDepartment)
}

type Line = Proposal['lines'][number]

/** Twice as much of a line: its packs and every size with it. */
const twice = (line: Line): Line => {
  const { rest, run } = readSizeRun(line.spec)
  return {
    ...line,
    spec: writeSizeRun(
      rest,
      run.map(({ size, quantity }) => ({ size, quantity: quantity * 2 })),
    ),
    quantity: line.quantity * 2,
    packs: line.packs * 2,
    dueOn: plusDays(line.dueOn, 3),
  }
}

/** Two customers change their minds: one slip was carried out and most departments signed it, one waits for approval. */
export const leaveChanges = async (stage: Stage): Promise<void> => {
  const { as } = stage
  const { doubled, otherwise } = stage.words.changes
  const { rows } = await as.merchandiser.orders.list({ states: ['inProduction'], sort: 'newest', limit: 2 })
  const [first, second] = rows
  if (!first || !second) return
  const order = await as.merchandiser.orders.read({ id: first.id })
  const slip = await write(stage, order, { reason: doubled, way: 'phone', bought: '' }, ([line, ...rest]) => [
    twice(line!),
    ...rest,
  ])
  await carryOut(stage, slip)
  await signFor(stage, slip.id, everyDepartment.slice(0, 3))
  const other = await as.merchandiser.orders.read({ id: second.id })
  const { reason, bought, lossReason, remark } = otherwise
  const changed = (line: Line): Line =>
    remark === '' ? { ...line, colour: line.colour === '白' ? '原木' : '白' } : { ...line, remark }
  const waiting = await write(stage, other, { reason, way: 'fax', bought }, ([line, ...rest]) => [
    changed(line!),
    ...rest,
  ])
  await as.merchandiser.changes.submit({ id: waiting.id, version: waiting.version, lossReason })
}
