import { type CodMethod, codMethodKeys, codMethods, type CodSettlement } from '../../../shared/cod.ts'
import { formatFen } from '../../../shared/money.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'

/** The driver pays back what he owes of a note, or a part of it. */
export const RepayDialog = ({ debt, onClose }: { debt: CodSettlement; onClose: () => void }) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields<{
    amountFen: number | null
    method: CodMethod
    paidOn: string | null
  }>(`cod-repay/${debt.id}`, { amountFen: debt.amountFen, method: 'cash', paidOn: todayHere() })
  const save = async (): Promise<void> => {
    const { amountFen, method, paidOn } = fields
    if (amountFen === null) throw refuseField('amountFen', t('shell.required', { field: t('cod.settleAmount') }))
    if (paidOn === null) throw refuseField('paidOn', t('shell.required', { field: t('cod.collectedOn') }))
    await client.cod.repay({ settlementId: debt.id, version: debt.noteVersion, amountFen, method, paidOn })
    done()
    notify(t('cod.repayDone', { amount: formatFen(amountFen) }))
    onClose()
  }
  const title = t('cod.repayTitle', { driver: debt.driver, number: debt.number })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('cod.repay')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <MoneyInput
          name="amountFen"
          positive
          label={t('cod.settleAmount')}
          required
          autoFocus
          value={fields.amountFen}
          onChange={(amountFen) => change({ amountFen })}
        />
        <Choice<CodMethod>
          name="method"
          label={t('cod.method')}
          value={fields.method}
          options={codMethods.map((value) => ({ value, label: t(codMethodKeys[value]) }))}
          onChange={(method) => change({ method })}
        />
        <DateInput
          name="paidOn"
          label={t('cod.collectedOn')}
          value={fields.paidOn}
          onChange={(paidOn) => change({ paidOn })}
        />
      </Form>
    </Dialog>
  )
}
