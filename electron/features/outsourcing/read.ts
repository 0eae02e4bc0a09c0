import { lineAmount } from '../../../shared/money.ts'
import type { CauseCode } from '../../../shared/operations.ts'
import { outsideLateDays, outsideSlipState, type OutsideState } from '../../../shared/outsideStates.ts'
import type { OutsideAnswer, OutsideReturn, Slip, SlipLine } from '../../../shared/outsourcing.ts'
import { may } from '../../../shared/permissions.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { noticeGoodsColumns } from '../noticeGoods.ts'
import { goodsText, sentSlips } from './list.ts'
import { outOf } from '../outsourcing.ts'

const headOf = async (ctx: Context, id: number) => {
  const head = await ctx.db
    .selectFrom('outsideSlips')
    .innerJoin('outsideFactories', 'outsideFactories.id', 'outsideSlips.factoryId')
    .innerJoin('users', 'users.id', 'outsideSlips.madeBy')
    .selectAll('outsideSlips')
    .select([
      'outsideFactories.shortName as factory',
      'outsideFactories.name as factoryName',
      'outsideFactories.fax',
      'users.name as by',
    ])
    .where('outsideSlips.id', '=', id)
    .executeTakeFirst()
  if (!head) throw refuse('app.notFound')
  return head
}

const linesOf = (ctx: Context, slipId: number) =>
  ctx.db
    .selectFrom('outsideLines')
    .innerJoin('operations', 'operations.id', 'outsideLines.operationId')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .selectAll('outsideLines')
    .select([
      'operations.noticeLineId',
      'operations.processName',
      'operations.plannedFinish',
      'operations.quantity as wanted',
      'operations.good as done',
      'notices.number as noticeNumber',
      'notices.orderId',
      'orders.number as orderNumber',
      'customers.shortName',
      'customers.name as customerName',
      'orderLines.code',
      ...noticeGoodsColumns,
      'orderLines.unit',
    ])
    .where('outsideLines.slipId', '=', slipId)
    .orderBy('outsideLines.sequence')
    .orderBy('outsideLines.id')
    .execute()
type Line = Awaited<ReturnType<typeof linesOf>>[number]

/** What came back of the lines of a slip, oldest first; what was taken back too. */
const returnsOf = async (ctx: Context, slipId: number): Promise<OutsideReturn[]> => {
  const rows = await ctx.db
    .selectFrom('outsideReturns')
    .innerJoin('outsideLines', 'outsideLines.id', 'outsideReturns.lineId')
    .selectAll('outsideReturns')
    .where('outsideLines.slipId', '=', slipId)
    .orderBy('outsideReturns.id')
    .limit(1000)
    .execute()
  return rows.map(returnRow)
}

/** A return as the contract gives it. */
export const returnRow = (row: {
  id: number
  lineId: number
  kind: string
  returnedOn: string
  good: number
  bad: number
  rework: number
  scrap: number
  undone: number
  causeCode: string | null
  note: string
  userName: string
  at: string
  takenBackAt: string | null
  takenBackReason: string
}): OutsideReturn => ({
  id: row.id,
  lineId: row.lineId,
  kind: row.kind as OutsideReturn['kind'],
  returnedOn: row.returnedOn,
  good: row.good,
  bad: row.bad,
  rework: row.rework,
  scrap: row.scrap,
  undone: row.undone,
  causeCode: row.causeCode as CauseCode | null,
  note: row.note,
  by: row.userName,
  at: row.at,
  takenBackAt: row.takenBackAt,
  takenBackReason: row.takenBackReason,
})

const answersOf = async (ctx: Context, slipId: number): Promise<OutsideAnswer[]> =>
  ctx.db
    .selectFrom('outsideAnswers')
    .innerJoin('outsideLines', 'outsideLines.id', 'outsideAnswers.lineId')
    .select(['outsideAnswers.id', 'outsideAnswers.lineId', 'spokenTo', 'words', 'promisedOn', 'userName as by', 'at'])
    .where('outsideLines.slipId', '=', slipId)
    .orderBy('outsideAnswers.id', 'desc')
    .limit(1000)
    .execute()

const sumOf = (returns: readonly OutsideReturn[], of: 'good' | 'bad' | 'scrap' | 'undone'): number =>
  returns.reduce((sum, each) => sum + each[of], 0)

const lineRow = (
  line: Line,
  returns: readonly OutsideReturn[],
  out: number,
  { today, priced }: { today: string; priced: boolean },
): SlipLine => ({
  id: line.id,
  sequence: line.sequence,
  operationId: line.operationId,
  noticeLineId: line.noticeLineId,
  noticeNumber: line.noticeNumber,
  orderId: line.orderId,
  orderNumber: line.orderNumber,
  customer: line.shortName || line.customerName,
  description: goodsText(line),
  unit: line.unit,
  processName: line.processName,
  plannedFinish: line.plannedFinish,
  quantity: line.quantity,
  open: line.open,
  good: sumOf(returns, 'good'),
  bad: sumOf(returns, 'bad'),
  scrap: sumOf(returns, 'scrap'),
  undone: sumOf(returns, 'undone'),
  wantedOn: line.wantedOn,
  backOn: line.backOn,
  lateDays: outsideLateDays(line, today),
  wanted: line.wanted,
  tooMany: line.state === 'void' ? 0 : Math.max(0, line.done + out - line.wanted),
  priceMicros: priced ? line.priceMicros : null,
  amountFen: priced ? line.amountFen : null,
  payableFen: priced ? lineAmount(sumOf(returns, 'good'), line.priceMicros) : null,
  requirement: line.requirement,
  state: line.state as OutsideState,
})

/** One slip with its lines, what came back and what the factory answered. */
export const readSlip = async (ctx: Context, id: number): Promise<Slip> => {
  const head = await headOf(ctx, id)
  const all = await linesOf(ctx, id)
  // a line that was taken off a standing slip is no line of it any more
  const lines = all.filter(({ state }) => state !== 'void' || head.voidedAt !== null)
  const returns = await returnsOf(ctx, id)
  const standing = Map.groupBy(
    returns.filter(({ takenBackAt }) => takenBackAt === null),
    ({ lineId }) => lineId,
  )
  const seen = { today: ctx.today, priced: may(ctx.user.role, 'prices.read') }
  const out = await outOf(
    ctx,
    lines.map(({ operationId }) => operationId),
  )
  const rows = lines.map((line) => lineRow(line, standing.get(line.id) ?? [], out.get(line.operationId) ?? 0, seen))
  return {
    id: head.id,
    number: head.number,
    factoryId: head.factoryId,
    factory: head.factory,
    factoryName: head.factoryName,
    fax: head.fax,
    contact: head.contact,
    phone: head.phone,
    sentOn: head.sentOn,
    packing: head.packing,
    enclosures: head.enclosures,
    requirement: head.requirement,
    remark: head.remark,
    by: head.by,
    madeAt: head.madeAt,
    edition: head.edition,
    printed: head.printed,
    state: head.voidedAt === null ? outsideSlipState(lines as { state: OutsideState }[]) : 'void',
    sent: (await sentSlips(ctx, [id])).has(id),
    totalFen: seen.priced ? lines.reduce((sum, { amountFen }) => sum + amountFen, 0) : null,
    payableFen: seen.priced ? rows.reduce((sum, { payableFen }) => sum + (payableFen ?? 0), 0) : null,
    voidReason: head.voidReason,
    lines: rows,
    returns,
    answers: await answersOf(ctx, id),
    begun: standing.size > 0,
    version: head.version,
  }
}
