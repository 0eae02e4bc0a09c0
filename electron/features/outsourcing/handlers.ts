import type { outsourcing } from '../../../shared/outsourcing.ts'
import type { Handlers } from '../../context.ts'
import { loseGoods, takeBackGoods, undoReturn } from './back.ts'
import { callFactories, questionsOf, recordAnswer } from './calls.ts'
import { findFactory, listFactories, readFactory, saveFactory } from './factories.ts'
import { dueLines, factoryFigures, returnedRows } from './figures.ts'
import { listOutside } from './list.ts'
import { callPaper, slipPaper } from './paper.ts'
import { readSlip } from './read.ts'
import { saveSlip, voidSlip } from './save.ts'
import { lastPrices, sendable, sendableById } from './sendable.ts'

// in a folder beside outsourcing.ts: a slip posts its returns through operations/report.ts
export const outsourcingHandlers: Handlers<typeof outsourcing> = {
  list: listOutside,
  read: (ctx, { id }) => readSlip(ctx, id),
  sendable,
  sendableOf: sendableById,
  lastPrices,
  save: saveSlip,
  void: voidSlip,
  back: takeBackGoods,
  lose: loseGoods,
  takeBack: undoReturn,
  paper: slipPaper,
  async markPrinted(ctx, { id }) {
    const { printed } = await ctx.db
      .updateTable('outsideSlips')
      .set((slip) => ({ printed: slip('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'outsideSlips', id, after: { printed } })
    return { printed }
  },
  factories: listFactories,
  findFactory,
  factory: (ctx, { id }) => readFactory(ctx, id),
  saveFactory,
  figures: factoryFigures,
  dueLines,
  returned: returnedRows,
  calls: (ctx) => callFactories(ctx),
  questions: (ctx, { factoryId }) => questionsOf(ctx, factoryId),
  answer: recordAnswer,
  callPaper,
}
