import { useRef } from 'react'
import { formatQuantity, packsOf } from '../../../shared/quantities.ts'
import type { StoreRow } from '../../../shared/shipments.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { IntegerInput, QuantityInput } from '../../components/TypedInput.tsx'
import { KeptNote } from '../../components/KeptNote.tsx'
import { askedFirst } from '../../lib/askedFirst.ts'
import { client } from '../../lib/client.ts'
import { useKeptFields } from '../../lib/keptFields.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useSession } from '../../lib/session.ts'
import { todayHere } from '../../lib/values.ts'

interface Typed {
  quantity: number | null
  /** Counted by the product's packing until they are typed. */
  packs: number | null
  countedBy: string
  enteredOn: string | null
  place: string
  explanation: string
}

/** 入库 (duties 57, 85): what was counted, by whom, where it lies; a count that differs says why. */
export const PutInDialog = ({
  row,
  places,
  onClose,
}: {
  row: StoreRow
  places: readonly string[]
  onClose: () => void
}) => {
  const t = useT()
  const me = useSession((store) => store.person?.name ?? '')
  const left = row.finished - row.putIn
  const title = t('shipments.putInTitle', { goods: row.description })
  const {
    fields,
    change: keep,
    done,
    kept,
    clear,
  } = useKeptFields<Typed>(`putIn/${row.noticeLineId}/${row.putIn}`, {
    quantity: left,
    packs: null,
    countedBy: me,
    enteredOn: todayHere(),
    place: row.place,
    explanation: '',
  })
  const latest = useRef(fields)
  latest.current = fields
  const change = (part: Partial<Typed>): void => {
    latest.current = { ...latest.current, ...part }
    keep(latest.current)
  }
  const packsNow = (typed: Typed): number =>
    typed.packs ?? (row.packing ? packsOf(typed.quantity ?? 0, row.packing.packs, row.packing.packUnits) : 0)
  const save = async (): Promise<void> => {
    const now = latest.current
    if (now.quantity === null || now.quantity <= 0)
      throw refuseField('quantity', t('shell.required', { field: t('shipments.counted') }))
    const quantity = now.quantity
    const put = await askedFirst({ codes: ['shipments.rejectedGoods'], title, action: t('shipments.putIn') }, (sure) =>
      client.shipments.putIn({
        noticeLineId: row.noticeLineId,
        quantity,
        packs: packsNow(now),
        countedBy: now.countedBy,
        enteredOn: now.enteredOn ?? todayHere(),
        place: now.place,
        explanation: now.explanation,
        sure,
      }),
    )
    if (put === null) return
    done()
    notify(t('shipments.putInDone', { goods: row.description, quantity: formatQuantity(quantity), unit: row.unit }))
    onClose()
  }
  return (
    <Dialog title={title} onClose={onClose} width={560}>
      <Form label={title} onSubmit={save} enterSubmits foot={<SubmitButton>{t('shipments.putIn')}</SubmitButton>}>
        <KeptNote kept={kept} onClear={clear} />
        <FieldRow width={150}>
          <QuantityInput
            name="quantity"
            positive
            label={t('shipments.counted')}
            required
            autoFocus
            value={fields.quantity}
            onChange={(quantity) => change({ quantity })}
          />
          <IntegerInput
            name="packs"
            label={t('shipments.packs')}
            value={packsNow(fields)}
            onChange={(packs) => change({ packs })}
          />
          <TextInput
            name="countedBy"
            label={t('shipments.countedBy')}
            required
            maxLength={20}
            value={fields.countedBy}
            onChange={(countedBy) => change({ countedBy })}
          />
        </FieldRow>
        <p className="dim">{t('shipments.countedHint', { quantity: formatQuantity(left), unit: row.unit })}</p>
        <FieldRow width={150}>
          <DateInput
            name="enteredOn"
            label={t('shipments.enteredOn')}
            required
            value={fields.enteredOn}
            onChange={(enteredOn) => change({ enteredOn })}
          />
          <TextInput
            name="place"
            label={t('shipments.place')}
            maxLength={20}
            suggestions={places}
            value={fields.place}
            onChange={(place) => change({ place })}
          />
        </FieldRow>
        {fields.quantity !== left && (
          <TextInput
            name="explanation"
            label={t('shipments.explanation')}
            required
            maxLength={100}
            suggestions={[t('shipments.explainRest'), t('shipments.explainRework'), t('shipments.explainMissing')]}
            value={fields.explanation}
            onChange={(explanation) => change({ explanation })}
          />
        )}
      </Form>
    </Dialog>
  )
}
