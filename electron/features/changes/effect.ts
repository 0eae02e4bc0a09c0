import type { ChangeEffect, LineEffect } from '../../../shared/changes.ts'
import { differencesOf, type Proposal } from '../../../shared/proposals.ts'
import { translator } from '../../../shared/language.ts'
import { taxRate } from '../../../shared/lineTax.ts'
import { lineAmount } from '../../../shared/money.ts'
import { type OrderLineDraft, orderTotals } from '../../../shared/orders.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Context } from '../../context.ts'
import { depositGate } from '../gates.ts'
import { goodsText } from './words.ts'

/** What the house has done for a line so far, thousandths and fen. */
interface Standing {
  released: number
  started: number
  made: number
  outside: number
  /** 顺达电镀(WX261122-01): where what is outside is. */
  factories: string[]
  delivered: number
  invoicedFen: number
  /** Delivery notes that name the line and have not left yet. */
  drafts: string[]
}

const none = (): Standing => ({
  released: 0,
  started: 0,
  made: 0,
  outside: 0,
  factories: [],
  delivered: 0,
  invoicedFen: 0,
  drafts: [],
})

/** What of the order is at factories (thousandths): sent and not come back, whatever process it is at. */
const outsideOfOrder = (ctx: Pick<Context, 'db'>, orderId: number) =>
  ctx.db
    .selectFrom('outsideLines')
    .innerJoin('outsideSlips', 'outsideSlips.id', 'outsideLines.slipId')
    .innerJoin('outsideFactories', 'outsideFactories.id', 'outsideLines.factoryId')
    .innerJoin('operations', 'operations.id', 'outsideLines.operationId')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['operations.noticeLineId', 'operations.sequence', 'outsideLines.open'])
    .select(['outsideSlips.number', 'outsideFactories.shortName as factory'])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .where('outsideLines.state', 'in', ['out', 'partly'])
    .orderBy('outsideLines.id')
    .execute()

const workOn = async (ctx: Pick<Context, 'db'>, orderId: number, of: (lineId: number) => Standing): Promise<void> => {
  const held = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['noticeLines.id', 'noticeLines.orderLineId', 'noticeLines.quantity', 'noticeLines.finishedQuantity'])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .execute()
  const operations = await ctx.db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['operations.noticeLineId', 'operations.good', 'operations.sequence'])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .orderBy('operations.sequence')
    .execute()
  const outside = await outsideOfOrder(ctx, orderId)
  for (const line of held) {
    const standing = of(line.orderLineId)
    const chain = operations.filter(({ noticeLineId }) => noticeLineId === line.id)
    standing.released += line.quantity
    standing.made += line.finishedQuantity
    const away = outside.filter(({ noticeLineId }) => noticeLineId === line.id)
    for (const { open, factory, number } of away) {
      standing.outside += open
      const place = `${factory}(${number})`
      if (!standing.factories.includes(place)) standing.factories.push(place)
    }
    // what a factory has in hand for the first process is begun though nobody reported it
    const first = chain[0]
    const begun = away.filter(({ sequence }) => sequence === first?.sequence)
    const atFirst = (first?.good ?? 0) + begun.reduce((sum, { open }) => sum + open, 0)
    standing.started += Math.max(line.finishedQuantity, atFirst, ...chain.map(({ good }) => good))
  }
}

/** What stands on each line of an order: released, begun, made, outside, delivered, invoiced. */
export const standingOf = async (ctx: Pick<Context, 'db'>, orderId: number): Promise<Map<number, Standing>> => {
  const standing = new Map<number, Standing>()
  const of = (lineId: number): Standing => {
    const found = standing.get(lineId) ?? none()
    standing.set(lineId, found)
    return found
  }
  await workOn(ctx, orderId, of)
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'deliveredQuantity'])
    .where('orderId', '=', orderId)
    .execute()
  for (const line of lines) of(line.id).delivered = line.deliveredQuantity
  const notes = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select([
      'deliveryLines.orderLineId',
      'deliveryLines.amountFen',
      'deliveryNotes.number',
      'deliveryNotes.releasedAt',
    ])
    .where('deliveryLines.orderId', '=', orderId)
    .where('deliveryNotes.kind', '=', 'delivery')
    .where('deliveryNotes.voidedAt', 'is', null)
    .execute()
  for (const { orderLineId, amountFen, number, releasedAt } of notes)
    if (orderLineId === null) continue
    else if (releasedAt === null) of(orderLineId).drafts.push(number)
    else of(orderLineId).invoicedFen += amountFen
  return standing
}

type Kept = OrderLineDraft & { id: number }

/** Goods, quantity or money of a line differ: a note that has not left yet would say the old ones. */
const onNoteDiffers = (before: OrderLineDraft, after: OrderLineDraft | undefined): boolean =>
  !after ||
  (['code', 'name', 'spec', 'colour', 'unit', 'quantity', 'customerPo'] as const).some(
    (key) => before[key] !== after[key],
  ) ||
  before.priceMicros !== after.priceMicros ||
  before.amountFen !== after.amountFen

