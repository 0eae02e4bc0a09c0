import type { Material } from '../../../shared/materials.ts'
import type { FieldProps, Option } from '../../components/Field.tsx'
import { joined, Picker } from '../../components/Picker.tsx'
import { client } from '../../lib/client.ts'

const optionOf = (row: Material): Option => ({
  value: row.code,
  label: row.code,
  detail: joined(row.name, row.spec, row.unit, row.supplier),
})

/** Completion of a material in a LineGrid column, by code, name or initials; `option.row` is a Material. */
export const completeMaterial = async (typed: string): Promise<Option[]> =>
  (await client.materials.find({ typed, limit: 10 })).map((row) => ({ ...optionOf(row), row }))

/** Finds a material by code, name or initials. `text` is the code of the one chosen. */
export const MaterialPicker = (props: FieldProps & { text: string; onPick: (material: Material | null) => void }) => (
  <Picker {...props} find={(typed) => client.materials.find({ typed, limit: 10 })} optionOf={optionOf} />
)
