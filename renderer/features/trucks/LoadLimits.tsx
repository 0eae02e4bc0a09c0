import { FieldRow } from '../../components/Field.tsx'
import { IntegerInput, QuantityInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'

/** Packs, thousandths of m³ and of kg; 0 is no limit, shown empty. */
export interface Limits {
  limitPacks: number
  limitVolume: number
  limitWeight: number
}

const shown = (value: number): number | null => (value === 0 ? null : value)

/** What a vehicle may carry, as its card and the truck of a day ask for it. */
export const LoadLimits = ({
  limits,
  width,
  onChange,
}: {
  limits: Limits
  width: number
  onChange: (part: Partial<Limits>) => void
}) => {
  const t = useT()
  return (
    <FieldRow width={width}>
      <IntegerInput
        name="limitPacks"
        label={t('trucks.limitPacks')}
        hint={t('trucks.limitHint')}
        value={shown(limits.limitPacks)}
        onChange={(value) => onChange({ limitPacks: value ?? 0 })}
      />
      <QuantityInput
        name="limitVolume"
        label={t('trucks.limitVolume')}
        value={shown(limits.limitVolume)}
        onChange={(value) => onChange({ limitVolume: value ?? 0 })}
      />
      <QuantityInput
        name="limitWeight"
        label={t('trucks.limitWeight')}
        value={shown(limits.limitWeight)}
        onChange={(value) => onChange({ limitWeight: value ?? 0 })}
      />
    </FieldRow>
  )
}
