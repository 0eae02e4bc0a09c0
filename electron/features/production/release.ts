import { missingFen } from '../../../shared/gates.ts'
import { translator } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { lacking, type ReleaseLine, type WaitingLine } from '../../../shared/production.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Refusal, refuse } from '../../../shared/refusals.ts'
import { goodsInWords, runInWords, runOfLine, type SizeQuantity } from '../../../shared/sizeRuns.ts'
import { faultOfShares, leftOfRun, runsOfShares, specOfShare } from '../../../shared/sizeShares.ts'
import { wordsOfFault } from '../../../shared/sizeWords.ts'
import type { Context } from '../../context.ts'
import { nextNumber } from '../../db/numbering.ts'
import { setSearchTerms } from '../../db/search.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { depositGate, recordOverride } from '../gates.ts'
import { passHolds } from '../gates/holds.ts'
import { copyNeeds } from '../materials/needs.ts'
import { planOperations } from '../operations.ts'
import { orderFacts, refreshOrder } from '../orders.ts'
import { overrideReview, reviewsMissing } from '../reviews.ts'
import { firstOpenQuestion } from '../questions.ts'
import { readOffice } from '../settings.ts'
import { stockOfLines } from '../shipments.ts'
import { fieldsOfNewLine, runOfFields } from './sheet.ts'

interface OrderLine extends WaitingLine {
  productId: number | null
}

/**
 * The lines of an order with what standing notices hold of each: released + remaining = ordered. What has left without a
 * notice (from the stock, bought in) is not made any more: no more remains than is still with us.
 */
export const linesToRelease = async (ctx: Pick<Context, 'db'>, orderId: number): Promise<OrderLine[]> => {
  const lines = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'productId', 'code', 'name', 'spec', 'colour', 'unit', 'dueOn', 'quantity'])
    .where('orderId', '=', orderId)
    .where('cancelledAt', 'is', null)
    .orderBy('sequence')
    .execute()
  const held = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .select(['noticeLines.orderLineId', 'noticeLines.quantity', 'noticeLines.fields'])
    .where('notices.orderId', '=', orderId)
    .where('notices.voidedAt', 'is', null)
    .execute()
  const stocks = await stockOfLines(
    ctx,
    lines.map(({ id }) => id),
  )
  const { trade } = await readOffice(ctx)
  return lines.map(({ id, name, spec, colour, ...line }) => {
    const own = held.filter((each) => each.orderLineId === id)
    const released = own.reduce((sum, each) => sum + each.quantity, 0)
    const remaining = Math.max(0, line.quantity - Math.max(released, stocks.get(id)?.out ?? 0))
    const all = trade === 'garment' ? runOfLine({ spec, quantity: line.quantity }) : []
    const sizes = leftOfRun(
      all,
      own.map(({ fields }) => runOfFields(fields)),
      remaining,
    )
    const share = { spec, ordered: line.quantity, share: remaining, run: runInWords(sizes) }
    return {
      ...line,
      orderLineId: id,
      description: goodsInWords({ name, spec: specOfShare(share), colour }),
      released,
      remaining,
      sizes,
    }
  })
}

type Order = { id: number; number: string; customerId: number; rush: 0 | 1; voidedAt: string | null }
type Asked = { orderId: number; lines?: ReleaseLine[]; remark: string; dueOn?: string; overrideReason?: string }

