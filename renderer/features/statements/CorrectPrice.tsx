import { useState } from 'react'
import { formatFen, formatMicros } from '../../../shared/money.ts'
import type { StatementLine } from '../../../shared/statements.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { PriceInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'

/** A price so many times the one of the note, or so small a part of it, is asked about: a slip of the hand. */
const farTimes = 3

/** 调价 of a line of a note: the difference goes into the next statement. */
export const CorrectPrice = ({ line, onClose }: { line: StatementLine; onClose: () => void }) => {
  const t = useT()
  const [priceMicros, setPriceMicros] = useState(line.priceMicros)
  const [reason, setReason] = useState('')
  const correct = async (): Promise<void> => {
    if (priceMicros === null) throw refuseField('priceMicros', t('shell.required', { field: t('statements.newPrice') }))
    const before = line.priceMicros ?? 0
    const far = priceMicros === 0 || priceMicros > farTimes * before || priceMicros * farTimes < before
    const prices = { before: formatMicros(before), price: formatMicros(priceMicros) }
    if (
      far &&
      !(await askConfirm({
        title: t('statements.correctPrice'),
        children: t('statements.priceFar', { ...prices, number: line.documentNumber, goods: line.description }),
        action: t('app.save'),
        keys: 'Control+Enter',
      }))
    )
      return
    const made = await client.statements.correctPrice({
      deliveryLineId: line.deliveryLineId!,
      priceMicros,
      reason: reason.trim(),
    })
    notify(t('statements.priceDone', { number: made.number, amount: formatFen(made.amountFen) }))
    onClose()
  }
  return (
    <Dialog
      title={t('statements.correctPriceTitle', { number: line.documentNumber, goods: line.description })}
      onClose={onClose}
    >
      <Form label={t('statements.correctPrice')} onSubmit={correct} foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <p>{t('statements.correctPriceHint')}</p>
        <PriceInput
          name="priceMicros"
          label={t('statements.newPrice')}
          required
          autoFocus
          value={priceMicros}
          onChange={setPriceMicros}
        />
        <TextInput
          name="reason"
          label={t('statements.adjustmentReason')}
          required
          maxLength={100}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Dialog>
  )
}
