import { orderImports } from '../../../shared/orderImports.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Handlers } from '../../context.ts'
import { keepItem } from '../customerItems.ts'
import { importOfOrder, makeOrder, undoImport } from './make.ts'
import { countPlan, planFile, rowsOf } from './plan.ts'
import { rememberedShapes } from './shapes.ts'

export const orderImportsHandlers: Handlers<typeof orderImports> = {
  remembered: rememberedShapes,
  async preview(ctx, file) {
    const plan = await planFile(ctx, file)
    return { rows: rowsOf(ctx, plan, file), counts: countPlan(plan, file) }
  },
  async bind(ctx, item) {
    if (item.itemCode === '' && item.itemName === '') throw refuse('orderImports.noItem')
    await keepItem(ctx, item)
    return { productId: item.productId }
  },
  make: makeOrder,
  ofOrder: (ctx, { id }) => importOfOrder(ctx, id),
  undo: undoImport,
}
