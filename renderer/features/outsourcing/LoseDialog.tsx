import { useState } from 'react'
import { type CauseCode, causeCodes, causeKeys, causeSigns } from '../../../shared/operations.ts'
import type { Slip, SlipLine } from '../../../shared/outsourcing.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'
import { tellReopened } from '../operations/reopened.ts'

interface Typed {
  quantity: number | null
  on: string | null
  cause: CauseCode | ''
  reason: string
}

/** What will not come back: how many, since when, why. It is scrap of the process. */
export const LoseDialog = ({ slip, line, onClose }: { slip: Slip; line: SlipLine; onClose: () => void }) => {
  const t = useT()
  // the slip may be read anew under the window
  const [{ version }] = useState(slip)
  const { fields, change, done, kept, clear } = useKeptFields<Typed>(`outside-lost/${line.id}`, {
    quantity: line.open,
    on: todayHere(),
    cause: '',
    reason: '',
  })
  const late = fields.on !== null && fields.on > line.wantedOn
  const required = (field: string, label: string): Error => refuseField(field, t('shell.required', { field: label }))
  const save = async (): Promise<void> => {
    const { quantity, on, reason, cause } = fields
    if (quantity === null || quantity <= 0) throw required('quantity', t('outsourcing.loseQuantity'))
    if (on === null) throw required('on', t('app.date'))
    if (reason.trim() === '') throw required('reason', t('outsourcing.loseReason'))
    const { reopened } = await client.outsourcing.lose({
      id: slip.id,
      version,
      lineId: line.id,
      quantity,
      on,
      causeCode: cause === '' ? null : cause,
      reason,
    })
    done()
    tellReopened(reopened)
    notify(t('outsourcing.loseDone', { quantity: `${formatQuantity(quantity)} ${line.unit}` }))
    onClose()
  }
  const title = t('outsourcing.loseTitle', { process: line.processName })
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('outsourcing.lose')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <p>{t('outsourcing.loseWords', { process: line.processName })}</p>
        <QuantityInput
          name="quantity"
          label={t('outsourcing.loseQuantity')}
          required
          autoFocus
          hint={`/ ${formatQuantity(line.open)} ${line.unit}`}
          value={fields.quantity}
          onChange={(quantity) => change({ quantity })}
        />
        <DateInput name="on" label={t('app.date')} required value={fields.on} onChange={(on) => change({ on })} />
        {late && (
          <Choice<CauseCode>
            name="causeCode"
            label={t('outsourcing.cause')}
            required
            empty
            value={fields.cause}
            options={causeCodes.map((value) => ({ value, label: `${causeSigns[value]} ${t(causeKeys[value])}` }))}
            onChange={(cause) => change({ cause })}
          />
        )}
        <TextInput
          name="reason"
          label={t('outsourcing.loseReason')}
          required
          maxLength={100}
          value={fields.reason}
          onChange={(reason) => change({ reason })}
        />
      </Form>
    </Dialog>
  )
}
