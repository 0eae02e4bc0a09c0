import { useState } from 'react'
import {
  type Change,
  type ChangeDepartment,
  departmentKeys,
  type ToldWay,
  toldWayKeys,
  toldWays,
} from '../../../shared/changes.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'

/** A department was told: the name on the paper, the day, how. */
export const SignDialog = ({
  change,
  department,
  onClose,
}: {
  change: Change
  department: ChangeDepartment
  onClose: () => void
}) => {
  const t = useT()
  const known = change.signs.find((sign) => sign.department === department)
  const [name, setName] = useState(known?.name ?? '')
  const [on, setOn] = useState<string | null>(known?.on ?? todayHere())
  const [how, setHow] = useState<ToldWay>(known?.how ?? 'paper')
  const save = async (): Promise<void> => {
    await client.changes.sign({
      id: change.id,
      version: change.version,
      department,
      name,
      on: on ?? todayHere(),
      how,
    })
    notify(t('changes.signed', { department: t(departmentKeys[department]) }))
    onClose()
  }
  const title = `${t('changes.signTitle', { number: change.number })} · ${t(departmentKeys[department])}`
  return (
    <Dialog title={title} onClose={onClose}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('changes.sign')}</SubmitButton>}>
        <FieldRow width={150}>
          <TextInput
            name="name"
            label={t('changes.signName')}
            required
            autoFocus
            maxLength={20}
            value={name}
            onChange={setName}
          />
          <DateInput name="on" label={t('changes.signOn')} value={on} onChange={setOn} />
          <Choice
            name="how"
            label={t('changes.signHow')}
            value={how}
            options={toldWays.map((value) => ({ value, label: t(toldWayKeys[value]) }))}
            onChange={setHow}
          />
        </FieldRow>
      </Form>
    </Dialog>
  )
}
