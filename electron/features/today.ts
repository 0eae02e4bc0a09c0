import { may } from '../../shared/permissions.ts'
import { type Task, type today, urgencies } from '../../shared/today.ts'
import type { Context, Handlers } from '../context.ts'
import { changeTasks } from './today/changeTasks.ts'
import { complaintTasks } from './today/complaintTasks.ts'
import { callBackTasks, dueTasks, gateTasks, lateTasks, questionTasks } from './today/orderTasks.ts'
import { contactTasks, promiseTasks } from './today/promiseTasks.ts'
import { payTasks } from './today/payTasks.ts'
import { noticeTasks } from './today/noticeTasks.ts'
import { qualityTasks } from './today/qualityTasks.ts'
import { materialTasks } from './today/materialTasks.ts'
import { outsideTasks } from './today/outsideTasks.ts'
import { quotationTasks } from './today/quotationTasks.ts'
import { arrivalTasks, putInTasks, tellTasks, truckTasks } from './today/shipTasks.ts'
import { lessonTasks, troubleTasks } from './today/troubleTasks.ts'
import {
  codMoneyTasks,
  codTasks,
  inboxTasks,
  lateSignTasks,
  lentTasks,
  moneyTasks,
  signTasks,
} from './today/paperTasks.ts'
import { confirmationTasks, differenceTasks, noteTasks, toDeliverTasks } from './today/waitingTasks.ts'

const allTasks = async (ctx: Context, mine: boolean): Promise<Task[]> => {
  const toDeliver = await toDeliverTasks(ctx, mine)
  const finished = new Set(toDeliver.map(({ id }) => id))
  const groups = [
    await changeTasks(ctx, mine),
    await complaintTasks(ctx, mine),
    await differenceTasks(ctx, mine),
    await callBackTasks(ctx, mine),
    await inboxTasks(ctx),
    await gateTasks(ctx, mine),
    await confirmationTasks(ctx, mine),
    await moneyTasks(ctx),
    await lateTasks(ctx, mine),
    await troubleTasks(ctx, mine),
    await lateSignTasks(ctx),
    await materialTasks(ctx, mine),
    await questionTasks(ctx, mine),
    await outsideTasks(ctx, mine),
    await promiseTasks(ctx, mine),
    await payTasks(ctx, mine),
    await contactTasks(ctx),
    await noticeTasks(ctx, mine),
    await qualityTasks(ctx, mine),
    await noteTasks(ctx, mine),
    toDeliver,
    await putInTasks(ctx, mine),
    await tellTasks(ctx, mine),
    await arrivalTasks(ctx, mine),
    await truckTasks(ctx),
    // finished goods wait for their note: that row says so already
    (await dueTasks(ctx, mine)).filter(({ id, kind }) => kind === 'askShipDate' || !finished.has(id)),
    await quotationTasks(ctx, mine),
    await signTasks(ctx, mine),
    await codMoneyTasks(ctx),
    await codTasks(ctx, mine),
    await lentTasks(ctx),
    await lessonTasks(ctx, mine),
  ]
  // within one urgency in the order above
  return groups.flat().toSorted((a, b) => urgencies.indexOf(a.urgency) - urgencies.indexOf(b.urgency))
}

const countIn = async (
  ctx: Context,
  table: 'inboxItems' | 'receipts' | 'signBacks',
  state: string,
): Promise<number> => {
  const { found } = await ctx.db
    .selectFrom(table)
    .select(({ fn }) => fn.countAll().as('found'))
    .where('state', '=', state)
    .executeTakeFirstOrThrow()
  return Number(found)
}

export const todayHandlers: Handlers<typeof today> = {
  async list(ctx, { mine, offset, limit }) {
    const tasks = await allTasks(ctx, mine)
    return {
      rows: tasks.slice(offset, offset + limit),
      total: tasks.length,
      waiting: tasks.filter(({ urgency }) => urgency === 'waiting').length,
    }
  },

  async counts(ctx) {
    const tasks = await allTasks(ctx, false)
    const toDo = tasks.filter(({ urgency }) => urgency !== 'waiting')
    return {
      tasks: toDo.length,
      urgent: toDo.filter(({ urgency }) => urgency !== 'today').length,
      inbox: may(ctx.user.role, 'inbox.read') ? await countIn(ctx, 'inboxItems', 'waiting') : 0,
      late: tasks.filter(({ kind }) => kind === 'lateWithoutCause').length,
      toConfirm: may(ctx.user.role, 'receipts.read') ? await countIn(ctx, 'receipts', 'entered') : 0,
      unsigned: await countIn(ctx, 'signBacks', 'waiting'),
    }
  },
}
