import type { materials } from '../../../shared/materials.ts'
import type { Handlers } from '../../context.ts'
import { close, reopen } from './closing.ts'
import { lineSheet } from './line.ts'
import { productList, saveProductList } from './lists.ts'
import { loss, lossLines } from './loss.ts'
import { cards, find, list, read, save, saveCard } from './master.ts'
import { move, reverseMove, setNeed, takeList } from './moves.ts'
import { orderMaterials } from './order.ts'
import { slipPaper } from './paper.ts'

export const materialsHandlers: Handlers<typeof materials> = {
  list,
  find,
  read,
  save,
  cards,
  saveCard,
  productList,
  saveProductList,
  order: orderMaterials,
  line: lineSheet,
  setNeed,
  takeList,
  move,
  reverseMove,
  close,
  reopen,
  loss,
  lossLines,
  slipPaper,
}
