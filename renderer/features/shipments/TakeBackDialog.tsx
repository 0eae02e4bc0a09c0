import { formatQuantity } from '../../../shared/quantities.ts'
import type { StoreEntry, StoreRow } from '../../../shared/shipments.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'

interface Props {
  row: StoreRow
  entry: StoreEntry
  onClose: () => void
}

/** 冲回入库: all of an entry, or a part of it for rework; what was typed survives Esc and a power cut. */
export const TakeBackDialog = ({ row, entry, onClose }: Props) => {
  const t = useT()
  const { unit } = row
  const { fields, change, done, kept, clear } = useKeptFields<{ quantity: number | null; reason: string }>(
    `takeBack-${entry.id}`,
    {
      quantity: entry.quantity,
      reason: '',
    },
  )
  const rest = entry.quantity - (fields.quantity ?? 0)
  const save = async (): Promise<void> => {
    const { quantity, reason } = fields
    if (quantity === null || quantity <= 0)
      throw refuseField('quantity', t('shell.required', { field: t('shipments.takeBackQuantity') }))
    await client.shipments.takeBack({ id: entry.id, quantity, reason })
    done()
    notify(t('shipments.takeBackDone', { goods: row.description, quantity: formatQuantity(quantity), unit }))
    onClose()
  }
  const title = `${t('shipments.takeBack')} ${row.description}`
  return (
    <Dialog title={title} onClose={onClose} width={480}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('shipments.takeBack')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <p>
          {t('shipments.takeBackWhat', {
            on: entry.enteredOn,
            quantity: formatQuantity(entry.quantity),
            unit,
            by: entry.countedBy,
          })}
        </p>
        <QuantityInput
          name="quantity"
          label={t('shipments.takeBackQuantity')}
          hint={rest > 0 ? t('shipments.takeBackRest', { rest: formatQuantity(rest), unit }) : unit}
          required
          autoFocus
          value={fields.quantity}
          onChange={(quantity) => change({ quantity })}
        />
        <TextInput
          name="reason"
          label={t('app.reason')}
          required
          maxLength={100}
          value={fields.reason}
          onChange={(reason) => change({ reason })}
        />
      </Form>
    </Dialog>
  )
}
