import type { plan } from '../../../shared/plan.ts'
import type { Handlers } from '../../context.ts'
import { ask } from './ask.ts'
import { line, move, planAnew, resting } from './line.ts'
import { dayWork, load } from './load.ts'
import { measures, otherCapacity, overtime, sendOutside, withdraw } from './measures.ts'
import { queuePaper } from './paper.ts'
import { byDueDate, place, queue, queues } from './queue.ts'

export const planHandlers: Handlers<typeof plan> = {
  load,
  dayWork,
  overtime,
  otherCapacity,
  sendOutside,
  move,
  measures,
  withdraw,
  queue,
  queues,
  place,
  byDueDate,
  queuePaper,
  line,
  resting,
  planAnew,
  ask,
}
