import { orderImports } from '../../../shared/orderImports.ts'
import type { Handlers } from '../../context.ts'
import { bindItem } from './items.ts'
import { importOfOrder, makeOrder, undoImport } from './make.ts'
import { countPlan, planFile, rowsOf } from './plan.ts'
import { rememberedShapes } from './shapes.ts'

export const orderImportsHandlers: Handlers<typeof orderImports> = {
  remembered: rememberedShapes,
  async preview(ctx, file) {
    const plan = await planFile(ctx, file)
    return { rows: rowsOf(ctx, plan, file), counts: countPlan(plan) }
  },
  async bind(ctx, item) {
    await bindItem(ctx, item)
    return { productId: item.productId }
  },
  make: makeOrder,
  ofOrder: (ctx, { id }) => importOfOrder(ctx, id),
  undo: undoImport,
}
