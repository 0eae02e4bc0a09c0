import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { KeyField } from '../../components/KeyField.tsx'
import { useT } from '../../lib/language.ts'
import { MonthChoice } from '../statements/MonthChoice.tsx'

export interface PageFilter {
  month: string
  workshop: string | null
  customerId: number | null
  customer: string
}
export const isFiltered = ({ workshop, customerId }: PageFilter): boolean => workshop !== null || customerId !== null

export interface FigureFiltersProps {
  filter: PageFilter
  onChange: (part: Partial<PageFilter>) => void
  /** The workshops of the month, in the order the work passes them. */
  workshops: readonly string[]
  through: string | null
  byProcess: boolean
  onByProcess: (byProcess: boolean) => void
  /** The keyboard goes back to the figures. */
  onDone: () => void
}

/** Month, workshop, customer, each by its key. */
export const FigureFilters = (props: FigureFiltersProps) => {
  const { filter, onChange, workshops, through, byProcess, onByProcess, onDone } = props
  const t = useT()
  const ways = [null, ...workshops]
  const nextWorkshop = (): void =>
    onChange({ workshop: ways[(ways.indexOf(filter.workshop) + 1) % ways.length] ?? null })
  return (
    <>
      <MonthChoice month={filter.month} onChange={(month) => onChange({ month })} />
      {through && <small>{t('figures.through', { day: through.slice(5) })}</small>}
      <KeyButton
        keys="w"
        aria-pressed={filter.workshop !== null}
        help={t('operations.workshop')}
        disabled={ways.length === 1}
        onClick={nextWorkshop}
      >
        {filter.workshop === null ? t('operations.allWorkshops') : filter.workshop || t('figures.noWorkshop')}
      </KeyButton>
      <KeyField keys="k" label={t('app.customer')} onDone={onDone}>
        <CustomerPicker
          inline
          label={t('app.customer')}
          width={128}
          placeholder={t('figures.allCustomers')}
          text={filter.customer}
          onPick={(customer) =>
            onChange({
              customerId: customer?.id ?? null,
              customer: customer ? customer.shortName || customer.name : '',
            })
          }
        />
      </KeyField>
      <KeyButton keys="g" aria-pressed={byProcess} onClick={() => onByProcess(!byProcess)}>
        {t('figures.byProcess')}
      </KeyButton>
      {isFiltered(filter) && (
        <KeyButton keys="0" onClick={() => onChange({ workshop: null, customerId: null, customer: '' })}>
          {t('operations.clearFilter')}
        </KeyButton>
      )}
    </>
  )
}
