import type { LoadProcess } from '../../../shared/plan.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useKeptFields } from '../../lib/keptFields.ts'

interface Typed {
  day: string | null
  amount: number | null
  reason: string
}

/** 加班 or another capacity of one day: how much, and why. What was typed stays when it is refused or left. */
export const CapacityDialog = ({
  kind,
  process,
  day,
  amount,
  onClose,
}: {
  kind: 'overtime' | 'otherCapacity'
  process: LoadProcess
  day: string
  /** What is proposed: the excess of the day, or its present capacity. */
  amount: number
  onClose: () => void
}) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(`plan/${kind}/${process.processId}/${day}`, {
    day,
    amount: amount > 0 || kind === 'otherCapacity' ? amount : null,
    reason: '',
  })
  const write = kind === 'overtime' ? client.plan.overtime : client.plan.otherCapacity
  const save = async (): Promise<void> => {
    if (fields.day === null) throw refuseField('day', t('shell.required', { field: t('app.date') }))
    if (fields.amount === null) throw refuseField('amount', t('shell.required', { field: t('app.quantity') }))
    if (kind === 'overtime' && fields.amount <= 0) throw refuseField('amount', t('plan.moreThanNothing'))
    if (fields.amount < 0) throw refuseField('amount', t('plan.notBelowNothing'))
    if (fields.reason.trim() === '') throw refuseField('reason', t('shell.needsReason'))
    await write({ processId: process.processId, day: fields.day, amount: fields.amount, reason: fields.reason })
    done()
    notify(t('plan.measureDone'))
    onClose()
  }
  const values = { process: process.processName }
  return (
    <Dialog
      title={kind === 'overtime' ? t('plan.overtimeOn', values) : t('plan.otherCapacityOn', values)}
      width={400}
      onClose={onClose}
    >
      <Form label={t('plan.measures')} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <DateInput
          name="day"
          label={t('app.date')}
          required
          value={fields.day}
          onChange={(value) => change({ day: value })}
        />
        <QuantityInput
          name="amount"
          label={
            kind === 'overtime'
              ? t('plan.moreAmount', { unit: process.unit })
              : t('plan.dayAmount', { unit: process.unit })
          }
          required
          autoFocus
          value={fields.amount}
          onChange={(value) => change({ amount: value })}
        />
        <TextInput
          name="reason"
          label={t('app.reason')}
          required
          maxLength={200}
          value={fields.reason}
          onChange={(reason) => change({ reason })}
        />
      </Form>
    </Dialog>
  )
}
