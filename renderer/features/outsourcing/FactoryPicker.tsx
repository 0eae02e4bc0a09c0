import type { FactoryFound } from '../../../shared/outsideFactories.ts'
import type { FieldProps } from '../../components/Field.tsx'
import { joined, Picker } from '../../components/Picker.tsx'
import { client } from '../../lib/client.ts'

/** Finds a factory by initials, name or phone; those that do `processId` come first. */
export const FactoryPicker = ({
  processId = null,
  ...props
}: FieldProps & {
  text: string
  onPick: (factory: FactoryFound | null) => void
  placeholder?: string
  processId?: number | null
}) => (
  <Picker
    {...props}
    find={(typed) => client.outsourcing.findFactory({ typed, processId, limit: 10 })}
    optionOf={(row) => ({
      value: String(row.id),
      label: row.shortName,
      detail: joined(row.processes, row.contact, row.phone),
    })}
  />
)
