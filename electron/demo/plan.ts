import { plusDays } from '../../shared/dates.ts'
import { movedAlong, shifted, worksOf } from '../../shared/planMoves.ts'
import type { Person, Stage } from './story.ts'

/** Overtime on the fullest day, half of what it lacks: what is left over is still to be seen. */
const workOvertime = async (as: Person): Promise<void> => {
  const { days, processes } = await as.plan.load({ days: 42 })
  const all = processes.flatMap(({ processId, load, capacity, daily }) =>
    load.flatMap((amount, index) =>
      daily === 0 || capacity[index] === null
        ? []
        : [{ processId, day: days[index]!, over: amount - capacity[index]! }],
    ),
  )
  const worst = all.toSorted((one, other) => other.over - one.over)[0]
  if (!worst) return
  const amount = Math.max(4_000, Math.floor(worst.over / 2_000) * 1_000)
  await as.plan.overtime({ processId: worst.processId, day: worst.day, amount, reason: '晚上加班两小时' })
}

/** The machine of the fullest day stands still for half of it: what cannot be done is still to be seen to. */
const repairMachine = async (as: Person): Promise<void> => {
  const { days, works, processes } = await as.plan.load({ days: 21 })
  const all = processes.flatMap(({ processId, load, capacity, daily }) =>
    load.flatMap((amount, index) =>
      daily === 0 || index < 2 || !works[index] || capacity[index] !== daily || amount < 6_000
        ? []
        : [{ processId, day: days[index]!, amount, share: amount / daily }],
    ),
  )
  const fullest = all.toSorted((one, other) => other.share - one.share)[0]
  if (!fullest) return
  const amount = Math.floor(fullest.amount / 2_000) * 1_000
  await as.plan.otherCapacity({ processId: fullest.processId, day: fullest.day, amount, reason: '设备检修半天' })
}

/** A day on which the spraying booth is cleaned: half of what it usually can. */
const cleanBooth = async (as: Person, today: string): Promise<void> => {
  const booth = (await as.settings.processes({})).find(({ name }) => name === '底漆')
  if (!booth) return
  const { days, works } = await as.plan.load({ days: 21 })
  const index = days.findIndex((day, at) => day >= plusDays(today, 6) && works[at])
  await as.plan.otherCapacity({
    processId: booth.id,
    day: days[index]!,
    amount: booth.dailyCapacity / 2,
    reason: '喷房保养半天',
  })
}

/**
 * The last in the order of work of the process before the last is wanted a day sooner: it comes forward, and its plan
 * with those before it.
 */
const bringForward = async (as: Person): Promise<void> => {
  const process = (await as.settings.processes({})).filter(({ active }) => active).at(-3)!
  const { rows } = await as.plan.queue({ processId: process.id })
  const last = rows.at(-1)
  if (!last) return
  const { noticeLineId, operationId } = last
  await as.plan.place({ processId: process.id, operationId, by: -3 })
  const line = await as.plan.line({ noticeLineId })
  const works = worksOf(line.calendar)
  const at = line.steps.findIndex((step) => step.operationId === operationId)
  const steps = movedAlong(line.steps.with(at, shifted(line.steps[at]!, -1, works)), at, works)
  const moved = steps.filter((step, index) => step.plannedStart !== line.steps[index]!.plannedStart)
  await as.plan.move({
    noticeLineId,
    steps: moved.map(({ operationId: id, version, plannedStart, plannedFinish }) => ({
      operationId: id,
      version,
      plannedStart,
      plannedFinish,
    })),
    reason: '客户想早一天看货',
  })
}

/** What the manager did about the coming weeks. */
export const leavePlan = async ({ as, today }: Stage): Promise<void> => {
  await workOvertime(as.manager)
  await cleanBooth(as.manager, today)
  await repairMachine(as.manager)
  await bringForward(as.manager)
}
