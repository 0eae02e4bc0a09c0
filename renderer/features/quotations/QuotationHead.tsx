import { type KeyboardEvent, useRef, useState } from 'react'
import { mostSteps } from '../../../shared/quotations.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice, Field, selectAll, TextInput } from '../../components/Field.tsx'
import { PercentInput } from '../../components/TypedInput.tsx'
import { isComposing } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import styles from './Quotation.module.css'
import { ladderText, parseLadder } from './quotationForm.ts'
import type { QuotationFormStore } from './useQuotationForm.ts'

/** `500/1000/3000`: the columns of the ladder, read when the field is left. */
const LadderInput = ({ store, onDone }: { store: QuotationFormStore; onDone: () => void }) => {
  const t = useT()
  const [typed, setTyped] = useState<string | null>(null)
  const [wrong, setWrong] = useState<string | null>(null)
  const read = (): boolean => {
    if (typed === null) return true
    const ladder = parseLadder(typed)
    setWrong(ladder === null ? t('quotations.ladderWrong', { most: mostSteps }) : null)
    if (ladder === null) return false
    store.setLadder(ladder)
    setTyped(null)
    return true
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isComposing(event)) return
    event.preventDefault()
    if (read()) setTimeout(onDone)
  }
  return (
    <Field name="ladder" label={t('quotations.ladder')} error={wrong}>
      {(control) => (
        <input
          {...control}
          type="text"
          name="ladder"
          autoComplete="off"
          data-wrong={wrong ?? undefined}
          maxLength={80}
          placeholder={t('quotations.ladderHint')}
          value={typed ?? ladderText(store.form.ladder)}
          onFocus={selectAll}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onBlur={read}
          onKeyDown={onKeyDown}
        />
      )}
    </Field>
  )
}

/** Who asks, until when it stands, and the rungs: Enter goes on to the lines from there. */
export const QuotationHead = ({ store, onLines }: { store: QuotationFormStore; onLines: () => void }) => {
  const t = useT()
  const prospect = useRef<HTMLInputElement>(null)
  const { head } = store.form
  // nobody was chosen: the name is asked for before the lines
  const afterLadder = (): void =>
    head.customerId === null && head.prospect === '' ? prospect.current?.focus() : onLines()
  const toLines = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || isComposing(event)) return
    event.preventDefault()
    onLines()
  }
  return (
    <div className={styles['head']}>
      <CustomerPicker
        name="customerId"
        label={t('quotations.customer')}
        autoFocus={head.customerId === null && head.prospect === ''}
        text={head.customerName}
        onPick={(customer) => void attempt(() => store.chooseCustomer(customer))}
      />
      <DateInput
        name="validUntil"
        label={t('quotations.validUntil')}
        required
        value={head.validUntil}
        onChange={(day) => store.changeHead({ validUntil: day ?? head.validUntil })}
      />
      <LadderInput store={store} onDone={afterLadder} />
      {head.customerId === null && (
        <div onKeyDown={toLines}>
          <TextInput
            name="prospect"
            label={t('quotations.prospect')}
            placeholder={t('quotations.prospectHint')}
            maxLength={60}
            value={head.prospect}
            onChange={(prospect) => store.changeHead({ prospect })}
            ref={prospect}
          />
        </div>
      )}
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
      <DateInput
        name="quotedOn"
        label={t('quotations.quotedOn')}
        value={head.quotedOn}
        onChange={(day) => store.changeHead({ quotedOn: day ?? head.quotedOn })}
      />
      <Choice
        name="taxMode"
        label={t('quotations.tax')}
        value={head.taxMode}
        options={[
          { value: 'included', label: t('quotations.taxIncluded') },
          { value: 'excluded', label: t('quotations.taxExcluded') },
        ]}
        onChange={(taxMode) => store.changeHead({ taxMode })}
      />
      <PercentInput
        name="taxBasisPoints"
        label={t('quotations.taxRate')}
        value={head.taxBasisPoints}
        onChange={(points) => store.changeHead({ taxBasisPoints: points ?? 0 })}
      />
    </div>
  )
}

/** How it is paid and delivered; below the lines. */
export const QuotationTerms = ({ store }: { store: QuotationFormStore }) => {
  const t = useT()
  const { head } = store.form
  return (
    <div className={styles['terms']}>
      <TextInput
        name="payment"
        label={t('quotations.payment')}
        maxLength={200}
        value={head.payment}
        onChange={(payment) => store.changeHead({ payment })}
      />
      <TextInput
        name="delivery"
        label={t('quotations.delivery')}
        maxLength={200}
        value={head.delivery}
        onChange={(delivery) => store.changeHead({ delivery })}
      />
      <TextInput
        name="remark"
        label={t('app.remark')}
        maxLength={500}
        value={head.remark}
        onChange={(remark) => store.changeHead({ remark })}
      />
    </div>
  )
}
