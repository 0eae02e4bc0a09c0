import { sql } from 'kysely'
import type { z } from 'zod'
import { dateOf, daysBetween } from '../../../shared/dates.ts'
import type { CallFactory, CallQuestion } from '../../../shared/outsideFactories.ts'
import { outsideLateDays } from '../../../shared/outsideStates.ts'
import type { outsourcing } from '../../../shared/outsourcing.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { goodsText, outsideRows } from './list.ts'

/** The first instant of a day on this PC's clock. */
const startOf = (day: string): string => new Date(`${day}T00:00:00`).toISOString()

const number = (value: unknown): number => Number(value ?? 0)

/**
 * Factories with goods outside, the longest late first (duty 70); `unanswered` of what is due nobody has asked about today.
 * `mine`: only lines of orders the caller follows.
 */
export const callFactories = async (ctx: Context, mine = false): Promise<CallFactory[]> => {
  const due = sql<number>`case when "outsideLines"."wantedOn" <= ${ctx.today} then 1 else 0 end`
  const asked = sql`exists (select 1 from "outsideAnswers" where "outsideAnswers"."lineId" = "outsideLines"."id"
    and "outsideAnswers"."at" >= ${startOf(ctx.today)})`
  const rows = await ctx.db
    .selectFrom('outsideLines')
    .innerJoin('outsideFactories', 'outsideFactories.id', 'outsideLines.factoryId')
    .select([
      'outsideLines.factoryId',
      'outsideFactories.shortName as factory',
      'outsideFactories.contact',
      'outsideFactories.phone',
    ])
    .select(({ fn }) => [
      fn.countAll<number>().as('open'),
      fn.min<string>('outsideLines.wantedOn').as('first'),
      sql<number>`sum(${due})`.as('due'),
      sql<number>`sum(case when ${asked} then 0 else ${due} end)`.as('unanswered'),
    ])
    .select((where) =>
      where
        .selectFrom('outsideAnswers')
        .select(({ fn }) => fn.max<string | null>('outsideAnswers.at').as('askedAt'))
        .whereRef('outsideAnswers.factoryId', '=', 'outsideLines.factoryId')
        .as('askedAt'),
    )
    .where('outsideLines.state', 'in', ['out', 'partly'])
    .$if(mine, (lines) =>
      lines.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('operations')
            .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
            .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
            .innerJoin('orders', 'orders.id', 'notices.orderId')
            .select('operations.id')
            .whereRef('operations.id', '=', 'outsideLines.operationId')
            .where('orders.merchandiserId', '=', ctx.user.id),
        ),
      ),
    )
    .groupBy(['outsideLines.factoryId', 'outsideFactories.shortName'])
    .groupBy(['outsideFactories.contact', 'outsideFactories.phone'])
    .execute()
  return (
    rows
      .map(({ first, ...row }) => ({
        ...row,
        open: number(row.open),
        due: number(row.due),
        unanswered: number(row.unanswered),
        lateDays: Math.max(0, daysBetween(first, ctx.today)),
      }))
      // an answer moves no factory: the list stands still under the hand that works through it
      .toSorted((a, b) => b.lateDays - a.lateDays || b.due - a.due || a.factoryId - b.factoryId)
      .slice(0, 200)
  )
}

interface Said {
  lineId: number
  spokenTo: string
  words: string
  promisedOn: string | null
  at: string
}

/** How often a promised day was put off to a later one: the list is oldest first (as customers' promises, duty 50). */
const putOffs = (said: readonly Said[]): number => {
  const days = said.flatMap(({ promisedOn }) => promisedOn ?? [])
  return days.filter((day, index) => index > 0 && day > days[index - 1]!).length
}

/** What to ask one factory today: what is late and due first, with what it said last (duty 70). */
export const questionsOf = async (ctx: Context, factoryId: number): Promise<CallQuestion[]> => {
  const lines = await outsideRows(ctx)
    .where('outsideLines.factoryId', '=', factoryId)
    .where('outsideLines.state', 'in', ['out', 'partly'])
    .orderBy('outsideLines.wantedOn')
    .orderBy('outsideLines.id')
    .limit(200)
    .execute()
  const answers = await ctx.db
    .selectFrom('outsideAnswers')
    .select(['lineId', 'spokenTo', 'words', 'promisedOn', 'at'])
    .where('lineId', 'in', [0, ...lines.map(({ id }) => id)])
    .orderBy('id')
    .execute()
  const ofLine = Map.groupBy(answers, ({ lineId }) => lineId)
  return lines.map((line) => {
    const said = ofLine.get(line.id) ?? []
    const last = said.at(-1)
    return {
      lineId: line.id,
      slipId: line.slipId,
      number: line.number,
      orderNumber: line.orderNumber,
      processName: line.processName,
      description: goodsText(line),
      unit: line.unit,
      sentOn: line.sentOn,
      wantedOn: line.wantedOn,
      quantity: line.quantity,
      open: line.open,
      lateDays: outsideLateDays(line, ctx.today),
      plannedFinish: line.plannedFinish,
      askedAt: last?.at ?? null,
      spokenTo: last?.spokenTo ?? '',
      words: last?.words ?? '',
      promisedOn: said.findLast(({ promisedOn }) => promisedOn !== null)?.promisedOn ?? null,
      putOff: putOffs(said),
      askedToday: last !== undefined && dateOf(new Date(last.at)) === ctx.today,
    }
  })
}

/** Writes down what a factory said about some of its lines: who, in which words, for which day. */
export const recordAnswer = async (
  ctx: Context,
  { lineIds, spokenTo, words, promisedOn }: z.output<typeof outsourcing.answer.input>,
): Promise<{ answers: number }> => {
  const wanted = [...new Set(lineIds)]
  const lines = await ctx.db
    .selectFrom('outsideLines')
    .select(['id', 'factoryId', 'state'])
    .where('id', 'in', wanted)
    .execute()
  if (lines.length < wanted.length) throw refuse('app.notFound')
  if (lines.some(({ state }) => state !== 'out' && state !== 'partly')) throw refuse('outsourcing.nothingToAsk')
  if (promisedOn !== null && promisedOn < ctx.today)
    throw refuse('outsourcing.promisePast', { day: promisedOn }, 'promisedOn')
  const values = { spokenTo, words, promisedOn, userId: ctx.user.id, userName: ctx.user.name, at: ctx.now }
  const made = await ctx.db
    .insertInto('outsideAnswers')
    .values(lines.map(({ id, factoryId }) => ({ ...values, lineId: id, factoryId })))
    .returning('id')
    .execute()
  ctx.record({ entity: 'outsideAnswers', id: made[0]?.id ?? null, after: { ...values, lineIds: wanted } })
  return { answers: made.length }
}
