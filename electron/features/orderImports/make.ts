import type { z } from 'zod'
import { translate } from '../../../shared/language.ts'
import type { orderImports, PlanCounts } from '../../../shared/orderImports.ts'
import type { PlannedLine } from '../../../shared/orderPlan.ts'
import type { OrderDraft } from '../../../shared/orders.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { newDraft } from '../orders/drafts.ts'
import { saveOrder } from '../orders/save.ts'
import { voidOrder } from '../orders/voiding.ts'
import { countPlan, planFile } from './plan.ts'
import { rememberShape } from './shapes.ts'

type Make = z.output<typeof orderImports.make.input>
type Made = z.output<typeof orderImports.make.output>

const refuseUnready = (plan: readonly PlannedLine[], counts: PlanCounts, { lines, expected }: Make): void => {
  const firstWrong = plan.findIndex(({ verdict }) => verdict === 'wrong')
  if (firstWrong >= 0)
    throw refuse('orderImports.stillWrong', { count: counts.wrong, row: lines[firstWrong]?.row ?? 0 })
  const written = counts.right + counts.look
  if (written === 0) throw refuse('orderImports.nothingLeft')
  if (expected.lines !== written || expected.totalFen !== counts.totalFen) throw refuse('orderImports.factsChanged')
}

/** Makes the order like a keyed one, with its file as proof; whatever fails, nothing is written. */
export const makeOrder = async (ctx: Context, input: Make): Promise<Made> => {
  const { customerId, inboxItemId } = input
  const paper = await ctx.db
    .selectFrom('inboxItems')
    .leftJoin('orders', 'orders.id', 'inboxItems.orderId')
    .select(['inboxItems.fileName', 'orders.number'])
    .where('inboxItems.id', '=', inboxItemId)
    .executeTakeFirst()
  if (!paper) throw refuse('app.notFound')
  if (paper.number !== null) throw refuse('inbox.linkedElsewhere', { file: paper.fileName, number: paper.number })
  const plan = await planFile(ctx, input)
  const counts = countPlan(plan, input)
  refuseUnready(plan, counts, input)
  const lines = plan.flatMap(({ verdict, draft }) => (draft !== null && verdict !== 'leftOut' ? [draft] : []))
  const { customerName: _, ...head } = await newDraft(ctx, { customerId, inboxItemId })
  const numbers = new Set(lines.map((line) => line.customerPo))
  const draft: OrderDraft = {
    ...head,
    id: null,
    version: 0,
    customerId,
    source: 'file',
    customerPo: input.customerPo || (numbers.size === 1 ? lines[0]!.customerPo : ''),
    lines,
  }
  const { id, number, totalFen, version } = await saveOrder(ctx, draft)
  const { leftOut } = counts
  await insertMany(ctx.db, 'orderImports', [
    {
      orderId: id,
      inboxItemId,
      fileName: paper.fileName,
      lines: lines.length,
      leftOut,
      userId: ctx.user.id,
      at: ctx.now,
      undoneAt: null,
    },
  ])
  if (input.shape) await rememberShape(ctx, customerId, input.shape)
  const rows = input.lines.filter((line) => line.leftOut).map(({ sheet, row }) => `${sheet} ${row}`)
  ctx.record({ entity: 'orderImports', id, after: { file: paper.fileName, lines: lines.length, leftOut: rows } })
  return { id, number, lines: lines.length, leftOut, totalFen, version }
}

const findImport = (ctx: Context, orderId: number) =>
  ctx.db
    .selectFrom('orderImports')
    .innerJoin('orders', 'orders.id', 'orderImports.orderId')
    .innerJoin('users', 'users.id', 'orderImports.userId')
    .select(['fileName', 'lines', 'leftOut', 'at', 'userId', 'users.name as by', 'undoneAt'])
    .select(['orders.number', 'orders.state', 'orders.checkedAt'])
    .where('orderId', '=', orderId)
    .executeTakeFirst()

/** Whoever made it may take it back; others need the right to void. Once a line was called back it is no longer a file. */
const isUndoable = async (
  ctx: Context,
  orderId: number,
  found: { state: string; userId: number },
): Promise<boolean> => {
  if (found.state !== 'toCheck' || !(found.userId === ctx.user.id || may(ctx.user.role, 'orders.void'))) return false
  const mark = await ctx.db
    .selectFrom('checkMarks')
    .innerJoin('orderLines', 'orderLines.id', 'checkMarks.orderLineId')
    .select('checkMarks.id')
    .where('orderLines.orderId', '=', orderId)
    .limit(1)
    .executeTakeFirst()
  return mark === undefined
}

export const importOfOrder = async (
  ctx: Context,
  orderId: number,
): Promise<z.input<typeof orderImports.ofOrder.output>> => {
  const found = await findImport(ctx, orderId)
  if (!found) return null
  const { fileName, lines, leftOut, at, by } = found
  const undoable = may(ctx.user.role, 'orders.write') && (await isUndoable(ctx, orderId, found))
  return { fileName, lines, leftOut, at, by, undoable }
}

export const undoImport = async (
  ctx: Context,
  { id, version }: { id: number; version: number },
): Promise<{ number: string; fileName: string }> => {
  const found = await findImport(ctx, id)
  if (!found) throw refuse('app.notFound')
  const { fileName, number } = found
  if (!(await isUndoable(ctx, id, found))) throw refuse('orderImports.notUndoable', { number })
  await voidOrder(ctx, { id, version, reason: translate(ctx.language, 'orderImports.undoReason', { file: fileName }) })
  await ctx.db.updateTable('orderImports').set({ undoneAt: ctx.now }).where('orderId', '=', id).execute()
  return { number, fileName }
}
