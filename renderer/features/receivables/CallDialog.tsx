import { formatFen } from '../../../shared/money.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { askedFirst } from '../../lib/askedFirst.ts'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'

interface Typed {
  person: string
  promisedOn: string | null
  amountFen: number | null
  nextOn: string | null
  summary: string
}

/** A call for money (duty 32): what was said comes last, so that Enter there records it. */
export const CallDialog = ({
  customer,
  onClose,
}: {
  customer: {
    customerId: number
    customer: string
    contact?: string
    balanceFen: number
    overdueFen: number
    prepaidFen: number
    waitingFen: number
  }
  onClose: () => void
}) => {
  const t = useT()
  const {
    fields: typed,
    change,
    done,
    kept,
    clear,
  } = useKeptFields<Typed>(`pay-call/${customer.customerId}`, {
    person: customer.contact ?? '',
    promisedOn: null,
    amountFen: null,
    nextOn: null,
    summary: '',
  })
  const title = t('receivables.callTitle', { customer: customer.customer })
  const save = async (): Promise<void> => {
    if (typed.summary.trim() === '')
      throw refuseField('summary', t('shell.required', { field: t('receivables.summary') }))
    const saved = await askedFirst(
      { codes: ['receivables.moreThanOwed'], title, action: t('receivables.promiseAnyway') },
      (sure) => client.receivables.call({ ...typed, customerId: customer.customerId, sure }),
    )
    if (!saved) return
    const { promise } = saved
    done()
    notify(
      promise === null
        ? t('receivables.callSaved')
        : t('receivables.promiseSaved', {
            customer: customer.customer,
            on: promise.promisedOn.slice(5),
            amount: formatFen(promise.amountFen),
          }),
    )
    onClose()
  }
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <p>
          {t('receivables.callOwed', {
            owed: formatFen(customer.balanceFen),
            overdue: formatFen(customer.overdueFen),
          })}
          {customer.prepaidFen > 0 &&
            ` ${t('receivables.callPrepaid', {
              prepaid: formatFen(customer.prepaidFen),
              left: formatFen(Math.max(0, customer.overdueFen - customer.prepaidFen)),
            })}`}
          {customer.waitingFen > 0 && ` ${t('receivables.callWaits', { waiting: formatFen(customer.waitingFen) })}`}
        </p>
        <FieldRow width={150}>
          <DateInput
            name="promisedOn"
            label={t('receivables.promisedOn')}
            autoFocus
            value={typed.promisedOn}
            onChange={(promisedOn) => change({ promisedOn })}
          />
          <MoneyInput
            name="amountFen"
            label={t('receivables.promisedFen')}
            value={typed.amountFen}
            onChange={(amountFen) => change({ amountFen })}
          />
        </FieldRow>
        <FieldRow width={150}>
          <TextInput
            name="person"
            label={t('receivables.person')}
            maxLength={30}
            value={typed.person}
            onChange={(person) => change({ person })}
          />
          <DateInput
            name="nextOn"
            label={t('receivables.nextOn')}
            value={typed.nextOn}
            onChange={(nextOn) => change({ nextOn })}
          />
        </FieldRow>
        <TextInput
          name="summary"
          label={t('receivables.summary')}
          required
          maxLength={250}
          value={typed.summary}
          onChange={(summary) => change({ summary })}
        />
      </Form>
    </Dialog>
  )
}
