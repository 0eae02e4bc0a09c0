import { type PlannedStep, planBackwards, workdaysIn, type WorksOn } from '../../shared/operationPlan.ts'
import { amountOf } from '../../shared/planLoad.ts'
import { refuse } from '../../shared/refusals.ts'
import type { Context } from '../context.ts'
import { refreshOperations } from './operations/facts.ts'
import { workCalendar } from './settings.ts'

export interface RouteStep {
  processId: number
  processName: string
  workshop: string
  standardDays: number
  outside: 0 | 1
  /** Units of the process in one basic unit of the product, thousandths. */
  unitsPerPiece: number
  /** Minutes one person needs for one basic unit, thousandths; 0 = not said. */
  standardMinutes: number
}

/** The processes a product passes: its own route, else every active process of the office in sequence. */
export const routeOf = async (ctx: Pick<Context, 'db'>, productId: number | null): Promise<RouteStep[]> => {
  const own =
    productId === null
      ? []
      : await ctx.db
          .selectFrom('productRoutes')
          .innerJoin('processes', 'processes.id', 'productRoutes.processId')
          .select([
            'productRoutes.processId',
            'processes.name as processName',
            'processes.workshop',
            'productRoutes.standardDays',
            'productRoutes.outside',
            'productRoutes.unitsPerPiece',
            'productRoutes.standardMinutes',
          ])
          .where('productRoutes.productId', '=', productId)
          .orderBy('productRoutes.sequence')
          .execute()
  if (own.length > 0) return own
  const all = await ctx.db
    .selectFrom('processes')
    .select(['id as processId', 'name as processName', 'workshop', 'standardDays'])
    .where('active', '=', 1)
    .orderBy('sequence')
    .execute()
  return all.map((step) => ({ ...step, outside: 0, unitsPerPiece: 1000, standardMinutes: 0 }))
}

/** Basic units of the product in one `unit` a line counts in, thousandths: 12000 for a 打; 1000 where nobody knows it. */
export const lineUnitFactor = async (
  ctx: Pick<Context, 'db'>,
  productId: number | null,
  unit: string,
): Promise<number> => {
  if (productId === null) return 1000
  const row = await ctx.db
    .selectFrom('productUnits')
    .select('factor')
    .where('productId', '=', productId)
    .where('unit', '=', unit)
    .executeTakeFirst()
  return row?.factor ?? 1000
}

/** `planBackwards`, refused where the calendar has no workday. */
export const planned = (
  days: readonly number[],
  dueOn: string,
  works: WorksOn,
  own: readonly WorksOn[] = [],
): PlannedStep[] => {
  try {
    return planBackwards(days, dueOn, works, own)
  } catch (error) {
    if (error instanceof RangeError) throw refuse('operations.noWorkdays')
    throw error
  }
}

/**
 * Plans the processes of a notice line of `quantity` thousandths backwards from its due date over the office's
 * workdays (duties 39, 40) and writes them down. A workshop named on the notice does all of them; otherwise each
 * process is done where it belongs.
 */
export const planOperations = async (
  ctx: Context,
  noticeLineId: number,
  productId: number | null,
  quantity: number,
  dueOn: string,
): Promise<void> => {
  const route = await routeOf(ctx, productId)
  if (route.length === 0) throw refuse('operations.noProcesses')
  const notice = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .select(['notices.workshop', 'orderLines.unit'])
    .where('noticeLines.id', '=', noticeLineId)
    .executeTakeFirst()
  if (!notice) throw refuse('app.notFound')
  const works = await workCalendar(ctx)
  const factor = await lineUnitFactor(ctx, productId, notice.unit)
  const plan = planned(
    route.map((step) => step.standardDays),
    dueOn,
    works,
  )
  await ctx.db
    .insertInto('operations')
    .values(
      route.map((step, index) => ({
        noticeLineId,
        processId: step.processId,
        processName: step.processName,
        workshop: notice.workshop || step.workshop,
        sequence: index + 1,
        outside: step.outside,
        ...plan[index]!,
        originalStart: plan[index]!.plannedStart,
        originalFinish: plan[index]!.plannedFinish,
        unitsPerPiece: amountOf(factor, step.unitsPerPiece),
        standardMinutes: Math.min(1e8, amountOf(factor, step.standardMinutes)),
        quantity,
        causeNote: '',
        version: 1,
      })),
    )
    .execute()
}

/**
 * A change slip gave a notice line `quantity` thousandths: its processes take the new quantity, and those not done yet
 * are planned anew backwards from the new day. What was reported stays; with nothing left to make nothing is open.
 */
export const replanOperations = async (
  ctx: Context,
  noticeLineId: number,
  productId: number | null,
  quantity: number,
  dueOn: string,
): Promise<void> => {
  await refreshOperations(ctx, [noticeLineId])
  if (quantity === 0) return
  const operations = await ctx.db
    .selectFrom('operations')
    .selectAll()
    .where('noticeLineId', '=', noticeLineId)
    .orderBy('sequence')
    .execute()
  const route = await routeOf(ctx, productId)
  const works = await workCalendar(ctx)
  const days = operations.map(
    ({ processId, plannedStart, plannedFinish }) =>
      route.find((step) => step.processId === processId)?.standardDays ??
      workdaysIn(plannedStart, plannedFinish, works),
  )
  const plan = planned(days, dueOn, works)
  for (const [index, operation] of operations.entries()) {
    if (operation.finishedOn !== null) continue
    await ctx.db.updateTable('operations').set(plan[index]!).where('id', '=', operation.id).execute()
  }
}
