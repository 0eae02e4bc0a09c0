import { useMemo, useState } from 'react'
import type { CustomerItem } from '../../../shared/customerItems.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'

/** 客户货号: what customers call this product in their orders. */
export const ItemCodes = ({ productId }: { productId: number }) => {
  const t = useT()
  const mayWrite = useMay('products.write')
  const { data } = useQuery(client.customerItems.list, { productId, limit: 200 })
  const [row, setRow] = useState<CustomerItem | null>(null)
  const [adding, setAdding] = useState(false)
  const columns = useMemo(
    (): Column<CustomerItem>[] => [
      { key: 'customer', header: t('app.customer') },
      { key: 'itemCode', header: t('customerItems.itemCode'), width: 130 },
    ],
    [t],
  )
  return (
    <Panel
      title={t('customerItems.title')}
      actions={
        mayWrite && (
          <>
            {row && (
              <KeyButton keys="Delete" onClick={() => attempt(() => client.customerItems.remove({ id: row.id }))}>
                {t('customerItems.remove')}
              </KeyButton>
            )}
            <KeyButton keys="F6" onClick={() => setAdding(true)}>
              {t('app.add')}
            </KeyButton>
          </>
        )
      }
    >
      <DataTable
        label={t('customerItems.title')}
        columns={columns}
        rows={data?.rows ?? []}
        rowKey={({ id }) => id}
        autoFocus={false}
        onSelect={setRow}
        empty={<span className="dim">{t('customerItems.none')}</span>}
      />
      {adding && <ItemCodeDialog productId={productId} onClose={() => setAdding(false)} />}
    </Panel>
  )
}

const ItemCodeDialog = ({ productId, onClose }: { productId: number; onClose: () => void }) => {
  const t = useT()
  const [customer, setCustomer] = useState<{ id: number; shortName: string } | null>(null)
  const [itemCode, setItemCode] = useState('')
  const save = async (): Promise<void> => {
    if (!customer) throw refuseField('customerId', t('orders.customerNeeded'))
    if (itemCode.trim() === '') throw refuseField('itemCode', t('customerItems.codeNeeded'))
    await client.customerItems.save({ customerId: customer.id, productId, itemCode })
    onClose()
  }
  return (
    <Dialog title={t('customerItems.add')} onClose={onClose}>
      <Form
        label={t('customerItems.add')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton>{t('app.save')}</SubmitButton>}
      >
        <CustomerPicker
          name="customerId"
          label={t('app.customer')}
          required
          autoFocus
          text={customer?.shortName ?? ''}
          onPick={setCustomer}
        />
        <TextInput
          name="itemCode"
          label={t('customerItems.itemCode')}
          required
          maxLength={40}
          value={itemCode}
          onChange={setItemCode}
        />
      </Form>
    </Dialog>
  )
}
