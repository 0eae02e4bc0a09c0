import { dateOf, plusDays } from '../../../shared/dates.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { ShipAnswer } from '../../../shared/shipments.ts'
import type { Context } from '../../context.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { packsByProduct } from '../orders.ts'
import { refreshPlans } from '../shipments.ts'
import { type AskedLine, askedOfOrder, newestAnswer } from './asking.ts'

type AnswerLine = ShipAnswer['lines'][number]

const checkLine = (ctx: Context, answer: ShipAnswer, line: AnswerLine, asked: AskedLine, at: string): void => {
  const most = asked.replaces ? asked.open : asked.uncovered
  refuseBrokenUnit(
    line.quantity,
    { unit: asked.unit, what: asked.description, known: [most, asked.finished] },
    `${at}.quantity`,
  )
  if (line.quantity > most)
    throw refuse(
      'shipments.moreThanOpen',
      { name: asked.description, left: formatQuantity(most), unit: asked.unit },
      `${at}.quantity`,
    )
  if (line.readyOn < plusDays(ctx.today, -60) || line.readyOn > plusDays(ctx.today, 365))
    throw refuse('shipments.strangeDay', { on: line.readyOn }, `${at}.readyOn`)
  if (line.readyOn > answer.shipOn)
    throw refuse('shipments.beforeReady', { shipOn: answer.shipOn, readyOn: line.readyOn }, 'shipOn')
}

/** The lines a new answer takes the place of: nothing more of them is planned. */
const replaceStanding = async (ctx: Context, noticeLineId: number): Promise<number | null> => {
  const standing = await ctx.db
    .selectFrom('shipmentPlans')
    .select('id')
    .where('noticeLineId', '=', noticeLineId)
    .where('state', 'in', ['planned', 'stored', 'noted'])
    .orderBy('id')
    .execute()
  if (standing.length === 0) return null
  await ctx.db
    .updateTable('shipmentPlans')
    .set(({ eb }) => ({
      replacedAt: ctx.now,
      state: 'replaced',
      notedQuantity: 0,
      storedQuantity: 0,
      version: eb('version', '+', 1),
    }))
    .where(
      'id',
      'in',
      standing.map(({ id }) => id),
    )
    .execute()
  return standing.at(-1)!.id
}

/** The workshop's answer about an order: 出货日, 提货方式 and who finds the truck, one line of the plan for each of its lines. */
export const answer = async (ctx: Context, given: ShipAnswer): Promise<{ ids: number[] }> => {
  const { orderId, version, lines, askedWhom, shipOn, way, transport, arrangedBy, note } = given
  if ((await newestAnswer(ctx, orderId)) !== version) throw refuse('app.stale')
  if (shipOn < ctx.today) throw refuse('shipments.shipPast', { on: shipOn }, 'shipOn')
  if (shipOn > plusDays(ctx.today, 365)) throw refuse('shipments.strangeDay', { on: shipOn }, 'shipOn')
  if (transport !== 'none' && arrangedBy === '') throw refuse('shipments.whoArranges', {}, 'arrangedBy')
  const asked = new Map((await askedOfOrder(ctx, orderId)).map((line) => [line.noticeLineId, line]))
  const ids: number[] = []
  for (const [index, line] of lines.entries()) {
    const at = `lines.${index}`
    const found = asked.get(line.noticeLineId)
    if (!found) throw refuse('shipments.nothingLeft', {}, `${at}.noticeLineId`)
    if (lines.findIndex(({ noticeLineId }) => noticeLineId === line.noticeLineId) !== index)
      throw refuse('shipments.lineTwice', { name: found.description }, `${at}.noticeLineId`)
    checkLine(ctx, given, line, found, at)
    const { productId } = await ctx.db
      .selectFrom('orderLines')
      .select('productId')
      .where('id', '=', found.orderLineId)
      .executeTakeFirstOrThrow()
    const values = {
      noticeLineId: line.noticeLineId,
      orderLineId: found.orderLineId,
      orderId,
      quantity: line.quantity,
      packs: (await packsByProduct(ctx, productId, found.unit, line.quantity)) ?? 0,
      readyOn: line.readyOn,
      shipOn,
      way,
      transport,
      arrangedBy: transport === 'none' ? '' : arrangedBy,
      askedWhom,
      note,
      forecastOn: found.forecastOn,
      deliveredBefore: found.deliveredQuantity,
      replaces: found.replaces ? await replaceStanding(ctx, line.noticeLineId) : null,
      state: 'planned',
      userId: ctx.user.id,
      at: ctx.now,
      version: 1,
    }
    const { id } = await ctx.db.insertInto('shipmentPlans').values(values).returning('id').executeTakeFirstOrThrow()
    ctx.record({ entity: 'shipmentPlans', id, after: values })
    ids.push(id)
  }
  await refreshPlans(ctx, [...new Set(lines.map(({ noticeLineId }) => asked.get(noticeLineId)!.orderLineId))])
  return { ids }
}

/** Takes a line off the plan by reason; what has left under it stays. */
export const withdraw = async (
  ctx: Context,
  { id, version, reason }: { id: number; version: number; reason: string },
): Promise<{ id: number }> => {
  const plan = await ctx.db.selectFrom('shipmentPlans').selectAll().where('id', '=', id).executeTakeFirst()
  if (!plan) throw refuse('app.notFound')
  if (plan.version !== version) throw refuse('app.stale')
  if (!['planned', 'stored', 'noted'].includes(plan.state))
    throw refuse('shipments.closed', { day: dateOf(new Date(plan.at)) })
  const facts = { withdrawnAt: ctx.now, withdrawnBy: ctx.user.id, withdrawReason: reason, state: 'withdrawn' }
  await ctx.db
    .updateTable('shipmentPlans')
    .set({ ...facts, notedQuantity: 0, storedQuantity: 0, version: version + 1 })
    .where('id', '=', id)
    .execute()
  await refreshPlans(ctx, [plan.orderLineId])
  ctx.record({ entity: 'shipmentPlans', id, before: { state: plan.state }, after: facts })
  return { id }
}
