import { translate } from '../../../shared/language.ts'
import { runInWords, runOfLine, sumOfRun } from '../../../shared/sizeRuns.ts'
import { reshared } from '../../../shared/sizeShares.ts'
import type { Context } from '../../context.ts'
import { refreshNeeds } from '../materials/needs.ts'
import { holdsMaterial } from '../materials/needs.ts'
import { replanOperations } from '../operations.ts'
import { noticeOutside } from '../operations/outside.ts'
import { noticeLineState, refreshNotice } from '../production.ts'
import { refreshPlans } from '../shipments.ts'
import { readFields, runOfFields } from './sheet.ts'

/** A line of an order before and after its change; `quantity` 0 is a line that went. */
export interface ChangedLine {
  orderLineId: number
  before: number
  quantity: number
  dueBefore: string
  dueOn: string
  productId: number | null
  /** The workshop sees something else than before: goods, quantity, day. */
  seen: boolean
}
interface Held {
  id: number
  noticeId: number
  orderLineId: number
  quantity: number
  finishedQuantity: number
}

/**
 * What each notice line of an order line holds after the change. Less is taken from the latest notices first, what is
 * finished last of all; more goes to the last notice still in work when all of the line was released before and
 * `moreAtOnce` allows it, and waits for a release otherwise.
 */
export const shareOut = (
  held: readonly Held[],
  { before, quantity }: ChangedLine,
  moreAtOnce: boolean,
): Map<number, number> => {
  const now = new Map(held.map((line) => [line.id, line.quantity]))
  const released = held.reduce((sum, line) => sum + line.quantity, 0)
  if (quantity > before) {
    const last = held.filter((line) => line.finishedQuantity < line.quantity).at(-1)
    if (moreAtOnce && released === before && last) now.set(last.id, last.quantity + quantity - before)
    return now
  }
  let excess = Math.max(0, released - quantity)
  for (const floor of [(line: Held) => line.finishedQuantity, () => 0])
    for (const line of held.toReversed()) {
      const cut = Math.min(excess, Math.max(0, now.get(line.id)! - floor(line)))
      now.set(line.id, now.get(line.id)! - cut)
      excess -= cut
    }
  return now
}

const heldBy = (ctx: Context, orderId: number) =>
  ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select([
      'noticeLines.id',
      'noticeLines.noticeId',
      'noticeLines.orderLineId',
      'noticeLines.quantity',
      'noticeLines.finishedQuantity',
      'noticeLines.fields',
      'notices.trade',
      'orderLines.spec',
      'orderLines.quantity as ordered',
      'orderLines.dueOn',
    ])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .orderBy('noticeLines.id')
    .execute()

/**
 * The fields of each notice line with the sizes it makes now (garments): the order line is changed already. Sizes only a
 * notice knows stand while they add up.
 */
const fieldsNow = (
  held: Awaited<ReturnType<typeof heldBy>>,
  quantities: ReadonlyMap<number, number>,
): ReadonlyMap<number, string> => {
  const [first] = held
  if (!first || first.trade !== 'garment') return new Map()
  const all = runOfLine({ spec: first.spec, quantity: first.ordered })
  // what is finished keeps its sizes before what can still be cut otherwise
  const inOrder = held.toSorted(
    (one, other) => Number(other.finishedQuantity >= other.quantity) - Number(one.finishedQuantity >= one.quantity),
  )
  const notices = inOrder.map(({ id, fields }) => ({ run: runOfFields(fields), quantity: quantities.get(id)! }))
  const runs =
    all.length > 0
      ? reshared(all, notices)
      : notices.map(({ run, quantity }) => (sumOfRun(run) === quantity ? run : []))
  return new Map(
    inOrder.map(({ id, fields }, index) => {
      const { run: _, ...others } = readFields(fields)
      const sizes = runInWords(runs[index]!)
      return [
        id,
        sizes === runInWords(notices[index]!.run)
          ? fields
          : JSON.stringify({ ...others, ...(sizes === '' ? {} : { run: sizes }) }),
      ]
    }),
  )
}

