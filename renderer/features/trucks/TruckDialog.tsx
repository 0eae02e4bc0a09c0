import { useRef } from 'react'
import { freightPayerKeys, freightPayers, type FreightPayer } from '../../../shared/journeys.ts'
import type { Truck, TruckDraft, Vehicle } from '../../../shared/trucks.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { LoadLimits } from './LoadLimits.tsx'

type Typed = Omit<TruckDraft, 'id' | 'version' | 'onDay'> & { onDay: string | null }

const typedOf = (truck: Truck | null, onDay: string, vehicle: Vehicle | undefined): Typed => {
  if (truck === null)
    return {
      onDay,
      vehicleId: vehicle?.id ?? null,
      plate: vehicle?.plate ?? '',
      driver: vehicle?.driver ?? '',
      phone: vehicle?.phone ?? '',
      carrier: vehicle?.carrier ?? '',
      limitPacks: vehicle?.limitPacks ?? 0,
      limitVolume: vehicle?.limitVolume ?? 0,
      limitWeight: vehicle?.limitWeight ?? 0,
      freightFen: null,
      freightBy: 'us',
      route: '',
      remark: '',
      reason: '',
    }
  const { vehicleId, plate, driver, phone, carrier, limitPacks, limitVolume, limitWeight } = truck
  const { freightFen, freightBy, route, remark } = truck
  return {
    onDay: truck.onDay,
    vehicleId,
    plate,
    driver,
    phone,
    carrier,
    limitPacks,
    limitVolume,
    limitWeight,
    freightFen,
    freightBy,
    route,
    remark,
    reason: '',
  }
}

const Editing = ({
  truck,
  onDay,
  vehicles,
  others,
  onSaved,
  onClose,
}: {
  truck: Truck | null
  onDay: string
  vehicles: readonly Vehicle[]
  /** The other trucks of the day: a vehicle that has a trip is not proposed again. */
  others: readonly Truck[]
  onSaved: (truck: Truck) => void
  onClose: () => void
}) => {
  const t = useT()
  const seesMoney = useMay('prices.read')
  const tripOf = (vehicleId: number): Truck | undefined => others.find((each) => each.vehicleId === vehicleId)
  const first = typedOf(truck, onDay, truck === null ? vehicles.find(({ id, own }) => own && !tripOf(id)) : undefined)
  const {
    fields,
    change: keep,
    done,
    kept,
    clear,
  } = useKeptFields<Typed>(`truck/${truck?.id ?? 'new'}/${onDay}`, first)
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<Typed>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const choose = (value: string): void => {
    const vehicle = vehicles.find(({ id }) => String(id) === value)
    if (!vehicle) return change({ vehicleId: null })
    const { plate, driver, phone, carrier, limitPacks, limitVolume, limitWeight } = vehicle
    return change({ vehicleId: vehicle.id, plate, driver, phone, carrier, limitPacks, limitVolume, limitWeight })
  }
  const save = async (): Promise<void> => {
    const typed = latest.current
    const saved = await client.trucks.save({
      ...typed,
      id: truck?.id ?? null,
      version: truck?.version ?? 0,
      onDay: typed.onDay ?? onDay,
      freightFen: seesMoney ? (typed.freightFen ?? 0) : null,
    })
    done()
    onSaved(saved)
    onClose()
  }
  const text = (name: 'plate' | 'driver' | 'phone' | 'carrier' | 'route' | 'remark', label: string, most: number) => (
    <TextInput
      name={name}
      label={label}
      maxLength={most}
      value={fields[name]}
      onChange={(value) => change({ [name]: value })}
    />
  )
  const title = truck ? `${truck.number} ${t('trucks.editTruck')}` : t('trucks.newTruck')
  return (
    <Dialog title={title} onClose={onClose} width={620}>
      <Form
        label={title}
        onSubmit={save}
        enterSubmits
        keys="Control+s"
        foot={<SubmitButton keys="Control+s">{t('app.save')}</SubmitButton>}
      >
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={180}>
          <Choice
            name="vehicleId"
            label={t('trucks.vehicle')}
            autoFocus
            value={fields.vehicleId === null ? 'none' : String(fields.vehicleId)}
            options={[
              ...vehicles.map(({ id, plate, driver }) => {
                const vehicle = [plate, driver].filter(Boolean).join(' ')
                const trip = tripOf(id)
                return {
                  value: String(id),
                  label: trip ? t('trucks.vehicleBusy', { vehicle, truck: trip.number }) : vehicle,
                }
              }),
              { value: 'none', label: t('trucks.noVehicle') },
            ]}
            onChange={choose}
          />
          {text('plate', t('trucks.plate'), 20)}
          <DateInput
            name="onDay"
            label={t('trucks.onDay')}
            required
            value={fields.onDay}
            onChange={(day) => change({ onDay: day })}
          />
        </FieldRow>
        <FieldRow width={180}>
          {text('driver', t('deliveries.driver'), 20)}
          {text('phone', t('trucks.phone'), 40)}
          {text('carrier', t('trucks.carrier'), 30)}
        </FieldRow>
        <LoadLimits limits={fields} width={180} onChange={change} />
        <FieldRow width={180}>
          {text('route', t('trucks.route'), 60)}
          {seesMoney && (
            <MoneyInput
              name="freightFen"
              label={t('journeys.freight')}
              value={fields.freightFen === 0 ? null : fields.freightFen}
              onChange={(freightFen) => change({ freightFen })}
            />
          )}
          <Choice<FreightPayer>
            name="freightBy"
            label={t('journeys.freightBy')}
            value={fields.freightBy}
            options={freightPayers.map((value) => ({ value, label: t(freightPayerKeys[value]) }))}
            onChange={(freightBy) => change({ freightBy })}
          />
        </FieldRow>
        {text('remark', t('app.remark'), 100)}
        {truck && truck.printed > 0 && (
          <TextInput
            name="reason"
            label={t('trucks.reason')}
            maxLength={100}
            value={fields.reason}
            onChange={(reason) => change({ reason })}
          />
        )}
      </Form>
    </Dialog>
  )
}

/** A truck of the day: a vehicle of the list brings its driver and its limits, all of it can be typed over. */
export const TruckDialog = (props: {
  truck: Truck | null
  onDay: string
  onSaved: (truck: Truck) => void
  onClose: () => void
}) => {
  const { data: vehicles } = useQuery(client.trucks.vehicles, {})
  const { data: trucks } = useQuery(client.trucks.day, { onDay: props.onDay })
  if (!vehicles || !trucks) return null
  const others = trucks.filter(({ id }) => id !== props.truck?.id)
  return <Editing {...props} vehicles={vehicles.filter(({ active }) => active)} others={others} />
}
