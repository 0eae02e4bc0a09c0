import type { z } from 'zod'
import { cameBack } from '../../../shared/outsideStates.ts'
import type { Reopened } from '../../../shared/operations.ts'
import type { BackRow, outsourcing, Slip } from '../../../shared/outsourcing.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { Refusal, refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { postReports, reverseReport } from '../operations/report.ts'
import { refuseBrokenUnit } from '../../wholeUnits.ts'
import { bumpSlip, findSlip, overSentOf, refreshLines, refuseOverSent } from '../outsourcing.ts'
import { sentSlips } from './list.ts'
import { readSlip } from './read.ts'

type Asked<K extends keyof typeof outsourcing> = z.output<(typeof outsourcing)[K]['input']>
type Row = z.output<typeof BackRow>

const lineOf = async (ctx: Context, slipId: number, lineId: number) => {
  const line = await ctx.db
    .selectFrom('outsideLines')
    .innerJoin('operations', 'operations.id', 'outsideLines.operationId')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .selectAll('outsideLines')
    .select(['operations.processName', 'operations.plannedFinish', 'orderLines.unit'])
    .where('outsideLines.id', '=', lineId)
    .where('outsideLines.slipId', '=', slipId)
    .executeTakeFirst()
  if (!line || line.state === 'void') throw refuse('app.notFound')
  return line
}
type Line = Awaited<ReturnType<typeof lineOf>>

interface Coming {
  kind: 'back' | 'lost'
  returnedOn: string
  /** The field a refusal belongs to. */
  at: (field: string) => string
}

const checkRow = (line: Line, row: Row, { returnedOn, at }: Coming): void => {
  const process = line.processName
  const back = cameBack(row)
  if (back === 0) throw refuse('outsourcing.nothingBack', { process }, at('good'))
  for (const part of ['good', 'bad', 'rework', 'scrap', 'undone'] as const)
    refuseBrokenUnit(row[part], { unit: line.unit, what: process, known: [line.quantity, line.open] }, at(part))
  if (back > line.open)
    throw refuse(
      'outsourcing.aboveOpen',
      { process, back: formatQuantity(back), open: formatQuantity(line.open), quantity: formatQuantity(line.quantity) },
      at('good'),
    )
  if (returnedOn > line.wantedOn && row.causeCode === null)
    throw refuse('outsourcing.causeNeeded', { process, wanted: line.wantedOn }, at('causeCode'))
}

/** `rows.0.good` of the one entry that is posted belongs to the row of the form it was made of. */
const atRow = async <T>(at: Coming['at'], post: () => Promise<T>): Promise<T> => {
  try {
    return await post()
  } catch (error) {
    const field = error instanceof Refusal ? /^rows\.0(?:\.(\w+))?$/.exec(error.field ?? '') : null
    if (error instanceof Refusal && field) throw refuse(error.code, error.values, at(field[1] ?? 'good'))
    throw error
  }
}

/** Writes one return down and posts what was worked on to its process; gives the processes that have work again. */
const takeIn = async (ctx: Context, line: Line, row: Row, coming: Coming): Promise<Reopened[]> => {
  checkRow(line, row, coming)
  const { kind, returnedOn, at } = coming
  const { lineId, ...facts } = row
  const values = {
    ...facts,
    lineId,
    kind,
    factoryId: line.factoryId,
    returnedOn,
    reportId: null,
    userId: ctx.user.id,
    userName: ctx.user.name,
    at: ctx.now,
    takenBackAt: null,
    takenBackBy: null,
    takenBackReason: '',
  }
  const { id } = await ctx.db.insertInto('outsideReturns').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'outsideReturns', id, after: values })
  await refreshLines(ctx, [lineId])
  if (row.good + row.bad === 0) return []
  const { good, bad, rework, scrap } = row
  const late = returnedOn > line.plannedFinish
  const { reportIds, reopened } = await atRow(at, () =>
    postReports(ctx, {
      reportedOn: returnedOn,
      workshop: '',
      rows: [
        {
          operationId: line.operationId,
          good,
          bad,
          rework,
          scrap,
          hours: 0,
          people: 0,
          machine: '',
          // late for its slip and in time for the plan: the process has no delay to explain
          causeCode: late ? row.causeCode : null,
          causeSub: '',
          causeNote: late ? row.note : '',
        },
      ],
      origin: 'outsourcing',
      originId: id,
    }),
  )
  await ctx.db.updateTable('outsideReturns').set({ reportId: reportIds[0]! }).where('id', '=', id).execute()
  return reopened
}