/** A notice with nothing left to make and nothing begun is taken back under the number of the slip. */
const voidEmpty = async (ctx: Context, noticeId: number, slip: string): Promise<boolean> => {
  const rows = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('operations', 'operations.noticeLineId', 'noticeLines.id')
    .select(['noticeLines.quantity', 'operations.good', 'operations.bad'])
    .where('noticeLines.noticeId', '=', noticeId)
    .execute()
  if (rows.some(({ quantity, good, bad }) => quantity > 0 || good + bad > 0)) return false
  // what is at a factory or in the workshop for it comes back to a notice that stands
  if ((await holdsMaterial(ctx, noticeId)) || (await noticeOutside(ctx, noticeId))) return false
  const values = {
    state: 'void',
    voidedAt: ctx.now,
    voidedBy: ctx.user.id,
    voidReason: translate('zh-CN', 'changes.noticeVoided', { number: slip }),
  }
  await ctx.db.updateTable('notices').set(values).where('id', '=', noticeId).execute()
  await ctx.db.updateTable('noticeLines').set({ state: 'void' }).where('noticeId', '=', noticeId).execute()
  ctx.record({ entity: 'notices', id: noticeId, after: values })
  return true
}

export interface OrderChange {
  orderId: number
  edition: number
  slip: string
  lines: readonly ChangedLine[]
  /** Packing, acceptance, remark or rush differ: every notice of the order says something else. */
  headSeen: boolean
  /** More of a line may go into work without another release: its money is there. */
  moreAtOnce: boolean
}

/** Brings the standing notices of a changed order into step: quantities, days, planned processes, 第 n 版. */
export const changeNotices = async (ctx: Context, change: OrderChange): Promise<void> => {
  const { orderId, edition, slip, lines, headSeen, moreAtOnce } = change
  const all = await heldBy(ctx, orderId)
  const touched = new Set(headSeen ? all.map(({ noticeId }) => noticeId) : [])
  const dueBefore = new Map<number, string>(
    all.map((held) => [held.id, lines.find((line) => line.orderLineId === held.orderLineId)?.dueBefore ?? held.dueOn]),
  )
  const notices = await ctx.db
    .selectFrom('notices')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .select(['notices.id', 'notices.dueOn', 'notices.version', 'notices.edition', 'orders.rush'])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .execute()
  /** A day for the workshop that was named at the release stands where it is earlier than the new one. */
  const dueIn = (noticeId: number, dueOn: string): string => {
    const notice = notices.find(({ id }) => id === noticeId)!
    const promised = all.filter((held) => held.noticeId === noticeId).map((held) => dueBefore.get(held.id)!)
    const named = notice.dueOn !== promised.toSorted()[0]
    return named && notice.dueOn < dueOn ? notice.dueOn : dueOn
  }
  for (const line of lines) {
    const held = all.filter(({ orderLineId }) => orderLineId === line.orderLineId)
    const now = shareOut(held, line, moreAtOnce)
    const sizes = fieldsNow(held, now)
    for (const { id, noticeId, quantity: was, finishedQuantity, fields: before } of held) {
      const quantity = now.get(id)!
      const fields = sizes.get(id) ?? before
      if (line.seen) touched.add(noticeId)
      if (fields !== before) await ctx.db.updateTable('noticeLines').set({ fields }).where('id', '=', id).execute()
      if (quantity === was && line.dueOn === line.dueBefore) continue
      await ctx.db
        .updateTable('noticeLines')
        .set({ quantity, state: noticeLineState(quantity, finishedQuantity) })
        .where('id', '=', id)
        .execute()
      await replanOperations(ctx, id, line.productId, quantity, dueIn(noticeId, line.dueOn))
      await refreshNeeds(ctx, [id])
      ctx.record({
        entity: 'notices',
        id: noticeId,
        before: { orderLineId: line.orderLineId, quantity: was, dueOn: line.dueBefore },
        after: { orderLineId: line.orderLineId, quantity, dueOn: line.dueOn },
      })
    }
  }
  for (const { id, version, rush, edition: was } of notices) {
    if (!touched.has(id) || (await voidEmpty(ctx, id, slip))) continue
    const own = all.filter(({ noticeId }) => noticeId === id)
    const dueOn = dueIn(id, own.map((held) => held.dueOn).toSorted()[0]!)
    await ctx.db
      .updateTable('notices')
      // its process fields may have made more versions than the order has: a version is never given twice
      .set({ edition: Math.max(edition, was + 1), dueOn, rush, version: version + 1 })
      .where('id', '=', id)
      .execute()
    await refreshNotice(ctx, id)
  }
  await refreshPlans(ctx, [...new Set(all.map(({ orderLineId }) => orderLineId))])
}
