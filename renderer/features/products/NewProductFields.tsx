import { emptyProduct, type Product } from '../../../shared/products.ts'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { useT } from '../../lib/language.ts'

/** What a product needs to be ordered at all; the rest of its card is filled in later. */
export type FreshCard = Pick<Product, 'code' | 'name' | 'spec' | 'unit'>

/** A card begun from what a customer or a line says of the goods, cut to what the card holds. */
export const freshCard = ({ code, name, spec, unit }: FreshCard): FreshCard => ({
  code: code.slice(0, 30),
  name: (name || code).slice(0, 60),
  spec: spec.slice(0, 60),
  unit: unit.slice(0, 8) || emptyProduct.unit,
})

export const NewProductFields = ({
  card,
  onChange,
}: {
  card: FreshCard
  onChange: (part: Partial<FreshCard>) => void
}) => {
  const t = useT()
  const text = (field: keyof FreshCard, label: string, most: number) => (
    <TextInput
      name={field}
      label={label}
      maxLength={most}
      required={field !== 'spec'}
      autoFocus={field === 'code'}
      value={card[field]}
      onChange={(value) => onChange({ [field]: value })}
    />
  )
  return (
    <FieldRow width={200}>
      {text('code', t('orderImports.newCode'), 30)}
      {text('name', t('orderImports.newName'), 60)}
      {text('spec', t('orderImports.newSpec'), 60)}
      {text('unit', t('orderImports.newUnit'), 8)}
    </FieldRow>
  )
}
