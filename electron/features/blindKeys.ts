import { type Selectable, sql } from 'kysely'
import {
  blindFields,
  type BlindState,
  type Choice,
  type ComparedField,
  type ComparedLine,
  type Comparison,
  type DifferenceField,
  differingFields,
} from '../../shared/blindKeys.ts'
import { formatMicros } from '../../shared/money.ts'
import { formatQuantity } from '../../shared/quantities.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'
import type { BlindLinesTable } from '../db/schemaChecks.ts'
import type { OrderLinesTable } from '../db/schemaMasters.ts'
import { statement } from '../db/statement.ts'

type Reader = Pick<Context, 'db'>
type OrderLine = Pick<
  Selectable<OrderLinesTable>,
  'id' | 'sequence' | 'code' | 'name' | 'spec' | 'quantity' | 'priceMicros' | 'dueOn'
>
type SecondLine = Omit<Selectable<BlindLinesTable>, 'blindKeyId'>

const standingOf = statement((db, orderId: number) =>
  db
    .selectFrom('blindKeys')
    .innerJoin('users', 'users.id', 'blindKeys.userId')
    .select(['blindKeys.id', 'userId', 'startedAt', 'submittedAt', 'users.name as by'])
    .where('orderId', '=', orderId)
    .where('droppedAt', 'is', null),
)

/** Of an order in "orders": who keys it a second time at this moment, and so must not see the first entry. */
export const secondKeyer = sql<number | null>`(select "blindKeys"."userId" from "blindKeys"
  where "blindKeys"."orderId" = "orders"."id" and "blindKeys"."droppedAt" is null and "blindKeys"."submittedAt" is null)`

const openKeysOf = statement((db, userId: number) =>
  db
    .selectFrom('blindKeys')
    .select('orderId')
    .where('userId', '=', userId)
    .where('droppedAt', 'is', null)
    .where('submittedAt', 'is', null),
)

/** Orders this person keys a second time at this moment: of them nothing of the first entry is shown. */
export const keyedNow = async (ctx: Pick<Context, 'db' | 'user'>): Promise<Set<number>> =>
  new Set((await openKeysOf(ctx.db, ctx.user.id)).map(({ orderId }) => orderId))

/** Refuses to show the second keyer of an order what was keyed first. */
export const refuseSecondKeyer = async (ctx: Pick<Context, 'db' | 'user'>, orderId: number): Promise<void> => {
  if (!(await keyedNow(ctx)).has(orderId)) return
  const { number } = await ctx.db
    .selectFrom('orders')
    .select('number')
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  throw refuse('blindKeys.openYours', { number })
}

/** Refuses to show the second keyer a delivery note with goods of the order: one that was void stays a paper. */
export const refuseSecondKeyerOfNote = async (
  ctx: Pick<Context, 'db' | 'user'>,
  deliveryNoteId: number,
): Promise<void> => {
  const hidden = [...(await keyedNow(ctx))]
  if (hidden.length === 0) return
  const found = await ctx.db
    .selectFrom('deliveryLines')
    .select('orderId')
    .where('deliveryNoteId', '=', deliveryNoteId)
    .where('orderId', 'in', hidden)
    .limit(1)
    .executeTakeFirst()
  if (found) await refuseSecondKeyer(ctx, found.orderId!)
}

/** The second keying of an order that is open or handed in. */
export const standingBlind = async (ctx: Reader, orderId: number) => (await standingOf(ctx.db, orderId))[0]

export const blindState = (ctx: Context, row: Awaited<ReturnType<typeof standingBlind>>): BlindState | null =>
  row ? { by: row.by, mine: row.userId === ctx.user.id, startedAt: row.startedAt, submittedAt: row.submittedAt } : null

const firstLinesOf = statement((db, orderId: number) =>
  db
    .selectFrom('orderLines')
    .select(['id', 'sequence', 'code', 'name', 'spec', 'quantity', 'priceMicros', 'dueOn'])
    .where('orderId', '=', orderId)
    .orderBy('sequence'),
)
const secondLinesOf = statement((db, blindKeyId: number) =>
  db
    .selectFrom('blindLines')
    .select(['id', 'sequence', 'orderLineId', 'code', 'quantity', 'priceMicros', 'dueOn'])
    .where('blindKeyId', '=', blindKeyId)
    .orderBy('sequence'),
)
const settlementsOf = statement((db, blindKeyId: number) =>
  db
    .selectFrom('blindSettlements')
    .innerJoin('users', 'users.id', 'blindSettlements.userId')
    .leftJoin('questions', 'questions.id', 'blindSettlements.questionId')
    .selectAll('blindSettlements')
    .select([
      'users.name as by',
      'questions.question',
      'questions.answer',
      'questions.answeredAt',
      'questions.withdrawnAt',
      'questions.keyedValue',
      'questions.newValue',
    ])
    .where('blindKeyId', '=', blindKeyId)
    .orderBy('blindSettlements.id'),
)
type Settled = Awaited<ReturnType<typeof settlementsOf>>[number]

/** Lines of the order as they stand now. */
export const orderLinesOf = (ctx: Reader, orderId: number): Promise<OrderLine[]> => firstLinesOf(ctx.db, orderId)

