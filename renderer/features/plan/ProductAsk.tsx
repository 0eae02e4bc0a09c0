import { useState } from 'react'
import { plusDays } from '../../../shared/dates.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { QuantityInput } from '../../components/TypedInput.tsx'
import { useT } from '../../lib/language.ts'
import { todayHere } from '../../lib/values.ts'
import { AskResult } from './AskDialog.tsx'

interface AskedProduct {
  id: number
  name: string
  spec: string
  unit: string
  leadDays: number
}

const AskForm = ({ product, onClose }: { product: AskedProduct; onClose: () => void }) => {
  const t = useT()
  const { id, name, spec, unit, leadDays } = product
  const [quantity, setQuantity] = useState<number | null>(1000)
  const [dueOn, setDueOn] = useState<string | null>(plusDays(todayHere(), leadDays))
  const asked = quantity !== null && quantity > 0 && dueOn !== null
  return (
    <Dialog title={`${t('plan.ask')} · ${name} ${spec}`} width={780} onClose={onClose}>
      {/* the answer follows each field as it is left */}
      <Form label={t('plan.ask')} keys={null} onSubmit={() => Promise.resolve()}>
        <FieldRow>
          <QuantityInput
            name="quantity"
            label={t('app.quantity')}
            hint={unit}
            autoFocus
            value={quantity}
            onChange={setQuantity}
          />
          <DateInput name="dueOn" label={t('operations.due')} value={dueOn} onChange={setDueOn} />
        </FieldRow>
      </Form>
      {asked && (
        <AskResult
          lines={[{ place: 1, productId: id, name: [name, spec].filter(Boolean).join(' '), unit, quantity, dueOn }]}
        />
      )}
    </Dialog>
  )
}

/** 赶得及吗 on the card of a product: a caller asks how soon forty of them could be there. */
export const ProductAsk = ({ product }: { product: AskedProduct }) => {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <>
      <KeyButton keys="F9" onClick={() => setOpen(true)}>
        {t('plan.ask')}
      </KeyButton>
      {open && <AskForm product={product} onClose={() => setOpen(false)} />}
    </>
  )
}
