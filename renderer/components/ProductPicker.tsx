import type { Output } from '../../shared/contract.ts'
import type { products } from '../../shared/products.ts'
import { client } from '../lib/client.ts'
import type { FieldProps, Option } from './Field.tsx'
import { joined, Picker } from './Picker.tsx'

export type FoundProduct = Output<typeof products.find>[number]

const find = (typed: string): Promise<FoundProduct[]> => client.products.find({ typed, limit: 10 })
const optionOf = (row: FoundProduct): Option => ({
  value: row.code,
  label: row.code,
  detail: joined(row.name, row.spec, row.unit),
})

/** Completion of a product code in a LineGrid column: `{ kind: 'code', complete: completeProduct }`; `option.row` is a FoundProduct. */
export const completeProduct = async (typed: string): Promise<Option[]> =>
  (await find(typed)).map((row) => ({ ...optionOf(row), row }))

/** Finds a product by code, initials or name. `text` is the code of the one chosen. */
export const ProductPicker = (
  props: FieldProps & { text: string; onPick: (product: FoundProduct | null) => void; placeholder?: string },
) => <Picker {...props} find={find} optionOf={optionOf} />