/** Whether a line is priced as before: by the side that was typed, with the same tax; or ends at what was delivered. */
const pricedAlike = (before: OrderLineDraft, after: OrderLineDraft, standing: Standing, sameRate: boolean): boolean => {
  if (after.quantity === standing.delivered && after.typedSide === 'total' && after.amountFen === standing.invoicedFen)
    return true
  const [net, netNow] = [before.netPriceMicros ?? null, after.netPriceMicros ?? null]
  if (net !== netNow || before.typedSide !== after.typedSide) return false
  if (net !== null) return sameRate
  return before.typedSide === 'price'
    ? before.priceMicros === after.priceMicros
    : before.amountFen === after.amountFen && before.quantity === after.quantity
}

/** Why a line cannot be changed as asked, in sentences; empty when it can. */
const problemsOf = (
  ctx: Pick<Context, 'language'>,
  line: Kept,
  after: OrderLineDraft | undefined,
  standing: Standing,
  sameRate: boolean,
): string[] => {
  const t = translator(ctx.language)
  const values = {
    name: line.name,
    unit: line.unit,
    delivered: formatQuantity(standing.delivered),
    asked: formatQuantity(after?.quantity ?? 0),
    notes: standing.drafts.join(' '),
  }
  return [
    ...((after?.quantity ?? 0) < standing.delivered ? [t('changes.belowDelivered', values)] : []),
    ...(after && after.unit !== line.unit && standing.released + standing.delivered > 0
      ? [t('changes.unitStands', values)]
      : []),
    // what was delivered stands on signed notes at its price
    ...(after && standing.delivered > 0 && !pricedAlike(line, after, standing, sameRate)
      ? [t('changes.priceStands', values)]
      : []),
    ...(standing.drafts.length > 0 && onNoteDiffers(line, after) ? [t('changes.onDraftNote', values)] : []),
  ]
}

/** Goods at a factory come back whatever the order wants by then: said before the slip goes out. */
const outsideNote = (
  ctx: Pick<Context, 'language'>,
  line: OrderLineDraft,
  quantity: number,
  { outside }: Pick<Standing, 'outside'>,
  factories: readonly string[],
): string =>
  translator(ctx.language)('changes.goodsOutside', {
    name: line.name,
    unit: line.unit,
    outside: formatQuantity(outside),
    factories: factories.join('、'),
    after: formatQuantity(quantity),
  })

/** What a change does to everything made of the order so far: computed from the facts whenever it is looked at. */
export const effectOf = async (
  ctx: Context,
  orderId: number,
  before: Proposal,
  after: Proposal,
): Promise<ChangeEffect> => {
  const standing = await standingOf(ctx, orderId)
  const lines: LineEffect[] = []
  const problems: string[] = []
  const notes: string[] = []
  const sameRate = taxRate(before) === taxRate(after)
  const touched = new Set(
    differencesOf(before, after).map((difference) => (difference.scope === 'line' ? difference.lineId : null)),
  )
  for (const [index, line] of before.lines.entries()) {
    const now = after.lines.find(({ id }) => id === line.id)
    const reasons = problemsOf(ctx, line as Kept, now, standing.get(line.id!) ?? none(), sameRate)
    problems.push(...reasons)
    if (now && !touched.has(line.id)) continue
    const { drafts: _, factories, invoicedFen, ...facts } = standing.get(line.id!) ?? none()
    const quantity = now?.quantity ?? 0
    if (facts.outside > 0 && quantity < line.quantity) notes.push(outsideNote(ctx, line, quantity, facts, factories))
    const loss = Math.max(0, Math.max(facts.started, facts.made) - quantity)
    lines.push({
      line: index + 1,
      goods: goodsText(line),
      unit: line.unit,
      before: line.quantity,
      after: quantity,
      ...facts,
      invoicedFen,
      loss,
      lossFen: lineAmount(loss, line.priceMicros),
    })
  }
  for (const line of after.lines)
    if (line.id === null)
      lines.push({
        line: null,
        goods: goodsText(line),
        unit: line.unit,
        before: 0,
        after: line.quantity,
        released: 0,
        started: 0,
        made: 0,
        outside: 0,
        delivered: 0,
        invoicedFen: 0,
        loss: 0,
        lossFen: 0,
      })
  const [was, is] = [orderTotals(before.lines, before), orderTotals(after.lines, after)]
  return {
    lines,
    beforeFen: was.totalFen,
    afterFen: is.totalFen,
    beforeDepositFen: was.depositFen,
    afterDepositFen: is.depositFen,
    confirmedFen: (await depositGate(ctx, orderId)).confirmedFen,
    lossFen: lines.reduce((sum, { lossFen }) => sum + (lossFen ?? 0), 0),
    loses: lines.some(({ loss }) => loss > 0),
    problems: problems.slice(0, 100),
    notes: notes.slice(0, 100),
  }
}

/** The same for a role that may not see prices. */
export const withoutMoney = (effect: ChangeEffect): ChangeEffect => ({
  ...effect,
  lines: effect.lines.map((line) => ({ ...line, invoicedFen: null, lossFen: null })),
  beforeFen: null,
  afterFen: null,
  beforeDepositFen: null,
  afterDepositFen: null,
  confirmedFen: null,
  lossFen: null,
})
