import { useRef } from 'react'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextBlock, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'

/** What is known of the arrival of a note so far. */
export interface Arriving {
  deliveryNoteId: number
  number: string
  version: number
  arrivedOn: string | null
  signer: string
  acceptedOn: string | null
  arrivalNote?: string
}

/** 签收 and 验收 (duty 92): the day the goods came, who signed, the day they were accepted. */
export const ArriveDialog = ({ journey, onClose }: { journey: Arriving; onClose: () => void }) => {
  const t = useT()
  const {
    fields,
    change: keep,
    done,
    kept,
    clear,
  } = useKeptFields(`arrive/${journey.deliveryNoteId}/${journey.version}`, {
    arrivedOn: (journey.arrivedOn ?? todayHere()) as string | null,
    signer: journey.signer,
    acceptedOn: journey.acceptedOn,
    note: journey.arrivalNote ?? '',
  })
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<typeof fields>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const save = async (): Promise<void> => {
    const { arrivedOn, ...typed } = latest.current
    const { deliveryNoteId, version } = journey
    await client.journeys.arrive({ deliveryNoteId, version, arrivedOn: arrivedOn ?? todayHere(), ...typed })
    done()
    notify(t('journeys.arrivedSaved', { number: journey.number }))
    onClose()
  }
  const title = `${journey.number} ${t('journeys.arrivalTitle')}`
  return (
    <Dialog title={title} onClose={onClose} width={500}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={140}>
          <DateInput
            name="arrivedOn"
            label={t('journeys.arrivedOn')}
            required
            autoFocus
            value={fields.arrivedOn}
            onChange={(arrivedOn) => change({ arrivedOn })}
          />
          <TextInput
            name="signer"
            label={t('journeys.signer')}
            maxLength={20}
            value={fields.signer}
            onChange={(signer) => change({ signer })}
          />
          <DateInput
            name="acceptedOn"
            label={t('journeys.acceptedOn')}
            value={fields.acceptedOn}
            onChange={(acceptedOn) => change({ acceptedOn })}
          />
        </FieldRow>
        <TextBlock
          name="note"
          label={t('journeys.arrivalNote')}
          rows={2}
          maxLength={200}
          value={fields.note}
          onChange={(note) => change({ note })}
        />
      </Form>
    </Dialog>
  )
}
