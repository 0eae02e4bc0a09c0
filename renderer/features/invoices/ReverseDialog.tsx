import { useState } from 'react'
import type { Invoice } from '../../../shared/invoices.ts'
import { formatFen } from '../../../shared/money.ts'
import { DateInput } from '../../components/DateInput.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'

/** 红冲: the number of the red invoice and why. */
export const ReverseDialog = ({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) => {
  const t = useT()
  const [number, setNumber] = useState('')
  const [code, setCode] = useState(invoice.code)
  const [issuedOn, setIssuedOn] = useState<string | null>(todayHere())
  const [reason, setReason] = useState('')
  const reverse = async (): Promise<void> => {
    const red = await client.invoices.reverse({
      id: invoice.id,
      version: invoice.version,
      number: number.trim(),
      code: code.trim(),
      issuedOn: issuedOn ?? todayHere(),
      reason: reason.trim(),
    })
    notify(t('invoices.reversed', { number: invoice.number }))
    onClose()
    openTab({ word: 'invoices', id: red.id, title: red.number })
  }
  return (
    <Dialog title={t('invoices.reverseTitle', { number: invoice.number })} onClose={onClose}>
      <Form
        label={t('invoices.reverse')}
        onSubmit={reverse}
        foot={<SubmitButton>{t('invoices.reverse')}</SubmitButton>}
      >
        <p>{t('invoices.reverseWhat', { customer: invoice.customer, amount: formatFen(invoice.amountFen) })}</p>
        <TextInput
          name="number"
          label={t('invoices.redNumber')}
          required
          maxLength={20}
          autoFocus
          value={number}
          onChange={setNumber}
        />
        <TextInput
          name="code"
          label={t('invoices.code')}
          placeholder={t('invoices.codeHint')}
          maxLength={12}
          value={code}
          onChange={setCode}
        />
        <DateInput name="issuedOn" label={t('invoices.issuedOn')} required value={issuedOn} onChange={setIssuedOn} />
        <TextInput
          name="reason"
          label={t('invoices.reverseReason')}
          required
          maxLength={200}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Dialog>
  )
}
