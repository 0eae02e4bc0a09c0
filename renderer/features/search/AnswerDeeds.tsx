import { useState } from 'react'
import type { Answer } from '../../../shared/search.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { newComplaint } from '../complaints/openComplaint.ts'
import { ContactDialog } from '../contacts/ContactDialog.tsx'
import { MessageDialog } from '../messages/MessageDialog.tsx'
import { PromiseDialog } from '../messages/PromiseDialog.tsx'
import styles from './AnswerCard.module.css'

type Open = 'promise' | 'message' | 'contact'

const Dialogs = ({
  open,
  answer,
  orderId,
  onClose,
}: {
  open: Open | null
  answer: Answer
  orderId: number | null
  onClose: () => void
}) => {
  const { customer, orders } = answer
  if (open === 'promise') return <PromiseDialog answer={answer} orderId={orderId} onClose={onClose} />
  if (open === 'contact')
    return <ContactDialog customer={customer} orders={orders} orderId={orderId} onClose={onClose} />
  if (open === 'message')
    return (
      <MessageDialog
        caller={{
          customerId: customer.id,
          name: customer.contact,
          factory: customer.shortName,
          phone: customer.phone,
        }}
        onClose={onClose}
      />
    )
  return null
}

/** What is done about the call, each by a key. `orderId`: the order that is looked at. */
export const AnswerDeeds = ({ answer, orderId }: { answer: Answer; orderId: number | null }) => {
  const t = useT()
  const mayPromise = useMay('messages.write')
  const mayOrder = useMay('orders.write')
  const mayComplain = useMay('complaints.write')
  const [dialog, setDialog] = useState<Open | null>(null)
  const { customer, orders } = answer
  const open = (): void => {
    // the one looked at, else the most pressing: rush first, then by due date
    const order = orders.find(({ id }) => id === orderId) ?? orders[0]
    openTab(order ? { word: 'orders', id: order.id, title: order.number } : { word: 'orders' })
  }
  const newOrder = (): void => {
    openTab({
      word: 'orders',
      page: 'new',
      title: t('search.newOrder'),
      another: true,
      parameters: { customerId: customer.id },
    })
  }
  const reply = (): void => {
    openTab({
      word: 'contacts',
      page: 'progress',
      id: customer.id,
      title: `${customer.shortName} ${t('contacts.progressShort')}`,
    })
  }
  return (
    <div className={styles['deeds']}>
      {mayPromise && (
        <KeyButton keys="Enter" go onClick={() => setDialog('promise')}>
          {t('search.newPromise')}
        </KeyButton>
      )}
      <KeyButton keys="o" onClick={open}>
        {t('search.openOrder')}
      </KeyButton>
      {mayOrder && (
        <KeyButton keys="F3" onClick={newOrder}>
          {t('search.newOrder')}
        </KeyButton>
      )}
      {mayComplain && (
        <KeyButton keys="F7" onClick={() => newComplaint({ customerId: customer.id })}>
          {t('complaints.newComplaint')}
        </KeyButton>
      )}
      {mayPromise && (
        <>
          <KeyButton keys="m" onClick={() => setDialog('message')}>
            {t('search.leaveMessage')}
          </KeyButton>
          <KeyButton keys="l" onClick={() => setDialog('contact')}>
            {t('contacts.record')}
          </KeyButton>
        </>
      )}
      <KeyButton keys="r" onClick={reply}>
        {t('contacts.progressShort')}
      </KeyButton>
      <KeyButton keys="k" onClick={() => openTab({ word: 'customers', id: customer.id, title: customer.shortName })}>
        {t('search.openCustomer')}
      </KeyButton>
      <Dialogs open={dialog} answer={answer} orderId={orderId} onClose={() => setDialog(null)} />
    </div>
  )
}
