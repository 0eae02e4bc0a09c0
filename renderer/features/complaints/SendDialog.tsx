import { useState } from 'react'
import type { Replacement } from '../../../shared/complaints.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'

/** The delivery note of a 补件单; the next truck is proposed (duty 97). */
export const SendDialog = ({ slip, onClose }: { slip: Replacement; onClose: () => void }) => {
  const t = useT()
  const { data: trucks } = useQuery(client.complaints.trucks, {})
  const [truckId, setTruckId] = useState<string | null>(null)
  const [typedOn, setTypedOn] = useState<string | null>(null)
  const next = trucks?.[0]
  const chosen = truckId ?? (next ? String(next.id) : 'none')
  const truck = trucks?.find(({ id }) => String(id) === chosen) ?? null
  const on = typedOn ?? truck?.onDay ?? todayHere()
  const save = async (): Promise<void> => {
    const made = await client.complaints.send({
      id: slip.id,
      version: slip.version,
      on,
      truck: truck && { id: truck.id, version: truck.version },
    })
    notify(t('complaints.sentDone', { number: made.number }))
    onClose()
    openTab({ word: 'deliveries', id: made.noteId, title: made.number })
  }
  const title = t('complaints.sendTitle', { slip: slip.number })
  if (!trucks) return null
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('complaints.send')}</SubmitButton>}>
        <FieldRow width={220}>
          <Choice
            name="truck"
            label={t('complaints.truck')}
            autoFocus
            value={chosen}
            options={[
              ...trucks.map(({ id, number, onDay, words }) => ({
                value: String(id),
                label: [onDay.slice(5), words, number].filter(Boolean).join(' '),
              })),
              { value: 'none', label: t('complaints.noTruck') },
            ]}
            onChange={setTruckId}
          />
          <DateInput name="on" label={t('complaints.sendOn')} value={on} onChange={(day) => setTypedOn(day)} />
        </FieldRow>
      </Form>
    </Dialog>
  )
}
