import { useState } from 'react'
import type { PlannedRow } from '../../../shared/orderImports.ts'
import { emptyProduct } from '../../../shared/products.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { type FoundProduct, ProductPicker } from '../../components/ProductPicker.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { type FreshCard, freshCard, NewProductFields } from '../products/NewProductFields.tsx'
import styles from './OrderImport.module.css'

interface BindDialogProps {
  row: PlannedRow
  customerId: number
  onClose: () => void
}

const cardOf = ({ itemCode, itemName, spec, unit }: PlannedRow): FreshCard =>
  freshCard({ code: itemCode, name: itemName, spec, unit })

/** What the customer calls its goods, bound to one of our products once; or to a new one made here. */
export const BindDialog = ({ row, customerId, onClose }: BindDialogProps) => {
  const t = useT()
  const mayMake = useMay('products.write')
  const [product, setProduct] = useState<FoundProduct | null>(null)
  const [card, setCard] = useState<FreshCard | null>(null)
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
  return (
    <Dialog
      title={t('orderImports.bindTitle', { item: [row.itemCode, row.itemName].filter(Boolean).join(' ') })}
      width={520}
      onClose={onClose}
    >
      <Form
        label={t('orderImports.bind')}
        onSubmit={save}
        enterSubmits
        foot={
          <>
            {mayMake && !card && (
              <KeyButton keys="F3" onClick={() => setCard(cardOf(row))}>
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
          <NewProductFields card={card} onChange={(part) => setCard({ ...card, ...part })} />
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
