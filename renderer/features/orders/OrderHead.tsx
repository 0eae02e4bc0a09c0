import type { KeyboardEvent } from 'react'
import { settlements } from '../../../shared/customers.ts'
import { orderSourceKeys, keyedSources } from '../../../shared/orders.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Check, Choice, TextInput } from '../../components/Field.tsx'
import { IntegerInput, PercentInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'
import styles from './Order.module.css'
import { settlementKeys } from './settlementKeys.ts'
import type { OrderFormStore } from './useOrderForm.ts'

export interface OrderHeadProps {
  store: OrderFormStore
  /** The hand is done with customer and date: on to the lines. */
  onLines: () => void
  /** True while goods and money of the order stand (called back). */
  locked: boolean
  /** On a change slip: the customer of the order and the way it came stay what they were. */
  change?: boolean
}

/** Customer and due date, the two every order needs: Enter goes on to the lines from here, and from the last field. */
export const OrderHead = ({ store, onLines, locked, change = false }: OrderHeadProps) => {
  const t = useT()
  const { head } = store.form
  const toLines = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isComposing(event)) return
    event.preventDefault()
    // the date is read on Enter first; the lines take it over in the same turn
    setTimeout(onLines)
  }
  const fromLast = (event: KeyboardEvent<HTMLDivElement>): void => {
    const last = [...event.currentTarget.querySelectorAll('input:not([disabled]), select:not([disabled])')].at(-1)
    if (event.target === last && !event.shiftKey && !event.defaultPrevented) toLines(event)
  }
  return (
    <div className={styles['head']} onKeyDown={fromLast}>
      <CustomerPicker
        name="customerId"
        label={t('app.customer')}
        required
        disabled={locked || change}
        autoFocus={head.customerId === null}
        text={head.customerName}
        onPick={(customer) => void attempt(() => store.chooseCustomer(customer))}
      />
      <div onKeyDown={toLines}>
        <DateInput
          name="dueOn"
          label={t('orders.dueOn')}
          autoFocus={head.customerId !== null && !change}
          value={head.dueOn}
          onChange={store.setDue}
        />
      </div>
      <TextInput
        name="customerPo"
        label={t('orders.customerPo')}
        maxLength={60}
        value={head.customerPo}
        onChange={store.setPo}
      />
      {!change && (
        <Choice
          name="source"
          label={t('orders.source')}
          value={head.source}
          options={[...keyedSources, ...(head.source === 'complaint' ? (['complaint'] as const) : [])].map((value) => ({
            value,
            label: t(orderSourceKeys[value]),
          }))}
          onChange={(source) => store.changeHead({ source })}
        />
      )}
      <Choice
        name="settlement"
        label={t('orders.settlement')}
        disabled={locked}
        value={head.settlement}
        options={settlements.map((value) => ({ value, label: t(settlementKeys[value]) }))}
        onChange={(settlement) => store.changeHead({ settlement })}
      />
      {head.settlement === 'deposit' && (
        <PercentInput
          name="depositBasisPoints"
          label={t('orders.depositPercent')}
          disabled={locked}
          value={head.depositBasisPoints}
          onChange={(points) => store.changeHead({ depositBasisPoints: points ?? 0 })}
        />
      )}
    </div>
  )
}

/** What only some orders need; below the lines, reached when the lines are done. */
export const OrderTerms = ({
  store,
  locked,
  change = false,
}: {
  store: OrderFormStore
  locked: boolean
  change?: boolean
}) => {
  const t = useT()
  const { head } = store.form
  const { data: people } = useQuery(client.orders.people, {})
  const merchandisers = (people ?? []).map((person) => ({ value: String(person.id), label: person.name }))
  const text = (
    name: 'salesperson' | 'deliveryPlace' | 'deliveryMethod' | 'packing' | 'acceptance' | 'remark' | 'bankAccount',
    most: number,
  ) => (
    <TextInput
      name={name}
      label={t(name === 'remark' ? 'app.remark' : `orders.${name}`)}
      maxLength={most}
      value={head[name]}
      onChange={(value) => store.changeHead({ [name]: value })}
    />
  )
  return (
    <div className={styles['terms']}>
      <TextInput
        name="contact"
        label={t('orders.contact')}
        maxLength={40}
        value={head.contact}
        onChange={(contact) => store.changeHead({ contact })}
      />
      <TextInput
        name="phone"
        label={t('orders.phone')}
        maxLength={40}
        value={head.phone}
        onChange={(phone) => store.changeHead({ phone })}
      />
      <div className={styles['wide']}>{text('deliveryPlace', 200)}</div>
      {text('deliveryMethod', 60)}
      {text('packing', 200)}
      {text('acceptance', 200)}
      {text('salesperson', 20)}
      <Choice
        name="merchandiserId"
        label={t('orders.merchandiser')}
        value={String(head.merchandiserId)}
        options={merchandisers}
        onChange={(id) => store.changeHead({ merchandiserId: Number(id) })}
      />
      <div className={styles['wide']}>{text('bankAccount', 200)}</div>
      {text('remark', 500)}
      <Choice
        name="taxMode"
        label={t('orders.taxMode')}
        disabled={locked}
        value={head.taxMode}
        options={[
          { value: 'included', label: t('orders.taxIncluded') },
          { value: 'excluded', label: t('orders.taxExcluded') },
        ]}
        onChange={(taxMode) => store.changeHead({ taxMode })}
      />
      {head.taxMode === 'included' && (
        <PercentInput
          name="taxBasisPoints"
          label={t('orders.taxPercent')}
          disabled={locked}
          value={head.taxBasisPoints}
          onChange={(points) => store.changeHead({ taxBasisPoints: points ?? 0 })}
        />
      )}
      <Check
        name="rush"
        label={t('orders.rush')}
        value={head.rush}
        onChange={(rush) => store.changeHead({ rush, rushReason: rush ? head.rushReason : '' })}
      />
      {head.rush && (
        <TextInput
          name="rushReason"
          label={t('orders.rushReason')}
          required
          maxLength={100}
          value={head.rushReason}
          onChange={(rushReason) => store.changeHead({ rushReason })}
        />
      )}
      {head.inboxItemIds.length === 0 && !change && <Proof store={store} />}
    </div>
  )
}

/** 书面依据 of an order without a file: fax number, pages, date (duty 2); of a sample its number and where it lies (duty 13). */
const Proof = ({ store }: { store: OrderFormStore }) => {
  const t = useT()
  const { proof, source } = store.form.head
  const sample = source === 'sample'
  const change = (part: Partial<NonNullable<typeof proof>>): void => {
    const next = { number: '', pages: 1, on: todayHere(), ...proof, ...part }
    store.changeHead({ proof: next.number === '' ? null : next })
  }
  return (
    <>
      <TextInput
        name="proof.number"
        label={sample ? t('orders.proofSample') : `${t('orders.proof')} ${t('orders.proofNumber')}`}
        maxLength={40}
        value={proof?.number ?? ''}
        onChange={(number) => change({ number })}
      />
      {proof && !sample && (
        <IntegerInput
          name="proof.pages"
          label={t('orders.proofPages')}
          value={proof.pages}
          onChange={(pages) => change({ pages: pages ?? 1 })}
        />
      )}
      {proof && (
        <DateInput
          name="proof.on"
          label={t(sample ? 'orders.proofSampleOn' : 'orders.proofOn')}
          value={proof.on}
          onChange={(on) => change({ on: on ?? todayHere() })}
        />
      )}
    </>
  )
}
