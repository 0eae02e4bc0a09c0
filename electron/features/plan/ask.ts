import type { Output } from '../../../shared/contract.ts'
import { type DateText, daysBetween, plusDays } from '../../../shared/dates.ts'
import type { WorksOn } from '../../../shared/operationPlan.ts'
import { askDays, type AskedAnswer, type AskedLine, type plan } from '../../../shared/plan.ts'
import { type AskedStep, bottleneckOf, earliestPlan, fullUntil, type Room } from '../../../shared/planAsk.ts'
import { amountOf, freeAfter, worksFor } from '../../../shared/planLoad.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { lineUnitFactor, planned, routeOf, type RouteStep } from '../operations.ts'
import { withWorkdays } from './load.ts'
import { loadByProcess, type ProcessRule, readOpen, readRules } from './open.ts'

/** What is made outside takes no room of ours. */
const outsideRoom = (works: WorksOn): Room => ({ works, free: () => null, take: () => undefined })

/** Rooms of all processes; what a line took can be given back where it found no end. */
interface Rooms {
  of(step: RouteStep): Room
  /** What was taken since stands, or is given back. */
  settle(keep: boolean): void
}

const openRooms = (
  free: ReadonlyMap<number, (number | null)[]>,
  rules: ReadonlyMap<number, ProcessRule>,
  works: WorksOn,
  today: DateText,
): Rooms => {
  let taken: { room: (number | null)[]; place: number; amount: number }[] = []
  const outside = outsideRoom(works)
  return {
    of({ processId, outside: isOutside }) {
      const room = free.get(processId)
      const rule = rules.get(processId)
      if (isOutside === 1 || !room || !rule) return outside
      return {
        works: worksFor(rule),
        free: (day) => room[daysBetween(today, day)] ?? null,
        take: (day, amount) => {
          const place = daysBetween(today, day)
          const there = room[place]
          if (there === null || there === undefined) return
          room[place] = there - amount
          taken.push({ room, place, amount })
        },
      }
    },
    settle(keep) {
      if (!keep) for (const { room, place, amount } of taken) room[place]! += amount
      taken = []
    },
  }
}

interface Way {
  steps: (RouteStep & AskedStep)[]
}

/** The way of a line through the workshops with what it takes of each process. */
const wayOf = async (ctx: Context, line: AskedLine, routes: Map<number | null, RouteStep[]>): Promise<Way> => {
  const route = routes.get(line.productId) ?? (await routeOf(ctx, line.productId))
  routes.set(line.productId, route)
  if (route.length === 0) throw refuse('operations.noProcesses')
  const factor = await lineUnitFactor(ctx, line.productId, line.unit)
  return {
    steps: route.map((step) => ({
      ...step,
      amount: amountOf(line.quantity, amountOf(factor, step.unitsPerPiece)),
    })),
  }
}

interface Place {
  from: DateText
  until: DateText
  works: WorksOn
  rules: ReadonlyMap<number, ProcessRule>
}

const answerOf = (line: AskedLine, { steps }: Way, rooms: Rooms, { from, until, works, rules }: Place): AskedAnswer => {
  const byId = new Map(steps.map((step) => [step.processId, step]))
  const found = earliestPlan(steps, from, until, (processId) => rooms.of(byId.get(processId)!))
  rooms.settle(found !== null)
  const latest = planned(
    steps.map(({ standardDays }) => standardDays),
    line.dueOn,
    works,
  )
  const worst = found && bottleneckOf(found)
  const earliestOn = found?.at(-1)?.finish ?? null
  // with all room in the world there is always an end
  const alone = earliestPlan(steps, from, plusDays(until, 3650), () => outsideRoom(works))!
  return {
    standardOn: alone.at(-1)!.finish,
    inTime: earliestOn !== null && earliestOn <= line.dueOn,
    earliestOn,
    bottleneck: worst && {
      processName: byId.get(worst.processId)!.processName,
      days: worst.days,
      fullUntil: fullUntil(worst, rooms.of(byId.get(worst.processId)!).works),
    },
    steps: steps.map((step, index) => ({
      processId: step.processId,
      processName: step.processName,
      unit: rules.get(step.processId)?.unit ?? '',
      amount: step.amount,
      outside: step.outside === 1,
      start: found?.[index]?.start ?? null,
      finish: found?.[index]?.finish ?? null,
      latestStart: latest[index]!.plannedStart,
      latestFinish: latest[index]!.plannedFinish,
    })),
  }
}

/**
 * 赶得及吗 (duty 38): the earliest day each line could be made, from tomorrow on, in what the processes have left beside
 * all open work; the lines of one order share that room, the first due first. Nothing is written.
 */
export const ask = async (ctx: Context, { lines }: { lines: AskedLine[] }): Promise<Output<typeof plan.ask>> => {
  const { works, rules } = await readRules(ctx)
  const open = await readOpen(ctx)
  const routes = new Map<number | null, RouteStep[]>()
  const ways: Way[] = []
  for (const line of lines) ways.push(await wayOf(ctx, line, routes))
  return withWorkdays(() => {
    const loads = loadByProcess(open, rules, ctx.today, askDays)
    const free = new Map([...loads].map(([id, { capacity, load }]) => [id, freeAfter(capacity, load)]))
    const rooms = openRooms(free, rules, works, ctx.today)
    const place = { from: plusDays(ctx.today, 1), until: plusDays(ctx.today, askDays - 1), works, rules }
    const answers = new Map<number, AskedAnswer>()
    const inTurn = lines
      .map((_, index) => index)
      .toSorted((a, b) => (lines[a]!.dueOn < lines[b]!.dueOn ? -1 : lines[a]!.dueOn > lines[b]!.dueOn ? 1 : a - b))
    for (const index of inTurn) answers.set(index, answerOf(lines[index]!, ways[index]!, rooms, place))
    return { from: place.from, lines: lines.map((_, index) => answers.get(index)!) }
  })
}
