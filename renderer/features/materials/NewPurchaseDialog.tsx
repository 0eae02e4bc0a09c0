import { plusDays } from '../../../shared/dates.ts'
import type { Material } from '../../../shared/materials.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { PriceInput, QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { todayHere } from '../../lib/values.ts'
import { MaterialPicker } from './MaterialPicker.tsx'

interface Typed {
  material: Pick<Material, 'id' | 'code' | 'name' | 'unit'> | null
  supplier: string
  quantity: number | null
  promisedOn: string | null
  priceMicros: number | null
  remark: string
}
const nothing: Typed = { material: null, supplier: '', quantity: null, promisedOn: null, priceMicros: null, remark: '' }

/** 备料: bought for no order; what belongs to an order is bought from 欠料, where its need stands. */
export const NewPurchaseDialog = ({ onClose }: { onClose: () => void }) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields<Typed>('purchase/new', nothing)
  const save = async (): Promise<void> => {
    const { material, quantity, ...rest } = fields
    if (!material) throw refuseField('material', t('shell.required', { field: t('materials.name') }))
    if (quantity === null || quantity <= 0)
      throw refuseField('quantity', t('shell.required', { field: t('purchases.quantity') }))
    const { numbers } = await client.purchases.add({
      orderedOn: todayHere(),
      rows: [{ ...rest, orderId: null, materialId: material.id, quantity }],
    })
    done()
    notify(t('purchases.added', { numbers: numbers.join('、') }))
    onClose()
  }
  const title = t('purchases.newTitle')
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('purchases.buy')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <p className="dim">{t('purchases.newHint')}</p>
        <FieldRow width={160}>
          <MaterialPicker
            name="material"
            label={t('materials.name')}
            required
            autoFocus
            text={fields.material ? `${fields.material.code} ${fields.material.name}` : ''}
            onPick={(material) =>
              change(
                material
                  ? { material, supplier: material.supplier, promisedOn: plusDays(todayHere(), material.leadDays) }
                  : { material: null },
              )
            }
          />
          <QuantityInput
            name="quantity"
            positive
            label={t('purchases.quantity')}
            hint={fields.material?.unit}
            required
            value={fields.quantity}
            onChange={(quantity) => change({ quantity })}
          />
          <TextInput
            name="supplier"
            label={t('purchases.supplier')}
            maxLength={60}
            value={fields.supplier}
            onChange={(supplier) => change({ supplier })}
          />
          <DateInput
            name="promisedOn"
            label={t('purchases.promised')}
            value={fields.promisedOn}
            onChange={(promisedOn) => change({ promisedOn })}
          />
          <PriceInput
            name="priceMicros"
            label={t('purchases.price')}
            value={fields.priceMicros}
            onChange={(priceMicros) => change({ priceMicros })}
          />
        </FieldRow>
        <TextInput
          name="remark"
          label={t('app.remark')}
          maxLength={100}
          value={fields.remark}
          onChange={(remark) => change({ remark })}
        />
      </Form>
    </Dialog>
  )
}
