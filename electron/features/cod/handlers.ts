import type { cod } from '../../../shared/cod.ts'
import type { Handlers } from '../../context.ts'
import { collect, takeBack } from './collecting.ts'
import { countHandover, handOver, listHandovers, readHandover, voidHandover } from './handing.ts'
import { handoverPaper } from './paper.ts'
import { codOfNote, countCod, debtsOf, driversOf, entriesOnDriver, listNotes, readCod } from './read.ts'
import { repay, settle, unsettle } from './settling.ts'

export const codHandlers: Handlers<typeof cod> = {
  drivers: driversOf,
  notes: listNotes,
  ofNote: (ctx, { deliveryNoteId }) => codOfNote(ctx, deliveryNoteId),
  read: (ctx, { id }) => readCod(ctx, id),
  async collect(ctx, input) {
    await collect(ctx, input)
    return readCod(ctx, input.id)
  },
  takeBack: async (ctx, input) => readCod(ctx, await takeBack(ctx, input)),
  onDriver: (ctx, { driver }) => entriesOnDriver(ctx, driver),
  handOver: async (ctx, input) => readHandover(ctx, await handOver(ctx, input)),
  handovers: listHandovers,
  handover: (ctx, { id }) => readHandover(ctx, id),
  async count(ctx, input) {
    await countHandover(ctx, input)
    return readHandover(ctx, input.id)
  },
  async voidHandover(ctx, input) {
    await voidHandover(ctx, input)
    return readHandover(ctx, input.id)
  },
  async settle(ctx, input) {
    await settle(ctx, input)
    return readCod(ctx, input.id)
  },
  unsettle: async (ctx, input) => readCod(ctx, await unsettle(ctx, input)),
  debts: (ctx, { driver }) => debtsOf(ctx, driver),
  repay: async (ctx, input) => readCod(ctx, await repay(ctx, input)),
  counts: countCod,
  handoverPaper: (ctx, { id }) => handoverPaper(ctx, id),
  async markPrinted(ctx, { id }) {
    const { printed } = await ctx.db
      .updateTable('codHandovers')
      .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'codHandovers', id, after: { printed } })
    return { printed }
  },
}
