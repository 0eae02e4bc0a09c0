import { useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import { type DisputeEnd, disputeEndKeys, disputeEnds, disputeLimitFen } from '../../../shared/statementDisputes.ts'
import type { Statement } from '../../../shared/statements.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Choice, TextInput } from '../../components/Field.tsx'
import { Form, refuseField } from '../../components/Form.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { MoneyInput } from '../../components/TypedInput.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'

/** How a dispute ended (duty 101): in the next period, by ours, or by the statement made anew. */
export const SettleDispute = ({ statement, onClose }: { statement: Statement; onClose: () => void }) => {
  const t = useT()
  const [amountFen, setAmountFen] = useState(statement.differenceFen)
  const [reason, setReason] = useState('')
  const maySettle = useMay('statements.settle')
  const [how, setHow] = useState<DisputeEnd>(maySettle ? 'adjusted' : 'accepted')
  const { data: account } = useQuery(client.customers.credit, { id: statement.customerId })
  /** An amount is money on the account: what it comes to is said first. */
  const asked = async (): Promise<boolean> => {
    if (how !== 'adjusted' || amountFen === null || amountFen === 0 || !account) return true
    const limit = disputeLimitFen(statement)
    if (Math.abs(amountFen) > limit)
      throw refuseField(
        'amountFen',
        t('statements.disputeTooLarge', {
          number: statement.number,
          amount: formatFen(amountFen),
          limit: formatFen(limit),
        }),
      )
    const amount = formatFen(amountFen)
    return askConfirm({
      title: `${t('statements.settleDispute')} ${statement.number}`,
      children: t('statements.settleAsk', {
        customer: statement.customer,
        before: formatFen(account.owedFen),
        amount,
        after: formatFen(account.owedFen + amountFen),
      }),
      action: t('statements.settleAction', { amount }),
      keys: 'Control+Enter',
    })
  }
  const settle = async (): Promise<void> => {
    if (!(await asked())) return
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
          options={disputeEnds
            .filter((value) => maySettle || value !== 'adjusted')
            .map((value) => ({ value, label: t(disputeEndKeys[value]) }))}
          onChange={setHow}
        />
        {!maySettle && <small className="dim">{t('statements.settleNotAllowed')}</small>}
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
