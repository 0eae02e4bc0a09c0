import { useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import { type DisputeEnd, disputeEndKeys, disputeEnds } from '../../../shared/statementDisputes.ts'
import type { Statement } from '../../../shared/statements.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { openTab } from '../../lib/tabs.ts'

/** How a dispute ended (duty 101): in the next period, by ours, or by the statement made anew. */
export const SettleDispute = ({ statement, onClose }: { statement: Statement; onClose: () => void }) => {
  const t = useT()
  const [how, setHow] = useState<DisputeEnd>('adjusted')
  const [amountFen, setAmountFen] = useState(statement.differenceFen)
  const [reason, setReason] = useState('')
  const settle = async (): Promise<void> => {
    const standing = await client.statements.settleDispute({
      id: statement.id,
      version: statement.version,
      how,
      amountFen: how === 'adjusted' ? amountFen : null,
      reason: reason.trim(),
    })
    notify(t('statements.disputeSettled', { number: statement.number }))
    onClose()
    if (standing.id !== statement.id)
      openTab({
        word: 'statements',
        id: standing.id,
        title: `${standing.customer} ${standing.periodTo.slice(0, 7)}`,
      })
  }
  const said = [statement.difference, statement.differenceFen === null ? '' : formatFen(statement.differenceFen)]
  return (
    <Dialog title={`${t('statements.settleDispute')} ${statement.number}`} onClose={onClose}>
      <Form label={t('statements.settleDispute')} onSubmit={settle} foot={<SubmitButton>{t('app.save')}</SubmitButton>}>
        <p>{said.filter(Boolean).join(' · ')}</p>
        <Choice<DisputeEnd>
          name="how"
          label={t('statements.settleHow')}
          autoFocus
          value={how}
          options={disputeEnds.map((value) => ({ value, label: t(disputeEndKeys[value]) }))}
          onChange={setHow}
        />
        {how === 'adjusted' && (
          <MoneyInput
            name="amountFen"
            label={t('statements.settleAmount')}
            hint={t('statements.settleAmountHint')}
            required
            value={amountFen}
            onChange={setAmountFen}
          />
        )}
        <TextInput
          name="reason"
          label={t('statements.settleReason')}
          required
          maxLength={120}
          value={reason}
          onChange={setReason}
        />
      </Form>
    </Dialog>
  )
}
