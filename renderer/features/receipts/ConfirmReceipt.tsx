import { useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import type { ReceiptRow } from '../../../shared/receipts.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useSession } from '../../lib/session.ts'
import { confirmReceipt } from './confirming.ts'

/** The cashier has seen the money: by name, with the slip's number; the gates open (duties 29 to 31). */
export const ConfirmReceipt = ({
  receipt,
  onClose,
}: {
  receipt: Pick<ReceiptRow, 'id' | 'version' | 'number' | 'customer' | 'amountFen' | 'slipNumber' | 'enteredBy'>
  onClose: () => void
}) => {
  const t = useT()
  const name = useSession(({ person }) => person?.name ?? '')
  const [slip, setSlip] = useState(receipt.slipNumber)
  const amount = formatFen(receipt.amountFen)
  const confirm = async (): Promise<void> => {
    if (!(await confirmReceipt(receipt, slip.trim()))) return
    notify(t('receipts.confirmed', { number: receipt.number, amount }))
    onClose()
  }
  return (
    <Dialog title={t('receipts.confirmTitle', { number: receipt.number })} onClose={onClose}>
      <Form
        label={t('receipts.confirm')}
        onSubmit={confirm}
        enterSubmits
        foot={<SubmitButton keys="Enter">{t('receipts.confirm')}</SubmitButton>}
      >
        <p>{t('receipts.confirmWhat', { customer: receipt.customer, amount, name })}</p>
        {receipt.enteredBy === name && <p className="neg">▲ {t('receipts.ownEntry')}</p>}
        <TextInput
          name="slipNumber"
          label={t('receipts.slip')}
          required
          maxLength={40}
          autoFocus
          value={slip}
          onChange={setSlip}
        />
      </Form>
    </Dialog>
  )
}
