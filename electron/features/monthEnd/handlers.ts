import type { monthEnd } from '../../../shared/monthEnd.ts'
import type { Handlers } from '../../context.ts'
import { laterChanges } from './changes.ts'
import { checkClasses, countClass, findingsOf } from './check.ts'
import { spanOf } from './classes.ts'
import { countPrint, handoverOfMonth, handOver, listHandovers, readHandover, voidHandover } from './handovers.ts'
import { packRows } from './pack.ts'
import { handoverPaper } from './paper.ts'
import { takeBackSignOff, writeSignOff } from './signOffs.ts'
import { sumsOf } from './sums.ts'

export const monthEndHandlers: Handlers<typeof monthEnd> = {
  check: async (ctx, { month }) => ({
    month,
    classes: await checkClasses(ctx, month),
    handover: await handoverOfMonth(ctx, month),
  }),
  rows: findingsOf,
  signOff: async (ctx, input) => writeSignOff(ctx, input, await countClass(ctx, input.kind, spanOf(input.month))),
  takeBack: (ctx, { id, reason }) => takeBackSignOff(ctx, id, reason),
  sums: (ctx, { month }) => sumsOf(ctx, month),
  pack: packRows,
  handOver,
  handovers: listHandovers,
  handover: (ctx, { id }) => readHandover(ctx, id),
  changes: laterChanges,
  voidHandover,
  paper: (ctx, { id }) => handoverPaper(ctx, id),
  markPrinted: (ctx, { id }) => countPrint(ctx, id),
}
