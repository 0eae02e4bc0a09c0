import type { ReactNode } from 'react'
import { dueChoices, type ShownChoice, shownChoices } from '../../../shared/orderListTerms.ts'
import type { ListView } from '../../../shared/views.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { KeyField } from '../../components/KeyField.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { useT } from '../../lib/language.ts'
import { useSession } from '../../lib/session.ts'
import { dueKeys, isFiltered, nextSort, noFilter, type PageFilter, shownKey } from './orderListFilter.ts'
import styles from './OrderList.module.css'

export interface OrderFiltersProps {
  filter: PageFilter
  onChange: (change: Partial<PageFilter>) => void
  people: readonly { id: number; name: string }[]
  /** The keyboard goes back to the rows. */
  onDone: () => void
}

/** The fields of the filter, each with the key that jumps into it. */
export const OrderFilterFields = ({ filter, onChange, people, onDone }: OrderFiltersProps) => {
  const t = useT()
  return (
    <div className={styles['fields']}>
      <KeyField keys="z" label={t('orderList.filterState')} onDone={onDone}>
        <Choice<ShownChoice>
          inline
          label={t('orderList.filterState')}
          width={124}
          value={filter.shown}
          options={shownChoices.map((value) => ({ value, label: t(shownKey(value)) }))}
          onChange={(shown) => onChange({ shown })}
        />
      </KeyField>
      <KeyField keys="k" label={t('orderList.filterCustomer')} onDone={onDone}>
        <CustomerPicker
          inline
          label={t('orderList.filterCustomer')}
          width={116}
          placeholder={t('orderList.anyCustomer')}
          text={filter.customerName}
          onPick={(customer) =>
            onChange({
              customerId: customer?.id ?? null,
              customerName: customer ? customer.shortName || customer.name : '',
            })
          }
        />
      </KeyField>
      <KeyField keys="g" label={t('orderList.filterMerchandiser')} onDone={onDone}>
        <Choice
          inline
          label={t('orderList.filterMerchandiser')}
          width={104}
          value={String(filter.merchandiserId ?? 0)}
          options={[
            { value: '0', label: t('orderList.everybody') },
            ...people.map(({ id, name }) => ({ value: String(id), label: name })),
          ]}
          onChange={(value) => onChange({ merchandiserId: Number(value) || null })}
        />
      </KeyField>
      <KeyField keys="j" label={t('orderList.filterDue')} onDone={onDone}>
        <DateInput
          inline
          label={t('orderList.dueFrom')}
          width={104}
          hint=""
          placeholder={t('orderList.dueFrom')}
          value={filter.dueFrom}
          onChange={(dueFrom) => onChange({ dueFrom, due: null })}
        />
        <DateInput
          inline
          label={t('orderList.dueTo')}
          width={104}
          hint=""
          placeholder={t('orderList.dueTo')}
          value={filter.dueTo}
          onChange={(dueTo) => onChange({ dueTo, due: null })}
        />
      </KeyField>
      <ListFilter
        value={filter.text}
        onChange={(text) => onChange({ text })}
        placeholder={t('orders.searchHint')}
        onDown={onDone}
      />
    </div>
  )
}

/** The chips: due days, rush, questions, my own, and the named filters. */
export const OrderFilterChips = ({
  filter,
  onChange,
  named,
  used,
  onUse,
  onOpen,
  children,
}: Pick<OrderFiltersProps, 'filter' | 'onChange'> & {
  named: readonly ListView[]
  /** The named filter in use: its key takes it off again. */
  used: ListView | null
  onUse: (view: ListView) => void
  onOpen: (dialog: 'columns' | 'views') => void
  /** What else the row has room for. */
  children: ReactNode
}) => {
  const t = useT()
  const me = useSession((store) => store.person?.id ?? null)
  const chip = (on: boolean, tone = '') => ({
    className: ['chip', tone && styles[tone]].filter(Boolean).join(' '),
    'aria-pressed': on,
  })
  const mine = filter.merchandiserId !== null && filter.merchandiserId === me
  return (
    <div className={styles['chips']}>
      {dueChoices.map((due, index) => (
        <KeyButton
          key={due}
          keys={String(index + 1)}
          {...chip(filter.due === due, due === 'overdue' ? 'bad' : '')}
          onClick={() => onChange({ due: filter.due === due ? null : due, dueFrom: null, dueTo: null })}
        >
          {t(dueKeys[due])}
        </KeyButton>
      ))}
      <KeyButton keys="r" {...chip(filter.rush, 'bad')} onClick={() => onChange({ rush: !filter.rush })}>
        {t('orders.rush')}
      </KeyButton>
      <KeyButton keys="q" {...chip(filter.question, 'warn')} onClick={() => onChange({ question: !filter.question })}>
        {t('orderList.withQuestion')}
      </KeyButton>
      <KeyButton keys="m" {...chip(mine)} onClick={() => onChange({ merchandiserId: mine ? null : me })}>
        {t('orders.mine')}
      </KeyButton>
      {named.slice(0, 5).map((view, index) => (
        <KeyButton
          key={view.name}
          keys={String(dueChoices.length + 1 + index)}
          {...chip(used?.name === view.name)}
          onClick={() => onUse(view)}
        >
          {view.name}
        </KeyButton>
      ))}
      {isFiltered(filter) && (
        <KeyButton keys="0" className="chip" onClick={() => onChange({ ...noFilter, sort: filter.sort })}>
          {t('orderList.clear')}
        </KeyButton>
      )}
      <span className="spring" />
      <KeyButton
        keys="s"
        className="chip"
        help={t('orderList.sortBy')}
        onClick={() => onChange({ sort: nextSort(filter.sort) })}
      >{`${t('orderList.sortBy')}: ${sortWords(filter, t)}`}</KeyButton>
      <KeyButton keys="v" className="chip" onClick={() => onOpen('views')}>
        {t('views.views')}
      </KeyButton>
      <KeyButton keys="l" className="chip" onClick={() => onOpen('columns')}>
        {t('views.columns')}
      </KeyButton>
      {children}
    </div>
  )
}

const sortHeads = {
  urgency: 'orderList.sortUrgency',
  dueOn: 'orders.dueOn',
  orderedOn: 'orders.orderedOn',
  number: 'app.number',
  customerPo: 'orders.customerPo',
} as const

const sortWords = ({ sort, shown }: PageFilter, t: ReturnType<typeof useT>): string => {
  if (sort !== null) return `${t(sortHeads[sort.by])} ${sort.down ? '↓' : '↑'}`
  return t(['closed', 'all', 'settled', 'void'].includes(shown) ? 'orderList.sortNewest' : 'orderList.sortUrgency')
}