const firstText = (line: OrderLine, field: DifferenceField): string => {
  if (field === 'quantity') return formatQuantity(line.quantity)
  if (field === 'price') return formatMicros(line.priceMicros)
  if (field === 'line') return [line.code, formatQuantity(line.quantity), line.dueOn].filter(Boolean).join(' ')
  return line[field]
}
const secondText = (line: SecondLine, field: DifferenceField): string => {
  if (field === 'quantity') return formatQuantity(line.quantity)
  if (field === 'price') return line.priceMicros === null ? '' : formatMicros(line.priceMicros)
  if (field === 'line') return [line.code, formatQuantity(line.quantity), line.dueOn].filter(Boolean).join(' ')
  return line[field] ?? ''
}

/** Whether what was decided still says what is to be done: the value it was decided about stands, a question is answered. */
const holds = (settlement: Settled | undefined, first: string): boolean => {
  if (!settlement) return false
  if (settlement.choice !== 'question') return settlement.firstValue === first
  // a whole line that was asked about is settled by name once the answer is known
  if (settlement.field === 'line' || settlement.answeredAt === null) return false
  return (settlement.newValue || settlement.keyedValue) === first
}

const keyOf = (orderLineId: number | null, blindLineId: number | null, field: string): string =>
  `${orderLineId ?? 0} ${blindLineId ?? 0} ${field}`

const comparedField = (
  field: DifferenceField,
  first: string,
  second: string,
  differs: boolean,
  settlement: Settled | undefined,
): ComparedField => ({
  field,
  first,
  second,
  differs,
  settled: differs && holds(settlement, first),
  settlement: settlement ? { choice: settlement.choice as Choice, by: settlement.by, at: settlement.at } : null,
  questionId: settlement?.questionId ?? null,
  question: settlement?.question ?? '',
  answer: settlement?.answer ?? '',
})

/** A line of the order beside its line of the second keying; one of them may be missing. */
const comparedLine = (
  first: OrderLine | undefined,
  second: SecondLine | undefined,
  settled: Map<string, Settled>,
): ComparedLine => {
  const ids = { orderLineId: first?.id ?? null, blindLineId: second?.id ?? null }
  const of = (field: DifferenceField): Settled | undefined =>
    settled.size === 0 ? undefined : settled.get(keyOf(ids.orderLineId, ids.blindLineId, field))
  const whole = {
    ...ids,
    sequence: first?.sequence ?? second?.sequence ?? 0,
    name: first ? (first.spec ? `${first.name} ${first.spec}` : first.name) : '',
    code: first?.code ?? '',
    quantity: first?.quantity ?? null,
    priceMicros: first?.priceMicros ?? null,
    dueOn: first?.dueOn ?? '',
    unsaidPrice: second !== undefined && second.priceMicros === null,
    unsaidDueOn: second !== undefined && second.dueOn === null,
  }
  if (!first || !second) {
    const texts = [first ? firstText(first, 'line') : '', second ? secondText(second, 'line') : ''] as const
    return { ...whole, fields: [comparedField('line', ...texts, true, of('line'))] }
  }
  const differing = differingFields(first, second)
  const shown = settled.size === 0 ? differing : blindFields.filter((field) => differing.includes(field) || of(field))
  return {
    ...whole,
    fields: shown.map((field) =>
      comparedField(field, firstText(first, field), secondText(second, field), differing.includes(field), of(field)),
    ),
  }
}

/** Both keyings in the order of the order's lines; a line only the second has stands before the next one both have. */
const sideBySide = (
  first: readonly OrderLine[],
  second: readonly SecondLine[],
): [OrderLine | undefined, SecondLine | undefined][] => {
  const known = new Set(first.map((line) => line.id))
  const partners = new Map<number, SecondLine>()
  const lone = new Map<number, SecondLine[]>()
  let waiting: SecondLine[] = []
  for (const line of second) {
    if (line.orderLineId === null || !known.has(line.orderLineId)) {
      waiting.push(line)
      continue
    }
    partners.set(line.orderLineId, line)
    if (waiting.length === 0) continue
    lone.set(line.orderLineId, waiting)
    waiting = []
  }
  const rows: [OrderLine | undefined, SecondLine | undefined][] = []
  for (const line of first) {
    for (const each of lone.get(line.id) ?? []) rows.push([undefined, each])
    rows.push([line, partners.get(line.id)])
  }
  for (const line of waiting) rows.push([undefined, line])
  return rows
}

/** The two keyings of an order side by side as they stand now, with what was decided about each difference. */
export const compareLines = async (ctx: Reader, orderId: number, blindKeyId: number): Promise<ComparedLine[]> => {
  const first = await firstLinesOf(ctx.db, orderId)
  const second = await secondLinesOf(ctx.db, blindKeyId)
  // the last word about a difference counts
  const settled = new Map(
    (await settlementsOf(ctx.db, blindKeyId)).map((each) => [
      keyOf(each.orderLineId, each.blindLineId, each.field),
      each,
    ]),
  )
  return sideBySide(first, second).map(([one, other]) => comparedLine(one, other, settled))
}

export const countDifferences = (lines: readonly ComparedLine[]): Pick<Comparison, 'differences' | 'open'> => {
  const counts = { differences: 0, open: 0 }
  for (const { fields } of lines)
    for (const { differs, settled } of fields) {
      if (differs) counts.differences += 1
      if (differs && !settled) counts.open += 1
    }
  return counts
}

/** How many differences a handed-in second keying has, and how many of them are open. */
export const countOfBlind = async (ctx: Reader, orderId: number, blindKeyId: number) =>
  countDifferences(await compareLines(ctx, orderId, blindKeyId))
