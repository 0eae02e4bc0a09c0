import type { PurchaseRow } from '../../../shared/purchases.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { PriceInput, QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { askedFirst } from '../../lib/askedFirst.ts'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { todayHere } from '../../lib/values.ts'

type Named = Pick<PurchaseRow, 'id' | 'number' | 'name' | 'unit'>
interface DialogProps<Row> {
  purchase: Row
  onClose: () => void
}

/** 到货: what came of a purchase; the rest stays on its way (duty 67). */
export const ArriveDialog = ({ purchase, onClose }: DialogProps<Named & Pick<PurchaseRow, 'inTransit'>>) => {
  const t = useT()
  const title = t('purchases.arriveTitle', { number: purchase.number, name: purchase.name })
  const { fields, change, done, kept, clear } = useKeptFields(`arrive/${purchase.id}`, {
    quantity: purchase.inTransit > 0 ? (purchase.inTransit as number | null) : null,
    arrivedOn: todayHere() as string | null,
    noteNumber: '',
    remark: '',
  })
  const save = async (): Promise<void> => {
    const { quantity } = fields
    if (quantity === null || quantity <= 0)
      throw refuseField('quantity', t('shell.required', { field: t('app.quantity') }))
    const saved = await askedFirst(
      { codes: ['purchases.moreThanOrdered'], title, action: t('purchases.arrive') },
      (sure) =>
        client.purchases.arrive({
          ...fields,
          id: purchase.id,
          quantity,
          arrivedOn: fields.arrivedOn ?? todayHere(),
          sure,
        }),
    )
    if (saved === null) return
    done()
    const values = { name: saved.name, quantity: formatQuantity(quantity), unit: saved.unit }
    const difference = saved.arrived - saved.quantity
    notify(
      difference === 0
        ? t('purchases.arrivedAll', values)
        : difference > 0
          ? t('purchases.arrivedOver', { ...values, over: formatQuantity(difference) })
          : t('purchases.arrivedPart', { ...values, left: formatQuantity(-difference) }),
    )
    onClose()
  }
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('purchases.arrive')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={150}>
          <QuantityInput
            name="quantity"
            positive
            label={t('app.quantity')}
            hint={purchase.unit}
            required
            autoFocus
            value={fields.quantity}
            onChange={(quantity) => change({ quantity })}
          />
          <DateInput
            name="arrivedOn"
            label={t('purchases.arrivedOn')}
            value={fields.arrivedOn}
            onChange={(arrivedOn) => change({ arrivedOn })}
          />
          <TextInput
            name="noteNumber"
            label={t('purchases.noteNumber')}
            maxLength={40}
            value={fields.noteNumber}
            onChange={(noteNumber) => change({ noteNumber })}
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

/** 跟催: whom, what was answered, and the day that was promised (duty 65). What was left unsaved is of that day alone. */
export const ChaseDialog = ({
  purchase,
  onClose,
}: DialogProps<Named & Pick<PurchaseRow, 'supplier' | 'promisedOn'>>) => {
  const t = useT()
  const { fields, change, done, kept, clear } = useKeptFields(`chase/${purchase.id}/${todayHere()}`, {
    chasedOn: todayHere() as string | null,
    person: '',
    answer: '',
    promisedOn: null as string | null,
  })
  const save = async (): Promise<void> => {
    if (fields.answer.trim() === '') throw refuseField('answer', t('shell.required', { field: t('purchases.answer') }))
    await client.purchases.chase({ ...fields, id: purchase.id, chasedOn: fields.chasedOn ?? todayHere() })
    done()
    notify(t('purchases.chased', { supplier: purchase.supplier }))
    onClose()
  }
  const title = t('purchases.chaseTitle', { supplier: purchase.supplier, name: purchase.name })
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('purchases.chaseSave')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={150}>
          <TextInput
            name="person"
            label={t('purchases.person')}
            maxLength={30}
            autoFocus
            value={fields.person}
            onChange={(person) => change({ person })}
          />
          <DateInput
            name="promisedOn"
            label={t('purchases.newPromise')}
            hint={
              fields.promisedOn === null && purchase.promisedOn !== null
                ? t('purchases.promisedBefore', { day: purchase.promisedOn.slice(5) })
                : undefined
            }
            value={fields.promisedOn}
            onChange={(promisedOn) => change({ promisedOn })}
          />
          <DateInput
            name="chasedOn"
            label={t('purchases.chasedOn')}
            value={fields.chasedOn}
            onChange={(chasedOn) => change({ chasedOn })}
          />
        </FieldRow>
        <TextInput
          name="answer"
          label={t('purchases.answer')}
          required
          maxLength={200}
          placeholder={t('purchases.answerHint')}
          value={fields.answer}
          onChange={(answer) => change({ answer })}
        />
      </Form>
    </Dialog>
  )
}

/** What was agreed with the supplier, written anew. */
export const EditPurchaseDialog = ({ purchase, onClose }: DialogProps<PurchaseRow>) => {
  const t = useT()
  const mayPrices = useMay('prices.read')
  const { fields, change, done, kept, clear } = useKeptFields(`purchase/${purchase.id}/${purchase.version}`, {
    supplier: purchase.supplier,
    quantity: purchase.quantity as number | null,
    promisedOn: purchase.promisedOn,
    priceMicros: purchase.priceMicros,
    remark: purchase.remark,
  })
  const save = async (): Promise<void> => {
    if (fields.quantity === null || fields.quantity <= 0)
      throw refuseField('quantity', t('shell.required', { field: t('app.quantity') }))
    await client.purchases.edit({ ...fields, quantity: fields.quantity, id: purchase.id, version: purchase.version })
    done()
    notify(t('purchases.edited', { number: purchase.number }))
    onClose()
  }
  const title = t('purchases.editTitle', { number: purchase.number, name: purchase.name })
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={save} foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={150}>
          <QuantityInput
            name="quantity"
            positive
            label={t('purchases.quantity')}
            hint={purchase.unit}
            required
            autoFocus
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
          {mayPrices && (
            <PriceInput
              name="priceMicros"
              label={t('purchases.price')}
              value={fields.priceMicros}
              onChange={(priceMicros) => change({ priceMicros })}
            />
          )}
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
