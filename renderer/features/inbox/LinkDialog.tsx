import { useState } from 'react'
import type { InboxRow } from '../../../shared/inbox.ts'
import type { OrderRow } from '../../../shared/orders.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { joined, Picker } from '../../components/Picker.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'

const findOrders = async (typed: string): Promise<OrderRow[]> =>
  (await client.orders.list({ text: typed, limit: 10 })).rows.filter(({ state }) => state !== 'void')

/** Puts a paper with an order that was keyed already: a second page, a drawing, the same order sent again. */
export const LinkDialog = ({ row, onClose }: { row: InboxRow; onClose: () => void }) => {
  const t = useT()
  const [order, setOrder] = useState<OrderRow | null>(null)
  const save = async (): Promise<void> => {
    if (!order) throw refuseField('orderId', t('shell.choose'))
    await client.inbox.link({ id: row.id, version: row.version, orderId: order.id })
    onClose()
  }
  return (
    <Dialog title={`${t('inbox.linkOrder')} ${row.fileName}`} onClose={onClose}>
      <Form
        label={t('inbox.linkOrder')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton keys="Enter">{t('app.save')}</SubmitButton>}
      >
        <Picker<OrderRow>
          name="orderId"
          label={t('orders.searchHint')}
          required
          autoFocus
          text={order?.number ?? ''}
          find={findOrders}
          optionOf={(found) => ({
            value: found.number,
            label: found.number,
            detail: joined(found.customerName, found.customerPo, found.dueOn),
          })}
          onPick={setOrder}
        />
      </Form>
    </Dialog>
  )
}
