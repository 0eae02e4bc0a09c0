import { useState } from 'react'
import type { PlannedRow } from '../../../shared/orderImports.ts'
import { emptyProduct } from '../../../shared/products.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { FieldRow, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { type FoundProduct, ProductPicker } from '../../components/ProductPicker.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import styles from './OrderImport.module.css'

interface BindDialogProps {
  row: PlannedRow
  customerId: number
  onClose: () => void
}

const freshCard = (row: PlannedRow) => ({
  code: row.itemCode.slice(0, 30),
  name: (row.itemName || row.itemCode).slice(0, 60),
  spec: row.spec.slice(0, 60),
  unit: row.unit.slice(0, 8) || emptyProduct.unit,
})

/** What the customer calls its goods, bound to one of our products once; or to a new one made here. */
export const BindDialog = ({ row, customerId, onClose }: BindDialogProps) => {
  const t = useT()
  const mayMake = useMay('products.write')
  const [product, setProduct] = useState<FoundProduct | null>(null)
  const [card, setCard] = useState<ReturnType<typeof freshCard> | null>(null)
  const item = row.itemCode || row.itemName
  const bind = async (productId: number, code: string): Promise<void> => {
    await client.orderImports.bind({ customerId, itemCode: row.itemCode, itemName: row.itemName, productId })
    notify(t('orderImports.bound', { item, product: code }))
    onClose()
  }
  const save = async (): Promise<void> => {
    if (card) {
      const { id, code } = await client.products.save({ ...emptyProduct, ...card })
      return bind(id, code)
    }
    if (!product) throw refuseField('productId', t('orderImports.chooseProduct'))
    return bind(product.id, product.code)
  }
  const text = (field: keyof ReturnType<typeof freshCard>, label: string, most: number, first = false) => (
    <TextInput
      name={field}
      label={label}
      maxLength={most}
      required={field !== 'spec'}
      autoFocus={first}
      value={card?.[field] ?? ''}
      onChange={(value) => setCard((before) => before && { ...before, [field]: value })}
    />
  )
  return (
    <Dialog
      title={t('orderImports.bindTitle', { item: [row.itemCode, row.itemName].filter(Boolean).join(' ') })}
      width={520}
      onClose={onClose}
    >
      <Form
        label={t('orderImports.bind')}
        onSubmit={save}
        keys="Control+Enter"
        enterSubmits
        foot={
          <>
            {mayMake && !card && (
              <KeyButton keys="F3" onClick={() => setCard(freshCard(row))}>
                {t('orderImports.newProduct')}
              </KeyButton>
            )}
            <SubmitButton keys={card ? 'Control+Enter' : 'Enter'}>
              {t(card ? 'orderImports.saveAndBind' : 'orderImports.bind')}
            </SubmitButton>
          </>
        }
      >
        <small className="dim">{t('orderImports.bindHint', { item })}</small>
        {card ? (
          <FieldRow width={200}>
            {text('code', t('orderImports.newCode'), 30, true)}
            {text('name', t('orderImports.newName'), 60)}
            {text('spec', t('orderImports.newSpec'), 60)}
            {text('unit', t('orderImports.newUnit'), 8)}
          </FieldRow>
        ) : (
          <div className={styles['room']}>
            <ProductPicker
              name="productId"
              label={t('orderImports.ourProduct')}
              required
              autoFocus
              text={product?.code ?? ''}
              onPick={setProduct}
            />
          </div>
        )}
      </Form>
    </Dialog>
  )
}
