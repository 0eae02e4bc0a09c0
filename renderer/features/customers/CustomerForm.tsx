import { useRef } from 'react'
import { type Customer, type CustomerDraft, grades, invoiceKinds, settlements } from '../../../shared/customers.ts'
import { wantedKindKeys } from '../../../shared/invoices.ts'
import { Check, Choice, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput, MoneyInput, PercentInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useDraft } from '../../lib/draft.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { settlementKeys } from '../orders/settlementKeys.ts'
import styles from './Customer.module.css'

type TextField = {
  [K in keyof CustomerDraft]: CustomerDraft[K] extends string ? K : never
}[keyof CustomerDraft]

interface FormPart {
  draft: CustomerDraft
  change: (part: Partial<CustomerDraft>) => void
}

const useText = ({ draft, change }: FormPart) => {
  const Text = (field: TextField, label: string, maxLength: number, more: object = {}) => (
    <TextInput
      name={field}
      label={label}
      maxLength={maxLength}
      value={draft[field]}
      onChange={(value) => change({ [field]: value })}
      {...more}
    />
  )
  return Text
}

const NamesPart = ({ draft, change, onShortName }: FormPart & { onShortName: (name: string) => void }) => {
  const t = useT()
  const text = useText({ draft, change })
  return (
    <fieldset>
      <legend>{t('customers.names')}</legend>
      <div className={styles['two']}>
        {text('name', t('customers.name'), 60, { required: true, autoFocus: draft.id === null })}
      </div>
      {text('shortName', t('customers.shortName'), 20, {
        required: true,
        placeholder: t('customers.shortNameHint'),
        onLeave: onShortName,
      })}
      {text('initials', t('customers.initials'), 20, { placeholder: t('customers.initialsHint') })}
      {text('code', t('customers.code'), 20, { required: true })}
      <div className={styles['two']}>
        {text('statementName', t('customers.statementName'), 60, {
          placeholder: t('customers.statementNameHint'),
        })}
      </div>
      <Choice
        name="grade"
        label={t('customers.grade')}
        value={draft.grade}
        options={grades.map((value) => ({ value, label: value }))}
        onChange={(grade) => change({ grade })}
      />
    </fieldset>
  )
}

const ContactPart = (part: FormPart) => {
  const t = useT()
  const text = useText(part)
  return (
    <fieldset>
      <legend>{t('customers.contactSection')}</legend>
      {text('contact', t('customers.contact'), 20)}
      {text('phone', t('customers.phone'), 40)}
      {text('fax', t('customers.fax'), 40)}
      {text('region', t('customers.region'), 20)}
      {text('salesperson', t('customers.salesperson'), 20)}
      <div className={styles['all']}>{text('address', t('customers.address'), 100)}</div>
    </fieldset>
  )
}

const MoneyPart = ({ draft, change }: FormPart) => {
  const t = useT()
  const text = useText({ draft, change })
  return (
    <>
      <fieldset>
        <legend>{t('customers.moneySection')}</legend>
        <Choice
          name="settlement"
          label={t('customers.settlement')}
          value={draft.settlement}
          options={settlements.map((value) => ({ value, label: t(settlementKeys[value]) }))}
          onChange={(settlement) => change({ settlement })}
        />
        {draft.settlement === 'monthly' ? (
          <IntegerInput
            name="termDays"
            label={t('customers.termDays')}
            value={draft.termDays}
            onChange={(termDays) => change({ termDays: termDays ?? 0 })}
          />
        ) : (
          <PercentInput
            name="depositBasisPoints"
            label={t('customers.deposit')}
            value={draft.depositBasisPoints}
            disabled={draft.settlement !== 'deposit'}
            onChange={(points) => change({ depositBasisPoints: points ?? 0 })}
          />
        )}
        <MoneyInput
          name="creditLimitFen"
          label={`${t('customers.creditLimit')} ${t('customers.creditLimitHint')}`}
          value={draft.creditLimitFen}
          onChange={(fen) => change({ creditLimitFen: fen ?? 0 })}
        />
        <IntegerInput
          name="cutoffDay"
          label={`${t('customers.cutoffDay')} ${t('customers.cutoffDayHint')}`}
          value={draft.cutoffDay}
          onChange={(cutoffDay) => change({ cutoffDay: cutoffDay ?? 0 })}
        />
      </fieldset>
      <fieldset>
        <legend>{t('customers.invoiceSection')}</legend>
        <div className={styles['two']}>{text('taxNumber', t('customers.taxNumber'), 40)}</div>
        <div className={styles['two']}>{text('taxBank', t('customers.taxBank'), 100)}</div>
        <Choice
          name="invoiceKind"
          label={t('customers.invoiceKind')}
          value={draft.invoiceKind}
          options={invoiceKinds.map((value) => ({ value, label: t(wantedKindKeys[value]) }))}
          onChange={(invoiceKind) => change({ invoiceKind })}
        />
        {text('taxPhone', t('customers.taxPhone'), 40)}
        <div className={styles['two']}>
          {text('invoiceTitle', t('customers.invoiceTitle'), 60, { placeholder: t('customers.invoiceTitleHint') })}
        </div>
        <div className={styles['two']}>{text('taxAddress', t('customers.taxAddress'), 100)}</div>
      </fieldset>
    </>
  )
}