/** Says everything an order lacks in one sentence, or null when it may go to the workshop (duties 29, 37). */
const refusalOf = async (
  ctx: Context,
  order: Order,
  overriding: boolean,
): Promise<{ refusal: Refusal | null; depositMissing: boolean; reviewMissing: boolean }> => {
  const lacks = lacking(await orderFacts(ctx, order.id))
  const depositMissing = lacks.includes('deposit')
  const reviewMissing = lacks.includes('review')
  const standing = overriding ? lacks.filter((lack) => lack !== 'deposit' && lack !== 'review') : lacks
  if (standing.length === 0) return { refusal: null, depositMissing, reviewMissing }
  const t = translator(ctx.language)
  const gate = await depositGate(ctx, order.id)
  const amounts = {
    needed: formatFen(gate.neededFen),
    confirmed: formatFen(gate.confirmedFen),
    missing: formatFen(missingFen(gate)),
  }
  const against = (await reviewsMissing(ctx, [order.id])).get(order.id) ?? []
  const asked = await firstOpenQuestion(ctx, order.id)
  const words = standing.map((lack) =>
    lack === 'check'
      ? asked
        ? t('questions.missingAnswer', { line: asked.line, question: asked.question })
        : t('production.missingCheck')
      : lack === 'sign'
        ? t('production.missingSign')
        : lack === 'deposit'
          ? t('production.missingDeposit', amounts)
          : against.length === 0
            ? t('production.missingReviewAll')
            : t('production.missingReview', { departments: against.join('、') }),
  )
  return {
    refusal: refuse(
      'production.notReady',
      { number: order.number, missing: words.join(t('production.and')) },
      standing[0],
    ),
    depositMissing,
    reviewMissing,
  }
}

/** Typed sizes add up to their quantity, and together to no more of a size than is left (duty 41). */
const checkSizes = (known: OrderLine[], asked: ReleaseLine[]): void => {
  for (const { orderLineId, sizes, description } of known) {
    const own = asked.flatMap((line, index) => (line.orderLineId === orderLineId ? [{ ...line, index }] : []))
    const found = faultOfShares(sizes, own)
    if (!found) continue
    const { code, values } = wordsOfFault(found.fault, sizes)
    throw refuse(code, { ...values, name: description }, `lines.${own[found.at]!.index}.sizes`)
  }
}

/** Together never more than is left of each line; a line may be split over workshops (duty 41). */
const checkQuantities = (order: Order, known: OrderLine[], asked: ReleaseLine[]): void => {
  const taken = new Map<number, number>()
  for (const [index, line] of asked.entries()) {
    const of = known.find((each) => each.orderLineId === line.orderLineId)
    if (!of) throw refuse('production.foreignLine', { number: order.number }, `lines.${index}`)
    const goods = { unit: of.unit, what: of.description, known: [of.quantity, of.remaining] }
    refuseBrokenUnit(line.quantity, goods, `lines.${index}.quantity`)
    const together = (taken.get(line.orderLineId) ?? 0) + line.quantity
    taken.set(line.orderLineId, together)
    if (together > of.remaining)
      throw refuse(
        of.released + of.remaining < of.quantity ? 'production.deliveredAlready' : 'production.aboveOrdered',
        {
          name: of.description,
          ordered: formatQuantity(of.quantity),
          released: formatQuantity(of.released),
          remaining: formatQuantity(of.remaining),
          delivered: formatQuantity(of.quantity - of.remaining),
        },
        `lines.${index}.quantity`,
      )
  }
}

/** What is asked for, in its order, with the order line and the sizes of each share. */
const sharesOf = (known: OrderLine[], asked: ReleaseLine[]) => {
  const runs = new Map<ReleaseLine, readonly SizeQuantity[]>()
  for (const { orderLineId, sizes } of known) {
    const own = asked.filter((line) => line.orderLineId === orderLineId)
    for (const [index, run] of runsOfShares(sizes, own).entries()) runs.set(own[index]!, run)
  }
  return asked.map((line) => ({
    workshop: line.workshop,
    quantity: line.quantity,
    of: known.find((each) => each.orderLineId === line.orderLineId)!,
    run: runs.get(line)!,
  }))
}

interface NewNotice {
  order: Order
  workshop: string
  remark: string
  /** Due in the workshop for all lines, or undefined for each line's own due date. */
  dueOn: string | undefined
  overrideId: number | null
  lines: { of: OrderLine; quantity: number; run: readonly SizeQuantity[] }[]
}

