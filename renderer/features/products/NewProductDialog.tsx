import { useState } from 'react'
import { emptyProduct } from '../../../shared/products.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Form } from '../../components/Form.tsx'
import type { FoundProduct } from '../../components/ProductPicker.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { type FreshCard, freshCard, NewProductFields } from './NewProductFields.tsx'

interface NewProductDialogProps {
  /** What the line says of the goods already. */
  known: FreshCard
  customerId: number | null
  onClose: () => void
  onMade: (product: FoundProduct) => void
}

/** Goods nobody has a card of yet, made while their order is keyed: code, name, spec, unit. */
export const NewProductDialog = ({ known, customerId, onClose, onMade }: NewProductDialogProps) => {
  const t = useT()
  const [card, setCard] = useState(() => freshCard(known))
  const save = async (): Promise<void> => {
    const { id, code } = await client.products.save({ ...emptyProduct, ...card })
    const found = await client.products.find({ typed: code, limit: 5, ...(customerId === null ? {} : { customerId }) })
    notify(t('products.saved', { code }))
    const made = found.find((product) => product.id === id)
    if (made) onMade(made)
    onClose()
  }
  return (
    <Dialog title={t('orderImports.newProduct')} width={520} onClose={onClose}>
      <Form
        label={t('orderImports.newProduct')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton keys="Enter">{t('app.save')}</SubmitButton>}
      >
        <NewProductFields card={card} onChange={(part) => setCard((before) => ({ ...before, ...part }))} />
      </Form>
    </Dialog>
  )
}
