import { useRef } from 'react'
import {
  type CarriageDraft,
  freightPayerKeys,
  freightPayers,
  type FreightPayer,
  type Journey,
} from '../../../shared/journeys.ts'
import { type ShipWay, shipWayKeys, shipWays } from '../../../shared/shipments.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Check, Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput, QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import styles from './Journeys.module.css'

type Typed = Omit<CarriageDraft, 'deliveryNoteId' | 'version'>
type TextField = { [K in keyof Typed]: Typed[K] extends string ? K : never }[keyof Typed]

const typedOf = (journey: Journey): Typed => {
  const { way, carrier, carrierPhone, tracking, freightFen, freightBy, expectedOn } = journey
  const { pickedUpBy, pickedUpProof, pickedUpVehicle, authorised, volume, weight } = journey
  return {
    way,
    carrier,
    carrierPhone,
    tracking,
    freightFen,
    freightBy,
    expectedOn,
    pickedUpBy,
    pickedUpProof,
    pickedUpVehicle,
    authorised,
    volume,
    weight,
  }
}

/** 承运资料 (duty 92): 提货方式, carrier and tracking number, or who fetches the goods; freight, room and weight. */
export const CarriageDialog = ({ journey, onClose }: { journey: Journey; onClose: () => void }) => {
  const t = useT()
  const seesMoney = useMay('prices.read')
  const { deliveryNoteId, version, number } = journey
  const {
    fields,
    change: keep,
    done,
    kept,
    clear,
  } = useKeptFields<Typed>(`carriage/${deliveryNoteId}/${version}`, typedOf(journey))
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<Typed>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const save = async (): Promise<void> => {
    await client.journeys.save({ ...latest.current, deliveryNoteId, version })
    done()
    notify(t('journeys.saved'))
    onClose()
  }
  const text = (name: TextField, most: number) => (
    <TextInput
      name={name}
      label={t(`journeys.${name as 'carrier'}`)}
      maxLength={most}
      value={fields[name]}
      onChange={(value) => change({ [name]: value })}
    />
  )
  const fetched = fields.way === 'pickUp'
  const title = `${number} ${t('journeys.editCarriage')}`
  return (
    <Dialog title={title} onClose={onClose} width={600}>
      <Form
        label={title}
        onSubmit={save}
        enterSubmits
        keys="Control+s"
        foot={<SubmitButton keys="Control+s">{t('app.save')}</SubmitButton>}
      >
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={170}>
          <Choice<ShipWay>
            name="way"
            label={t('journeys.way')}
            autoFocus
            value={fields.way}
            options={shipWays.map((value) => ({ value, label: t(shipWayKeys[value]) }))}
            onChange={(way) => change({ way })}
          />
          {fetched ? text('pickedUpBy', 20) : text('carrier', 30)}
          {fetched ? text('pickedUpProof', 40) : text('carrierPhone', 40)}
        </FieldRow>
        {fetched ? (
          <FieldRow width={170}>
            {text('pickedUpVehicle', 20)}
            <Check
              name="authorised"
              label={t('journeys.authorised')}
              value={fields.authorised}
              onChange={(authorised) => change({ authorised })}
            />
          </FieldRow>
        ) : (
          <FieldRow width={170}>
            {text('tracking', 40)}
            <DateInput
              name="expectedOn"
              label={t('journeys.expectedOn')}
              value={fields.expectedOn}
              onChange={(expectedOn) => change({ expectedOn })}
            />
          </FieldRow>
        )}
        <FieldRow width={130}>
          {seesMoney && (
            <MoneyInput
              name="freightFen"
              label={t('journeys.freight')}
              value={fields.freightFen === 0 ? null : fields.freightFen}
              onChange={(freightFen) => change({ freightFen: freightFen ?? 0 })}
            />
          )}
          <Choice<FreightPayer>
            name="freightBy"
            label={t('journeys.freightBy')}
            value={fields.freightBy}
            options={freightPayers.map((value) => ({ value, label: t(freightPayerKeys[value]) }))}
            onChange={(freightBy) => change({ freightBy })}
          />
          <QuantityInput
            name="volume"
            label={t('journeys.volume')}
            value={fields.volume}
            onChange={(volume) => change({ volume })}
          />
          <QuantityInput
            name="weight"
            label={t('journeys.weight')}
            value={fields.weight}
            onChange={(weight) => change({ weight })}
          />
        </FieldRow>
        {journey.truck && (fields.way === 'freight' || fields.way === 'courier') && (
          <p role="status" className={styles['onTruck']}>
            ◆ {t('journeys.carrierOnTruck', { number, truck: journey.truck.number, way: t(shipWayKeys[fields.way]) })}
          </p>
        )}
        <p className="dim">{t('journeys.volumeHint')}</p>
      </Form>
    </Dialog>
  )
}
