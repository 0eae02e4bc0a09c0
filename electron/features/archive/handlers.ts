import type { archive } from '../../../shared/archive.ts'
import type { Handlers } from '../../context.ts'
import { boxesOfOrders } from '../archive.ts'
import {
  closeBox,
  fill,
  listBatches,
  listItems,
  openBox,
  putIn,
  readBatch,
  reopenBox,
  takeOut,
  voidBox,
} from './boxes.ts'
import { listWaiting } from './finished.ts'
import { giveBack, lend, listLoans } from './loans.ts'
import { boxLabel, boxPaper } from './paper.ts'

export const archiveHandlers: Handlers<typeof archive> = {
  batches: listBatches,
  read: (ctx, { id }) => readBatch(ctx, id),
  items: listItems,
  waiting: listWaiting,
  async workshops(ctx) {
    const rows = await ctx.db
      .selectFrom('processes')
      .select('workshop')
      .distinct()
      .where('workshop', '<>', '')
      .orderBy('workshop')
      .limit(200)
      .execute()
    return rows.map(({ workshop }) => workshop)
  },
  open: async (ctx, draft) => readBatch(ctx, await openBox(ctx, draft)),
  async putIn(ctx, input) {
    await putIn(ctx, input)
    return readBatch(ctx, input.id)
  },
  fill: async (ctx, { id, version }) => ({ put: await fill(ctx, id, version) }),
  takeOut: async (ctx, input) => readBatch(ctx, await takeOut(ctx, input)),
  async close(ctx, { id, version }) {
    await closeBox(ctx, id, version)
    return readBatch(ctx, id)
  },
  async reopen(ctx, input) {
    await reopenBox(ctx, input)
    return readBatch(ctx, input.id)
  },
  async void(ctx, input) {
    await voidBox(ctx, input)
    return readBatch(ctx, input.id)
  },
  lend,
  giveBack,
  loans: listLoans,
  placeOf: async (ctx, { orderId }) => (await boxesOfOrders(ctx, [orderId])).get(orderId) ?? null,
  paper: (ctx, { id }) => boxPaper(ctx, id),
  label: (ctx, { id }) => boxLabel(ctx, id),
  async markPrinted(ctx, { id }) {
    const { printed } = await ctx.db
      .updateTable('archiveBatches')
      .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'archiveBatches', id, after: { printed } })
    return { printed }
  },
}
