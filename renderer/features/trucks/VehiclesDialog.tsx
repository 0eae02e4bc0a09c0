import { useMemo, useState } from 'react'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Vehicle, VehicleDraft } from '../../../shared/trucks.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Check, FieldRow, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty } from '../../components/Page.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { LoadLimits } from './LoadLimits.tsx'
import styles from './Trucks.module.css'

const emptyVehicle: VehicleDraft = {
  id: null,
  plate: '',
  own: true,
  carrier: '',
  driver: '',
  phone: '',
  limitPacks: 0,
  limitVolume: 0,
  limitWeight: 0,
  active: true,
  version: 0,
}

const VehicleDialog = ({ first, onClose }: { first: VehicleDraft; onClose: () => void }) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields<VehicleDraft>(`vehicle/${first.id ?? 'new'}`, first)
  const save = async (): Promise<void> => {
    const { plate } = await client.trucks.saveVehicle({ ...fields, id: first.id, version: first.version })
    done()
    notify(t('trucks.vehicleSaved', { plate }))
    onClose()
  }
  const text = (name: 'plate' | 'driver' | 'phone' | 'carrier', label: string, most: number, more: object = {}) => (
    <TextInput
      name={name}
      label={label}
      maxLength={most}
      value={fields[name]}
      onChange={(value) => change({ [name]: value })}
      {...more}
    />
  )
  const title = first.plate || t('trucks.newVehicle')
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form
        label={title}
        onSubmit={save}
        enterSubmits
        keys="Control+s"
        foot={<SubmitButton keys="Control+s">{t('app.save')}</SubmitButton>}
      >
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={160}>
          {text('plate', t('trucks.plate'), 20, { required: true, autoFocus: true })}
          {text('driver', t('deliveries.driver'), 20)}
          {text('phone', t('trucks.phone'), 40)}
        </FieldRow>
        <LoadLimits limits={fields} width={160} onChange={change} />
        <FieldRow width={160}>
          {text('carrier', t('trucks.carrier'), 30)}
          <Check name="own" label={t('trucks.own')} value={fields.own} onChange={(own) => change({ own })} />
          <Check
            name="active"
            label={t('trucks.active')}
            value={fields.active}
            onChange={(active) => change({ active })}
          />
        </FieldRow>
      </Form>
    </Dialog>
  )
}

/** 常用车: our own and those of carriers that come again and again, with what each may carry. */
export const VehiclesDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT()
  const { data: rows = [] } = useQuery(client.trucks.vehicles, {})
  const [editing, setEditing] = useState<VehicleDraft | null>(null)
  const columns = useMemo((): Column<Vehicle>[] => {
    const limit = (value: number): string => (value === 0 ? t('trucks.noLimit') : formatQuantity(value))
    return [
      { key: 'plate', header: t('trucks.plate'), width: 96 },
      {
        key: 'own',
        header: t('trucks.carrier'),
        value: ({ own, carrier }) => (own ? t('trucks.own') : carrier || t('trucks.outside')),
      },
      { key: 'driver', header: t('deliveries.driver'), width: 70 },
      { key: 'phone', header: t('trucks.phone'), width: 110 },
      {
        key: 'limitPacks',
        header: t('deliveries.packs'),
        width: 58,
        align: 'right',
        value: ({ limitPacks }) => limit(limitPacks * 1000),
      },
      {
        key: 'limitVolume',
        header: t('trucks.volume'),
        width: 58,
        align: 'right',
        value: ({ limitVolume }) => limit(limitVolume),
      },
      {
        key: 'limitWeight',
        header: t('trucks.weight'),
        width: 64,
        align: 'right',
        value: ({ limitWeight }) => limit(limitWeight),
      },
    ]
  }, [t])
  return (
    <Dialog
      title={t('trucks.vehicles')}
      onClose={onClose}
      width={760}
      foot={
        <KeyButton keys="F4" go onClick={() => setEditing(emptyVehicle)}>
          {t('trucks.newVehicle')}
        </KeyButton>
      }
    >
      <div className={styles['vehicles']}>
        <DataTable
          label={t('trucks.vehicles')}
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          rowClass={({ active }) => (active ? undefined : 'dim')}
          onOpen={setEditing}
          empty={<Empty title={t('trucks.noVehicles')} />}
        />
      </div>
      {editing && <VehicleDialog key={editing.id} first={editing} onClose={() => setEditing(null)} />}
    </Dialog>
  )
}
