import type { OrderDraft, SavedOrder } from '../../../shared/orders.ts'
import { callOnce, client } from '../../lib/client.ts'
import { type KeptForm, keptForms } from '../../lib/keptForms.ts'
import { say } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { filledLines, type OrderForm } from './orderForm.ts'

const kept = keptForms<OrderForm>({
  pack: (form) => form,
  unpack: (content) => {
    const form = content as OrderForm
    return Array.isArray(form.lines) && typeof form.head === 'object' ? form : null
  },
  worthKeeping: (form) => form.id === null && filledLines(form.lines).length > 0,
})

/** New orders that are being keyed. One that was saved although its answer was lost is not offered, but told of. */
export const orderDrafts = {
  ...kept,
  async list(): Promise<KeptForm<OrderForm>[]> {
    const found = await kept.list()
    const saved = await client.orders.savedFrom({ drafts: found.map(({ key }) => key) })
    for (const { draft, number } of saved) {
      kept.drop(draft)
      notify(say('orders.draftSaved', { number }), 'info')
    }
    return found.filter(({ key }) => !saved.some(({ draft }) => draft === key))
  },
}

/** Saves a new order from its draft, once: a save whose answer was lost is found, not done again. */
export const saveFromDraft = async (key: string, draft: OrderDraft): Promise<Pick<SavedOrder, 'id' | 'number'>> => {
  const [saved] = await client.orders.savedFrom({ drafts: [key] })
  return saved ?? callOnce(client.orders.save, draft, key)
}
