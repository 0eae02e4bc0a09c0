import { type DateText, daysBetween, plusDays } from '../../../shared/dates.ts'
import type { WorksOn } from '../../../shared/operationPlan.ts'
import {
  amountOf,
  type CapacityRule,
  capacityOn,
  daysToWork,
  roomOn,
  shareOut,
  worksFor,
} from '../../../shared/planLoad.ts'
import type { Context } from '../../context.ts'
import { statement } from '../../db/statement.ts'
import { workCalendar } from '../settings.ts'
import { outsideWorkshop } from '../trades.ts'

/**
 * Open operations of the own workshops: what is done outside, or was released to 外协, takes none of their capacity. The
 * join keeps out those of voided notices.
 */
const openOperations = statement((db) =>
  db
    .selectFrom('operations')
    .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
    .innerJoin('processes', 'processes.id', 'operations.processId')
    .select([
      'operations.id',
      'operations.processId',
      'operations.plannedStart',
      'operations.plannedFinish',
      'operations.quantity',
      'operations.good',
      'operations.unitsPerPiece',
    ])
    .where('operations.finishedOn', 'is', null)
    .where('operations.outside', '=', 0)
    // a process that is always at a factory has its load there; one of ours that was given away has none
    .where((where) =>
      where.or([
        where('operations.workshop', '<>', outsideWorkshop),
        where('processes.workshop', '=', outsideWorkshop),
      ]),
    )
    .where('noticeLines.state', 'in', ['making', 'partly']),
)
export type OpenOperation = Awaited<ReturnType<typeof openOperations>>[number]

export const readOpen = (ctx: Pick<Context, 'db'>): Promise<OpenOperation[]> => openOperations(ctx.db)

export interface ProcessRule extends CapacityRule {
  id: number
  name: string
  workshop: string
  unit: string
  active: boolean
  standardDays: number
}

/** Every process with its capacity from today on: the usual one, other capacities of single days, overtime. */
export const readRules = async (
  ctx: Pick<Context, 'db' | 'today'>,
): Promise<{ works: WorksOn; rules: Map<number, ProcessRule> }> => {
  const works = await workCalendar(ctx)
  const processes = await ctx.db.selectFrom('processes').selectAll().orderBy('sequence').orderBy('id').execute()
  const measures = await ctx.db
    .selectFrom('planMeasures')
    .select(['kind', 'processId', 'day', 'amount'])
    .where('kind', 'in', ['overtime', 'capacity'])
    .where('withdrawnAt', 'is', null)
    .where('day', '>=', ctx.today)
    .execute()
  const rules = new Map<number, ProcessRule>()
  for (const process of processes) {
    const set = new Map<DateText, number>()
    const extra = new Map<DateText, number>()
    for (const { kind, processId, day, amount } of measures) {
      if (processId !== process.id) continue
      if (kind === 'capacity') set.set(day!, amount!)
      else extra.set(day!, (extra.get(day!) ?? 0) + amount!)
    }
    rules.set(process.id, {
      id: process.id,
      name: process.name,
      workshop: process.workshop,
      unit: process.capacityUnit,
      active: process.active === 1,
      standardDays: process.standardDays,
      daily: process.dailyCapacity,
      works,
      set,
      extra,
    })
  }
  return { works, rules }
}

/** Units of the process an operation still takes, thousandths. */
export const amountLeft = ({ quantity, good, unitsPerPiece }: OpenOperation): number =>
  amountOf(Math.max(0, quantity - good), unitsPerPiece)

interface Share {
  /** The day, counted from today on. */
  place: number
  amount: number
}

/** What is left of an operation on the days it is worked on; many operations share their days. */
export const spreader = (today: DateText): ((operation: OpenOperation, rule: ProcessRule) => Share[]) => {
  const known = new Map<string, { places: number[]; weights: number[] }>()
  return (operation, rule) => {
    const { processId, plannedStart, plannedFinish } = operation
    const key = `${processId} ${plannedStart} ${plannedFinish}`
    let days = known.get(key)
    if (!days) {
      const worked = daysToWork({ plannedStart, plannedFinish }, today, worksFor(rule))
      days = {
        places: worked.map((day) => daysBetween(today, day)),
        weights: worked.map((day) => roomOn(rule, day)),
      }
      known.set(key, days)
    }
    const { places, weights } = days
    return shareOut(amountLeft(operation), weights).map((amount, index) => ({ place: places[index]!, amount }))
  }
}

export interface ProcessLoad {
  rule: ProcessRule
  load: number[]
  capacity: (number | null)[]
  later: number
}

/** The work left of every process on each of so many days from today on (duty 38): its sum is all that is left. */
export const loadByProcess = (
  operations: readonly OpenOperation[],
  rules: ReadonlyMap<number, ProcessRule>,
  today: DateText,
  days: number,
): Map<number, ProcessLoad> => {
  const dates = Array.from({ length: days }, (_, index) => plusDays(today, index))
  const loads = new Map<number, ProcessLoad>()
  for (const rule of rules.values())
    loads.set(rule.id, {
      rule,
      load: Array.from({ length: days }, () => 0),
      capacity: dates.map((day) => capacityOn(rule, day)),
      later: 0,
    })
  const sharesOf = spreader(today)
  for (const operation of operations) {
    const of = loads.get(operation.processId)!
    for (const { place, amount } of sharesOf(operation, of.rule)) add(of, place, amount)
  }
  return loads
}

const add = (of: ProcessLoad, place: number, amount: number): void => {
  if (place < of.load.length) of.load[place]! += amount
  else of.later += amount
}
