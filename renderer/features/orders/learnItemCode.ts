import { itemCodeOf } from '../../../shared/customerItems.ts'
import type { FoundProduct } from '../../components/ProductPicker.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { say } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import type { FormLine } from './orderForm.ts'
import type { OrderFormStore } from './useOrderForm.ts'

/**
 * A product took the place of a code nobody knew: perhaps the customer's own. A yes keeps it for this customer, and the
 * other lines with that code find their product. A piece of our own code is only a slip of the hand.
 */
export const learnItemCode = async (store: OrderFormStore, before: FormLine, product: FoundProduct): Promise<void> => {
  const { customerId, customerName } = store.current().head
  const itemCode = itemCodeOf(before.itemCode)
  if (customerId === null || itemCode === '' || itemCodeOf(product.code).includes(itemCode)) return
  const yes = await askConfirm({
    title: say('customerItems.learnTitle'),
    action: say('customerItems.learnAction'),
    children: say('customerItems.learnText', {
      customer: customerName,
      itemCode,
      code: product.code,
      name: product.name,
    }),
  })
  if (!yes) return
  await attempt(async () => {
    await client.customerItems.save({ customerId, productId: product.id, itemCode })
    store.findAgain(itemCode)
  })
}