const writeNotice = async (ctx: Context, { order, workshop, remark, dueOn, overrideId, lines }: NewNotice) => {
  const number = await nextNumber(ctx, 'SC', ctx.today)
  const { trade } = await readOffice(ctx)
  const firstDue = dueOn ?? lines.map(({ of }) => of.dueOn).toSorted()[0]!
  const notice = {
    number,
    orderId: order.id,
    workshop,
    dueOn: firstDue,
    rush: order.rush,
    remark,
    releasedAt: ctx.now,
    releasedBy: ctx.user.id,
    overrideId,
    trade,
    state: 'making',
    version: 1,
  }
  const { id } = await ctx.db.insertInto('notices').values(notice).returning('id').executeTakeFirstOrThrow()
  for (const { of, quantity, run } of lines) {
    const fields = JSON.stringify(await fieldsOfNewLine(ctx, trade, of.orderLineId, run))
    const line = await ctx.db
      .insertInto('noticeLines')
      .values({ noticeId: id, orderLineId: of.orderLineId, quantity, fields, state: 'making' })
      .returning('id')
      .executeTakeFirstOrThrow()
    await planOperations(ctx, line.id, of.productId, quantity, dueOn ?? of.dueOn)
    await copyNeeds(ctx, line.id)
  }
  await setSearchTerms(ctx, 'notice', id, order.customerId, { exact: [number] })
  ctx.record({
    entity: 'notices',
    id,
    after: { ...notice, lines: lines.map(({ of, quantity }) => ({ orderLineId: of.orderLineId, quantity })) },
  })
  return { id, number, workshop }
}

/**
 * Releases an order to production: checked, signed where the office asks for it, deposit confirmed or overridden by
 * name (duties 29, 33, 37). One notice for each workshop named. `lines` left out means all that is not released yet.
 */
export const release = async (ctx: Context, input: Asked) => {
  const order = await ctx.db
    .selectFrom('orders')
    .select(['id', 'number', 'customerId', 'rush', 'voidedAt'])
    .where('id', '=', input.orderId)
    .executeTakeFirst()
  if (!order) throw refuse('app.notFound')
  if (order.voidedAt !== null) throw refuse('production.orderVoid', { number: order.number })
  const { refusal, depositMissing, reviewMissing } = await refusalOf(ctx, order, input.overrideReason !== undefined)
  if (refusal) throw refusal
  await passHolds(ctx, order, input.overrideReason)
  const known = await linesToRelease(ctx, order.id)
  const asked =
    input.lines ??
    known
      .filter((line) => line.remaining > 0)
      .map((line) => ({ orderLineId: line.orderLineId, quantity: line.remaining, workshop: '' }))
  if (asked.length === 0) throw refuse('production.nothingLeft', { number: order.number })
  checkQuantities(order, known, asked)
  checkSizes(known, asked)
  const chosen = sharesOf(known, asked)
  if (input.dueOn !== undefined && input.dueOn < ctx.today)
    throw refuse('production.duePast', { due: input.dueOn }, 'dueOn')
  const promised = chosen.map(({ of }) => of.dueOn).toSorted()[0]!
  if (input.dueOn !== undefined && input.dueOn > promised)
    throw refuse('production.dueAfterPromise', { due: input.dueOn, promised }, 'dueOn')
  if (reviewMissing) await overrideReview(ctx, order.id, input.overrideReason ?? '')
  const overrideId = depositMissing
    ? await recordOverride(ctx, 'production', order.id, null, input.overrideReason ?? '')
    : await standingOverride(ctx, order.id)
  const notices = []
  for (const workshop of new Set(chosen.map((line) => line.workshop)))
    notices.push(
      await writeNotice(ctx, {
        order,
        workshop,
        remark: input.remark,
        dueOn: input.dueOn,
        overrideId,
        lines: chosen.filter((line) => line.workshop === workshop),
      }),
    )
  await refreshOrder(ctx, order.id)
  return { id: notices[0]!.id, number: notices[0]!.number, notices }
}

/** The override this order was let through by before, while its deposit is still not there. */
const standingOverride = async (ctx: Context, orderId: number): Promise<number | null> => {
  const gate = await depositGate(ctx, orderId)
  if (gate.reason !== 'override') return null
  const row = await ctx.db
    .selectFrom('gateOverrides')
    .select('id')
    .where('orderId', '=', orderId)
    .where('gate', '=', 'production')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.id ?? null
}
