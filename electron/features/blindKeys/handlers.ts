import {
  alignLines,
  type BlindLine,
  blindFields,
  blindKeys,
  type BlindSheet,
  type Comparison,
  differingFields,
} from '../../../shared/blindKeys.ts'
import { checkWayOf } from '../../../shared/checks.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { blindState, compareLines, countDifferences, orderLinesOf, standingBlind } from '../blindKeys.ts'
import { type Found, findOrder, mayCheck } from '../checks/read.ts'
import { papersOfOrder } from '../inbox.ts'
import { readOffice } from '../settings.ts'
import { tickMissing } from '../checks/ticks.ts'
import { settle } from './settle.ts'

const wayOf = async (ctx: Context, order: Found) => checkWayOf(await readOffice(ctx), order)

const readSheet = async (ctx: Context, orderId: number): Promise<BlindSheet> => {
  const order = await findOrder(ctx, orderId)
  return {
    orderId,
    number: order.number,
    customerName: order.customerName,
    keyedBy: order.keyer,
    keyedAt: order.keyedAt,
    sameEyes: order.keyedBy === ctx.user.id,
    checked: order.checkedAt !== null,
    voided: order.voidedAt !== null,
    way: await wayOf(ctx, order),
    blind: blindState(ctx, await standingBlind(ctx, orderId)),
    inbox: await papersOfOrder(ctx, orderId),
  }
}

/** The second keying that was handed in, beside the first. Refused while it is open: nobody looks across. */
export const readComparison = async (ctx: Context, orderId: number): Promise<Comparison> => {
  const order = await findOrder(ctx, orderId)
  const blind = await standingBlind(ctx, orderId)
  if (!blind) throw refuse('blindKeys.needed', { number: order.number })
  const { submittedAt } = blind
  if (submittedAt === null) {
    if (blind.userId === ctx.user.id) throw refuse('blindKeys.openYours', { number: order.number })
    throw refuse('blindKeys.stillKeying', { number: order.number, by: blind.by })
  }
  const lines = await compareLines(ctx, orderId, blind.id)
  return {
    orderId,
    number: order.number,
    version: order.version,
    by: blind.by,
    submittedAt,
    way: await wayOf(ctx, order),
    checked: order.checkedAt !== null,
    inbox: await papersOfOrder(ctx, orderId),
    lines,
    ...countDifferences(lines),
  }
}

/** A second keying is made while the check is open, and never by who keyed the order first (four eyes). */
const mayKey = (ctx: Context, order: Found): void => {
  if (order.keyedBy === ctx.user.id) throw refuse('blindKeys.sameEyes', { number: order.number })
  mayCheck(ctx, order)
}

const begin = async (ctx: Context, orderId: number): Promise<void> => {
  const order = await findOrder(ctx, orderId)
  mayKey(ctx, order)
  const standing = await standingBlind(ctx, orderId)
  if (standing && standing.submittedAt !== null)
    throw refuse('blindKeys.doneAlready', { number: order.number, by: standing.by })
  if (standing && standing.userId !== ctx.user.id)
    throw refuse('blindKeys.stillKeying', { number: order.number, by: standing.by })
  if (standing) return
  const values = { orderId, userId: ctx.user.id, startedAt: ctx.now }
  const { id } = await ctx.db.insertInto('blindKeys').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'blindKeys', id, after: values })
}

const drop = async (ctx: Context, orderId: number): Promise<void> => {
  const order = await findOrder(ctx, orderId)
  const standing = await standingBlind(ctx, orderId)
  if (!standing) return
  if (standing.submittedAt !== null) throw refuse('blindKeys.doneAlready', { number: order.number, by: standing.by })
  const leads = ctx.user.role === 'manager' || ctx.user.role === 'owner'
  if (standing.userId !== ctx.user.id && !leads)
    throw refuse('blindKeys.notYours', { number: order.number, by: standing.by })
  await ctx.db.updateTable('blindKeys').set({ droppedAt: ctx.now }).where('id', '=', standing.id).execute()
  ctx.record({ entity: 'blindKeys', id: standing.id, before: standing, after: { droppedAt: ctx.now } })
}

/** Fields both keyings agree on are ✓ where the second keying alone is the check; in the others the call ticks them. */
const submit = async (ctx: Context, orderId: number, lines: BlindLine[]): Promise<void> => {
  const order = await findOrder(ctx, orderId)
  mayKey(ctx, order)
  const standing = await standingBlind(ctx, orderId)
  if (!standing) throw refuse('blindKeys.notBegun', { number: order.number })
  if (standing.submittedAt !== null) throw refuse('blindKeys.doneAlready', { number: order.number, by: standing.by })
  if (standing.userId !== ctx.user.id) throw refuse('blindKeys.stillKeying', { number: order.number, by: standing.by })
  const first = await orderLinesOf(ctx, orderId)
  const pairs = alignLines(first, lines).filter((pair) => pair.second !== null)
  const rows = pairs.map(({ first: at, second }) => ({
    blindKeyId: standing.id,
    sequence: second! + 1,
    orderLineId: at === null ? null : first[at]!.id,
    ...lines[second!]!,
  }))
  await insertMany(ctx.db, 'blindLines', rows)
  await ctx.db.updateTable('blindKeys').set({ submittedAt: ctx.now }).where('id', '=', standing.id).execute()
  ctx.record({ entity: 'blindKeys', id: standing.id, after: { submittedAt: ctx.now, lines } })
  if ((await wayOf(ctx, order)) !== 'blind') return
  await tickMissing(
    ctx,
    orderId,
    pairs.flatMap(({ first: at, second }) => {
      if (at === null || second === null) return []
      const line = lines[second]!
      const differing = differingFields(first[at]!, line)
      const unsaid = { price: line.priceMicros === null, dueOn: line.dueOn === null, code: false, quantity: false }
      return [
        {
          orderLineId: first[at]!.id,
          fields: blindFields.filter((field) => !differing.includes(field) && !unsaid[field]),
        },
      ]
    }),
  )
}

export const blindKeysHandlers: Handlers<typeof blindKeys> = {
  sheet: (ctx, { orderId }) => readSheet(ctx, orderId),

  async begin(ctx, { orderId }) {
    await begin(ctx, orderId)
    return readSheet(ctx, orderId)
  },

  async drop(ctx, { orderId }) {
    await drop(ctx, orderId)
    return readSheet(ctx, orderId)
  },

  async submit(ctx, { orderId, lines }) {
    await submit(ctx, orderId, lines)
    return readComparison(ctx, orderId)
  },

  compare: (ctx, { orderId }) => readComparison(ctx, orderId),

  async settle(ctx, input) {
    await settle(ctx, input)
    return readComparison(ctx, input.orderId)
  },
}
