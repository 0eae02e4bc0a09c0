import { useRef } from 'react'
import type { Truck } from '../../../shared/trucks.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Button } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useSession } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { timeHere, typedTime } from '../journeys/clock.ts'
import { measureLabel } from './LoadBars.tsx'
import styles from './Trucks.module.css'

interface Typed {
  keeper: string
  leftOn: string | null
  leftTime: string
  overReason: string
}

/** 出车: when, who let it out, and why it leaves with more than it may carry. */
export const DepartDialog = ({ truck, onClose }: { truck: Truck; onClose: () => void }) => {
  const t = useT()
  const me = useSession((store) => store.person?.name ?? '')
  const first: Typed = { keeper: me, leftOn: todayHere(), leftTime: timeHere(), overReason: '' }
  const { fields, change: keep, done, kept, clear } = useKeptFields<Typed>(`depart/${truck.id}`, first)
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<Typed>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const save = async (): Promise<void> => {
    const { keeper, leftOn, leftTime, overReason } = latest.current
    await client.trucks.depart({
      id: truck.id,
      version: truck.version,
      keeper,
      leftOn: leftOn ?? todayHere(),
      leftTime: typedTime(leftTime),
      overReason,
    })
    done()
    notify(t('trucks.departed', { number: truck.number }))
    onClose()
  }
  const unreleased = truck.stops.filter(({ released }) => !released)
  const title = t('trucks.departTitle', { number: truck.number })
  return (
    <Dialog title={title} onClose={onClose} width={480}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('trucks.depart')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <p>{t('trucks.departWhat', { notes: truck.stops.length, packs: truck.load.packs })}</p>
        {unreleased.length > 0 && (
          <>
            <StateBadge tone="bad">{t('trucks.departUnreleased', { count: unreleased.length })}</StateBadge>
            <div className={styles['unreleased']}>
              {unreleased.map(({ deliveryNoteId, number, customer }) => (
                <Button
                  key={deliveryNoteId}
                  onClick={() => {
                    openTab({ word: 'deliveries', id: deliveryNoteId, title: number })
                    onClose()
                  }}
                >
                  {number} {customer}
                </Button>
              ))}
            </div>
          </>
        )}
        {truck.over.length > 0 && (
          <>
            <StateBadge tone="bad">
              {t('trucks.over')} {truck.over.map((measure) => measureLabel(t, measure)).join(' ')}
            </StateBadge>
            <TextInput
              name="overReason"
              label={t('trucks.overReason')}
              required
              autoFocus
              maxLength={200}
              value={fields.overReason}
              onChange={(overReason) => change({ overReason })}
            />
          </>
        )}
        <FieldRow width={130}>
          <TextInput
            name="keeper"
            label={t('journeys.keeper')}
            maxLength={20}
            value={fields.keeper}
            onChange={(keeper) => change({ keeper })}
          />
          <DateInput
            name="leftOn"
            label={t('journeys.leftOn')}
            required
            value={fields.leftOn}
            onChange={(leftOn) => change({ leftOn })}
          />
          <TextInput
            name="leftTime"
            label={t('journeys.leftTime')}
            required
            maxLength={5}
            value={fields.leftTime}
            onChange={(leftTime) => change({ leftTime })}
          />
        </FieldRow>
      </Form>
    </Dialog>
  )
}
