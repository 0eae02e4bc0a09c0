import type { allocations } from '../../../shared/allocations.ts'
import type { Handlers } from '../../context.ts'
import { listGoods, propose } from './goods.ts'
import { noticePaper } from './paper.ts'
import { listAllocations, readAllocation } from './read.ts'
import { save, voidAllocation } from './saving.ts'

export const allocationsHandlers: Handlers<typeof allocations> = {
  goods: listGoods,
  propose,
  save,
  list: listAllocations,
  read: (ctx, { id }) => readAllocation(ctx, id),
  void: voidAllocation,
  paper: noticePaper,

  async markPrinted(ctx, { id }) {
    const { printed } = await ctx.db
      .updateTable('allocations')
      .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'allocations', id, after: { printed } })
    return { printed }
  },
}
