import { useState } from 'react'
import type { Order, OrderChain } from '../../../shared/orders.ts'
import { signBackStateKeys } from '../../../shared/signBacks.ts'
import { TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { LeaveKey } from '../../components/LeaveKey.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PrintPreview } from '../../components/PrintPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'
import { HoldsBar } from '../gates/HoldsBar.tsx'
import { attachCopy, lacksCopy } from '../signBacks/attachCopy.ts'
import { ReturnDialog } from '../signBacks/ReturnDialog.tsx'
import styles from './Order.module.css'
import { HeldByQuestion } from '../questions/HeldByQuestion.tsx'
import { DepositGate } from './OrderSide.tsx'
import { OrderStateBadge } from './OrderState.tsx'

interface StepsProps {
  order: Order
  chain: OrderChain
  fax: string
}

/** 已发出 → 已回传 → 相同 / 有改动, each by a key (duty 9). */
const Steps = ({ order, chain, fax }: StepsProps) => {
  const t = useT()
  const { confirmation } = chain
  const mayWrite = useMay('signBacks.write')
  const mayPick = useMay('inbox.write')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [returning, setReturning] = useState<'same' | 'different' | null>(null)
  const waiting = confirmation?.state === 'waiting'
  // an executed change made another edition: that one may go out as well
  const signed = confirmation?.state === 'same' && confirmation.edition >= order.edition
  const send = (): Promise<unknown> =>
    attempt(() => client.signBacks.markSent({ kind: 'confirmation', documentId: order.id, sentTo: sentTo ?? fax }))
  const same = (): Promise<unknown> =>
    attempt(
      () =>
        client.signBacks.markReturned({
          id: confirmation!.id,
          version: confirmation!.version,
          result: 'same',
          difference: '',
          differenceFen: null,
          copy: null,
        }),
      t('signBacks.marked', { number: order.number }),
    )
  return (
    <div className={styles['steps']}>
      {order.checkedAt === null && <RefusalNote message={t('signBacks.checkFirst', { number: order.number })} />}
      {confirmation && (
        <div className={styles['step']}>
          <StateBadge tone={confirmation.state === 'same' ? 'ok' : confirmation.state === 'different' ? 'bad' : 'wait'}>
            {[
              // the copy of an edition that a change slip has overtaken is not the one of this paper
              order.edition > 1 ? t('changes.edition', { edition: confirmation.edition }) : '',
              t(signBackStateKeys[confirmation.state]),
            ]
              .filter(Boolean)
              .join(' ')}
          </StateBadge>
          <small>{`${t('signBacks.sentAt')} ${formatInstant(confirmation.sentAt)} ${confirmation.sentTo}`}</small>
          <small>{`${t('signBacks.dueOn')} ${confirmation.dueOn}`}</small>
          {confirmation.difference !== null && <RefusalNote message={confirmation.difference} />}
          {mayWrite && mayPick && lacksCopy(confirmation) && (
            <KeyButton keys="a" onClick={() => attachCopy(confirmation, order.number)}>
              {t('signBacks.attachCopy')}
            </KeyButton>
          )}
        </div>
      )}
      {mayWrite && order.checkedAt !== null && !signed && (
        <>
          {!waiting && (
            <TextInput label={t('signBacks.sentTo')} value={sentTo ?? fax} onChange={setSentTo} maxLength={60} />
          )}
          <div className={styles['step']}>
            <KeyButton keys="s" go={!waiting} onClick={send}>
              {t('orders.sendConfirmation')}
            </KeyButton>
            {waiting && (
              <>
                <KeyButton keys="y" go onClick={same}>
                  {t('orders.returnedSame')}
                </KeyButton>
                <KeyButton keys="a" onClick={() => setReturning('same')}>
                  {t('signBacks.attachCopy')}
                </KeyButton>
                <KeyButton keys="n" onClick={() => setReturning('different')}>
                  {t('orders.returnedDifferent')}
                </KeyButton>
              </>
            )}
          </div>
        </>
      )}
      {order.state === 'toDeposit' && (
        <div className={styles['step']}>
          <DepositGate order={order} chain={chain} />
        </div>
      )}
      {returning && confirmation && (
        <ReturnDialog
          kind="confirmation"
          id={confirmation.id}
          version={confirmation.version}
          number={order.number}
          result={returning}
          onClose={() => setReturning(null)}
        />
      )}
    </div>
  )
}

/** 订货确认书 as it prints, and its way to the customer and back. */
export const ConfirmationPage = ({ id }: PageProps) => {
  const t = useT()
  const ask = { id: id ?? 0 }
  const { data: order, error } = useQuery(client.orders.read, ask, { enabled: id !== null })
  const { data: chain } = useQuery(client.orders.chain, ask, { enabled: id !== null })
  const { data: paper, error: unprinted } = useQuery(client.orders.confirmationPaper, ask, { enabled: id !== null })
  const { data: customer } = useQuery(
    client.customers.read,
    { id: order?.customerId ?? 0 },
    { enabled: order !== undefined },
  )
  const print = (to: 'printer' | 'pdf') => async (): Promise<void> => {
    const result = await attempt(() => client.shell.print({ paper: 'orderConfirmation', input: ask, to }))
    if (result?.saved) notify(result.saved)
  }
  const message = error?.message ?? unprinted?.message
  return (
    <Page layout="list" className={styles['reading'] ?? ''}>
      <div className={`panel ${styles['preview']}`}>
        {message && <RefusalNote message={message} />}
        {paper && (
          <PrintPreview
            paper={paper}
            kind="orderConfirmation"
            input={ask}
            of={{ paper: 'orderConfirmation', id: ask.id }}
          />
        )}
      </div>
      <Panel
        title={order?.number ?? t('orders.confirmationTitle')}
        bar={order && <OrderStateBadge state={order.state} />}
        foot={
          <>
            <LeaveKey />
            <span className="spring" />
            <KeyButton keys="Control+Shift+p" onClick={print('pdf')}>
              PDF
            </KeyButton>
            <KeyButton keys="Control+p" onClick={print('printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        {order && order.checkedAt !== null && <HeldByQuestion orderId={order.id} number={order.number} />}
        {order && <HoldsBar orderId={order.id} customerId={order.customerId} />}
        {order && chain && customer && (
          <Steps key={chain.confirmation?.id ?? 0} order={order} chain={chain} fax={customer.fax || customer.contact} />
        )}
      </Panel>
    </Page>
  )
}
