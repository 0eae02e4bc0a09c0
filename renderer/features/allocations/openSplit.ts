import type { Goods } from '../../../shared/allocations.ts'
import { say } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'

/** The split of some goods among the customers that want them up to a day. */
export const openSplit = (goods: Goods & { description: string }, untilOn: string): unknown =>
  openTab({
    word: 'allocations',
    page: 'split',
    another: true,
    title: say('allocations.splitTitle', { goods: goods.description }),
    // named …Id so that the same goods open the same page
    parameters: {
      goodsId: `${goods.code} ${goods.name} ${goods.colour} ${goods.unit}`,
      code: goods.code,
      name: goods.name,
      colour: goods.colour,
      unit: goods.unit,
      untilOn,
    },
  })