const OtherPart = ({ draft, change }: FormPart) => {
  const t = useT()
  const text = useText({ draft, change })
  return (
    <fieldset>
      <legend>{t('customers.otherSection')}</legend>
      <div className={styles['two']}>
        {text('blacklistNote', t('customers.blacklistNote'), 100, {
          placeholder: t('customers.blacklistHint'),
        })}
      </div>
      <div className={styles['two']}>
        <TextBlock
          name="remark"
          label={t('app.remark')}
          rows={1}
          maxLength={200}
          value={draft.remark}
          onChange={(remark) => change({ remark })}
        />
      </div>
      <PercentInput
        name="overBasisPoints"
        label={t('customers.overBasisPoints')}
        hint={t('customers.overHint')}
        value={draft.overBasisPoints === 0 ? null : draft.overBasisPoints}
        onChange={(points) => change({ overBasisPoints: points ?? 0 })}
      />
      {text('shippingMark', t('customers.shippingMark'), 120)}
      {text('sideMark', t('customers.sideMark'), 120)}
      <Check
        name="active"
        label={t('customers.active')}
        value={draft.active}
        onChange={(active) => change({ active })}
      />
    </fieldset>
  )
}

/** Initials and code as the office would choose them, filled in until the hand has typed its own. */
const useSuggestions = ({ draft, change }: FormPart) => {
  const given = useRef({ initials: '', code: '' })
  return async (name: string): Promise<void> => {
    if (name.trim() === '') return
    const suggested = await attempt(() => client.customers.suggest({ name: name.trim() }))
    if (!suggested) return
    const part: Partial<CustomerDraft> = {}
    if (draft.initials === '' || draft.initials === given.current.initials) part.initials = suggested.initials
    if (draft.id === null && (draft.code === '' || draft.code === given.current.code)) part.code = suggested.code
    given.current = suggested
    change(part)
  }
}

/** The whole card of a customer (duty 113). `first` is what is saved; nothing typed is lost when saving is refused. */
export const CustomerForm = ({
  first,
  disabled,
  onSaved,
}: {
  first: CustomerDraft
  disabled: boolean
  onSaved: (customer: Customer) => void
}) => {
  const t = useT()
  const { draft, change, dirty, outdated, accept } = useDraft<CustomerDraft>(first)
  const suggest = useSuggestions({ draft, change })
  const save = async (): Promise<void> => {
    const shortName = draft.shortName.trim() || draft.name.trim().slice(0, 20)
    for (const [field, label] of [
      ['name', t('customers.name')],
      ['code', t('customers.code')],
    ] as const)
      if (draft[field].trim() === '') throw refuseField(field, t('shell.required', { field: label }))
    const saved = await client.customers.save({ ...draft, shortName })
    accept(saved)
    onSaved(saved)
  }
  const part = { draft, change }
  return (
    <Form
      label={t('customers.title')}
      onSubmit={save}
      unsaved={dirty}
      foot={!disabled && <SubmitButton>{t('app.save')}</SubmitButton>}
      className={styles['form'] ?? ''}
    >
      {outdated && <RefusalNote message={t('customers.changed')} />}
      <fieldset disabled={disabled} className={styles['whole']}>
        <NamesPart {...part} onShortName={(name) => void suggest(name)} />
        <ContactPart {...part} />
        <MoneyPart {...part} />
        <OtherPart {...part} />
      </fieldset>
    </Form>
  )
}
