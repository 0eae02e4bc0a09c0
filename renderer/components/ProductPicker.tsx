import type { Output } from '../../shared/contract.ts'
import type { products } from '../../shared/products.ts'
import { client } from '../lib/client.ts'
import { say } from '../lib/language.ts'
import type { FieldProps, Option } from './Field.tsx'
import { joined, Picker } from './Picker.tsx'

export type FoundProduct = Output<typeof products.find>[number]

const find = (typed: string, customerId?: number): Promise<FoundProduct[]> =>
  client.products.find({ typed, limit: 10, ...(customerId === undefined ? {} : { customerId }) })
const optionOf = (row: FoundProduct): Option => ({
  value: row.code,
  label: row.code,
  detail: joined(row.itemCode && say('customerItems.theirs', { code: row.itemCode }), row.name, row.spec, row.unit),
})

/**
 * Completion of a product code in a LineGrid column, by code, initials, name or the customer's own item code:
 * `{ kind: 'code', complete: productsFor(customerId) }`; `option.row` is a FoundProduct.
 */
export const productsFor =
  (customerId: number | null) =>
  async (typed: string): Promise<Option[]> =>
    (await find(typed, customerId ?? undefined)).map((row) => ({ ...optionOf(row), row }))

/** Finds a product by code, initials or name. `text` is the code of the one chosen. */
export const ProductPicker = (
  props: FieldProps & { text: string; onPick: (product: FoundProduct | null) => void; placeholder?: string },
) => <Picker {...props} find={(typed) => find(typed)} optionOf={optionOf} />
