import { useState } from 'react'
import type { InboxRow } from '../../../shared/inbox.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'

/** Says whose fax it is, before there is an order. */
export const AssignDialog = ({ row, onClose }: { row: InboxRow; onClose: () => void }) => {
  const t = useT()
  const [customer, setCustomer] = useState({ id: row.customerId, name: row.customerName ?? '' })
  const save = async (): Promise<void> => {
    await client.inbox.assign({ id: row.id, version: row.version, customerId: customer.id })
    onClose()
  }
  return (
    <Dialog title={`${t('inbox.assign')} ${row.fileName}`} onClose={onClose}>
      <Form
        label={t('inbox.assign')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton keys="Enter">{t('app.save')}</SubmitButton>}
      >
        <CustomerPicker
          name="customerId"
          label={t('app.customer')}
          autoFocus
          text={customer.name}
          onPick={(found) => setCustomer({ id: found?.id ?? null, name: found?.shortName ?? '' })}
        />
      </Form>
    </Dialog>
  )
}
