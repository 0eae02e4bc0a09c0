import { useState } from 'react'
import type { BankLine, BankProposal } from '../../../shared/bank.ts'
import { formatFen } from '../../../shared/money.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { partsWords } from './parts.ts'

/** Whose money a line is: the customer is chosen, what it would be set against is shown, Ctrl+S books it: the Enter that picks does not. */
export const ChooseDialog = ({
  line,
  onBook,
  onClose,
}: {
  line: BankLine
  onBook: (line: BankLine, proposal: BankProposal) => Promise<void>
  onClose: () => void
}) => {
  const t = useT()
  const [customer, setCustomer] = useState<{ id: number; shortName: string } | null>(null)
  const { data: proposal } = useQuery(
    client.bank.proposeFor,
    { id: line.id, customerId: customer?.id ?? 0 },
    { enabled: customer !== null },
  )
  const book = async (): Promise<void> => {
    if (customer === null) throw refuseField('customerId', t('receipts.chooseCustomer'))
    await onBook(line, proposal ?? (await client.bank.proposeFor({ id: line.id, customerId: customer.id })))
    onClose()
  }
  const title = t('bank.chooseTitle', { payer: line.payer, amount: formatFen(line.amountFen) })
  return (
    <Dialog title={title} onClose={onClose} width={520}>
      <Form label={title} onSubmit={book} foot={<SubmitButton>{t('bank.yes')}</SubmitButton>}>
        <CustomerPicker
          name="customerId"
          label={t('app.customer')}
          required
          autoFocus
          text={customer?.shortName ?? ''}
          onPick={setCustomer}
        />
        {proposal && customer ? (
          <p>
            <b>{customer.shortName}</b> {formatFen(line.amountFen)}:{partsWords(t, proposal)}
          </p>
        ) : (
          <p>
            {line.summary} <small>{t('bank.pickFirst')}</small>
          </p>
        )}
      </Form>
    </Dialog>
  )
}