const checkDay = (ctx: Context, sentOn: string, day: string, field: string): void => {
  if (day > ctx.today) throw refuse('operations.future', { day }, field)
  if (day < sentOn) throw refuse('outsourcing.backBeforeSent', { day, sent: sentOn }, field)
}

/** Whether goods of a slip came back before: what was taken back again was a mistake and answers nothing. */
const cameBefore = async (ctx: Context, slipId: number): Promise<boolean> =>
  (await ctx.db
    .selectFrom('outsideReturns')
    .innerJoin('outsideLines', 'outsideLines.id', 'outsideReturns.lineId')
    .select('outsideReturns.id')
    .where('outsideLines.slipId', '=', slipId)
    .where('outsideReturns.kind', '=', 'back')
    .where('outsideReturns.takenBackAt', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined

/**
 * A slip nobody printed or marked as sent has hardly gone to its factory: whoever enters the first goods of it is asked;
 * once they came, it has gone there.
 */
const refuseUnsent = async (
  ctx: Context,
  { id, number, printed }: Awaited<ReturnType<typeof findSlip>>,
): Promise<void> => {
  if (printed > 0 || (await sentSlips(ctx, [id])).has(id) || (await cameBefore(ctx, id))) return
  throw refuse('outsourcing.backOfUnsent', { number })
}

/** Goods of a slip came back on a day, all rows or none (duty 69). */
export const takeBackGoods = async (
  ctx: Context,
  { id, version, returnedOn, rows, sure }: Asked<'back'>,
): Promise<Slip & { reopened: Reopened[] }> => {
  const slip = await findSlip(ctx, id, version)
  checkDay(ctx, slip.sentOn, returnedOn, 'returnedOn')
  if (!sure) await refuseUnsent(ctx, slip)
  // several rows may ask the same process again: what it has to make after the last of them
  const reopened = new Map<number, Reopened>()
  for (const [index, row] of rows.entries()) {
    const line = await lineOf(ctx, id, row.lineId)
    const coming = { kind: 'back' as const, returnedOn, at: (field: string) => `rows.${index}.${field}` }
    for (const each of await takeIn(ctx, line, row, coming)) reopened.set(each.operationId, each)
  }
  await bumpSlip(ctx, id, version)
  return { ...(await readSlip(ctx, id)), reopened: [...reopened.values()] }
}

/** What will not come back: scrap of its process, with the reason. */
export const loseGoods = async (ctx: Context, input: Asked<'lose'>): Promise<Slip & { reopened: Reopened[] }> => {
  const { id, version, lineId, quantity, on, causeCode, reason } = input
  const slip = await findSlip(ctx, id, version)
  checkDay(ctx, slip.sentOn, on, 'on')
  const line = await lineOf(ctx, id, lineId)
  const row = { lineId, good: 0, bad: quantity, rework: 0, scrap: quantity, undone: 0, causeCode, note: reason }
  const reopened = await takeIn(ctx, line, row, {
    kind: 'lost',
    returnedOn: on,
    at: (field) => (field === 'causeCode' ? field : 'quantity'),
  })
  await bumpSlip(ctx, id, version)
  return { ...(await readSlip(ctx, id)), reopened }
}

/** Takes one return back: its goods are outside again, its entry is reversed; both stay on record. */
export const undoReturn = async (ctx: Context, { id, version, returnId, reason }: Asked<'takeBack'>): Promise<Slip> => {
  await findSlip(ctx, id, version)
  const row = await ctx.db
    .selectFrom('outsideReturns')
    .innerJoin('outsideLines', 'outsideLines.id', 'outsideReturns.lineId')
    .select(['outsideReturns.lineId', 'outsideReturns.reportId', 'outsideReturns.takenBackAt'])
    .select(['outsideLines.operationId', 'outsideLines.quantity'])
    .where('outsideReturns.id', '=', returnId)
    .where('outsideLines.slipId', '=', id)
    .executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  if (row.takenBackAt !== null) throw refuse('outsourcing.takenBackAlready')
  const was = await overSentOf(ctx, row.operationId, row.quantity)
  const values = { takenBackAt: ctx.now, takenBackBy: ctx.user.id, takenBackReason: reason }
  await ctx.db.updateTable('outsideReturns').set(values).where('id', '=', returnId).execute()
  ctx.record({ entity: 'outsideReturns', id: returnId, before: { takenBackAt: null }, after: values })
  await refreshLines(ctx, [row.lineId])
  if (row.reportId !== null) await reverseReport(ctx, row.reportId, reason)
  await refuseOverSent(ctx, row.operationId, row.quantity, was)
  await bumpSlip(ctx, id, version)
  return readSlip(ctx, id)
}
