import { useRef } from 'react'
import type { Note } from '../../../shared/deliveries.ts'
import type { Journey } from '../../../shared/journeys.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useSession } from '../../lib/session.ts'
import { todayHere } from '../../lib/values.ts'
import { timeHere, typedTime } from './clock.ts'

/** 出厂 (duty 88): in what, with whom, when, and who let it out. */
export const GateDialog = ({ note, journey, onClose }: { note: Note; journey: Journey; onClose: () => void }) => {
  const t = useT()
  const me = useSession((store) => store.person?.name ?? '')
  const {
    fields,
    change: keep,
    done,
    kept,
    clear,
  } = useKeptFields(`gate/${note.id}`, {
    vehicle: journey.pickedUpVehicle || note.vehicle,
    driver: journey.pickedUpBy || note.driver,
    keeper: me,
    leftOn: todayHere() as string | null,
    leftTime: timeHere(),
  })
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<typeof fields>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const save = async (): Promise<void> => {
    const { leftOn, leftTime, ...typed } = latest.current
    await client.journeys.gate({
      deliveryNoteId: note.id,
      version: journey.version,
      ...typed,
      leftOn: leftOn ?? todayHere(),
      leftTime: typedTime(leftTime),
    })
    done()
    notify(t('journeys.passed', { number: note.number }))
    onClose()
  }
  const text = (name: 'vehicle' | 'driver' | 'keeper' | 'leftTime', label: string, most: number, more: object = {}) => (
    <TextInput
      name={name}
      label={label}
      maxLength={most}
      value={fields[name]}
      onChange={(value) => change({ [name]: value })}
      {...more}
    />
  )
  const title = `${note.number} ${t('journeys.gateTitle')}`
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('journeys.gate')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={150}>
          {text('vehicle', t('deliveries.vehicle'), 20, { autoFocus: true })}
          {text('driver', t('deliveries.driver'), 20)}
          {text('keeper', t('journeys.keeper'), 20, { required: true })}
        </FieldRow>
        <FieldRow width={150}>
          <DateInput
            name="leftOn"
            label={t('journeys.leftOn')}
            required
            value={fields.leftOn}
            onChange={(leftOn) => change({ leftOn })}
          />
          {text('leftTime', t('journeys.leftTime'), 5, { required: true })}
        </FieldRow>
      </Form>
    </Dialog>
  )
}
