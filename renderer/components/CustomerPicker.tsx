import type { Output } from '../../shared/contract.ts'
import type { customers } from '../../shared/customers.ts'
import { client } from '../lib/client.ts'
import type { FieldProps } from './Field.tsx'
import { joined, Picker } from './Picker.tsx'

export type FoundCustomer = Output<typeof customers.find>[number]

const find = (typed: string): Promise<FoundCustomer[]> => client.customers.find({ typed, limit: 10 })

/** Finds a customer by pinyin initials, short name, name, code or phone. `text` is the name of the one chosen. */
export const CustomerPicker = (
  props: FieldProps & { text: string; onPick: (customer: FoundCustomer | null) => void; placeholder?: string },
) => (
  <Picker
    {...props}
    find={find}
    optionOf={(row) => ({
      value: row.code,
      label: row.shortName || row.name,
      detail: joined(row.name, row.code, row.phone),
    })}
  />
)
