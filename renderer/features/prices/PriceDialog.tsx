import { useMemo, useState } from 'react'
import { formatMicros } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { ProductPicker } from '../../components/ProductPicker.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { PriceInput, QuantityInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'
import type { CustomerPrice } from './PriceList.tsx'
import styles from './Prices.module.css'

interface Draft {
  customerId: number | null
  customer: string
  productId: number | null
  code: string
  minQuantity: number
  priceMicros: number | null
  validFrom: string | null
  remark: string
}

const History = ({ customerId, productId }: { customerId: number; productId: number }) => {
  const t = useT()
  const { data } = useQuery(client.prices.history, { customerId, productId, limit: 6 })
  if (data?.length === 0) return <p className="dim">{t('prices.noHistory')}</p>
  return (
    <table className={styles['history']} aria-label={t('prices.history')}>
      <caption>{t('prices.history')}</caption>
      <tbody>
        {data?.map(({ on, number, quantity, priceMicros }) => (
          <tr key={`${number} ${quantity} ${priceMicros}`}>
            <td>{on}</td>
            <td>{number}</td>
            <td className="n">{formatQuantity(quantity)}</td>
            <td className="n">{formatMicros(priceMicros)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** One agreed price: whom, what, from which quantity and day; below it what the customer paid so far. */
export const PriceDialog = ({
  price,
  customer,
  onClose,
}: {
  price: CustomerPrice | null
  customer: { id: number; name: string } | null
  onClose: () => void
}) => {
  const t = useT()
  const first = useMemo(
    (): Draft => ({
      customerId: price?.customerId ?? customer?.id ?? null,
      customer: price?.customer ?? customer?.name ?? '',
      productId: price?.productId ?? null,
      code: price?.code ?? '',
      minQuantity: price?.minQuantity ?? 0,
      priceMicros: price?.priceMicros ?? null,
      validFrom: price?.validFrom ?? todayHere(),
      remark: price?.remark ?? '',
    }),
    [price, customer],
  )
  const [draft, setDraft] = useState(first)
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }))
  const { customerId, productId } = draft
  const save = async (): Promise<void> => {
    const { priceMicros, validFrom, minQuantity, remark } = draft
    const missing = (field: string, label: string): Error => refuseField(field, t('shell.required', { field: label }))
    if (customerId === null) throw missing('customerId', t('prices.customer'))
    if (productId === null) throw missing('productId', t('prices.product'))
    if (priceMicros === null) throw missing('priceMicros', t('prices.price'))
    if (validFrom === null) throw missing('validFrom', t('prices.validFrom'))
    const terms = { customerId, productId, minQuantity, priceMicros, validFrom, remark }
    await client.prices.save({ id: price?.id ?? null, version: price?.version ?? 0, ...terms })
    notify(t('prices.saved', { customer: draft.customer, code: draft.code }))
    onClose()
  }
  return (
    <Dialog title={t(price ? 'prices.editPrice' : 'prices.newPrice')} onClose={onClose} width={560}>
      <Form
        label={t('prices.title')}
        onSubmit={save}
        enterSubmits
        keys="Control+s"
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <FieldRow width={240}>
          <CustomerPicker
            name="customerId"
            label={t('prices.customer')}
            required
            disabled={price !== null || customer !== null}
            autoFocus={price === null && customer === null}
            text={draft.customer}
            onPick={(found) => change({ customerId: found?.id ?? null, customer: found?.shortName ?? '' })}
          />
          <ProductPicker
            name="productId"
            label={t('prices.product')}
            required
            disabled={price !== null}
            autoFocus={price === null && customer !== null}
            text={draft.code}
            onPick={(found) => change({ productId: found?.id ?? null, code: found?.code ?? '' })}
          />
          <PriceInput
            name="priceMicros"
            label={t('prices.price')}
            required
            autoFocus={price !== null}
            value={draft.priceMicros}
            onChange={(priceMicros) => change({ priceMicros })}
          />
          <QuantityInput
            name="minQuantity"
            label={t('prices.minQuantity')}
            value={draft.minQuantity}
            onChange={(minQuantity) => change({ minQuantity: minQuantity ?? 0 })}
          />
          <DateInput
            name="validFrom"
            label={t('prices.validFrom')}
            required
            value={draft.validFrom}
            onChange={(validFrom) => change({ validFrom })}
          />
          <TextInput
            name="remark"
            label={t('prices.remark')}
            maxLength={100}
            value={draft.remark}
            onChange={(remark) => change({ remark })}
          />
        </FieldRow>
        {customerId !== null && productId !== null && <History customerId={customerId} productId={productId} />}
      </Form>
    </Dialog>
  )
}
