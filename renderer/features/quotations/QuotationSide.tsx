import { useState } from 'react'
import type { OrderState } from '../../../shared/orderStates.ts'
import type { Quotation, QuotationVersion } from '../../../shared/quotations.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { Dialog } from '../../components/Dialog.tsx'
import { TextInput } from '../../components/Field.tsx'
import { Form } from '../../components/Form.tsx'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { OrderStateBadge } from '../orders/OrderState.tsx'
import { ReturnDialog } from '../signBacks/ReturnDialog.tsx'
import styles from './Quotation.module.css'
import { withReason } from '../../lib/reasoned.ts'

/** Says which customer the prospect has become. */
const AssignDialog = ({ quotation, onClose }: { quotation: Quotation; onClose: () => void }) => {
  const t = useT()
  const [customer, setCustomer] = useState<{ id: number; name: string } | null>(null)
  const { id, version, number } = quotation
  const save = async (): Promise<void> => {
    if (customer === null) return
    await client.quotations.assign({ id, version, customerId: customer.id })
    notify(t('quotations.assigned', { number, customer: customer.name }))
    onClose()
  }
  return (
    <Dialog title={`${t('quotations.assign')} ${quotation.prospect}`} onClose={onClose}>
      <Form
        label={t('quotations.assign')}
        onSubmit={save}
        enterSubmits
        foot={<SubmitButton keys="Enter">{t('app.save')}</SubmitButton>}
      >
        <CustomerPicker
          name="customerId"
          label={t('app.customer')}
          autoFocus
          text={customer?.name ?? ''}
          onPick={(found) => setCustomer(found ? { id: found.id, name: found.shortName } : null)}
        />
      </Form>
    </Dialog>
  )
}

/** Sent → signed back or declined, each by a key. */
const Steps = ({ quotation }: { quotation: Quotation }) => {
  const t = useT()
  const [mayWrite, maySign] = [useMay('quotations.write'), useMay('signBacks.write')]
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [dialog, setDialog] = useState<'assign' | 'same' | 'different' | null>(null)
  const { id, number, version, state, signBack } = quotation
  const waiting = signBack?.state === 'waiting'
  const newest = quotation.versions[0]
  const answered = newest?.answer !== null
  const unsent = newest?.sentAt === null
  if (!mayWrite || state === 'void' || state === 'ordered' || answered) return null
  const send = (): Promise<unknown> =>
    attempt(
      () => client.quotations.send({ id, version, sentTo: sentTo ?? quotation.fax }),
      t('quotations.sentDone', { number }),
    )
  const accept = (): Promise<unknown> =>
    attempt(
      () =>
        client.signBacks.markReturned({
          id: signBack!.id,
          version: signBack!.version,
          result: 'same',
          difference: '',
          differenceFen: null,
          copy: null,
        }),
      t('quotations.acceptedDone', { number }),
    )
  const decline = async (): Promise<void> => {
    await withReason(
      {
        title: `${t('quotations.decline')} ${number}`,
        action: t('quotations.decline'),
        label: t('quotations.declineWhy'),
      },
      (reason) => client.quotations.decline({ id, version, reason }),
    )
  }
  return (
    <>
      <h2>{t('quotations.signature')}</h2>
      <div className={styles['steps']}>
        {unsent && (
          <TextInput
            label={t('quotations.sentTo')}
            value={sentTo ?? quotation.fax}
            onChange={setSentTo}
            maxLength={60}
          />
        )}
        {signBack && waiting && <small className="dim">{t('quotations.dueBack', { on: signBack.dueOn })}</small>}
        <KeyButton keys="s" go={unsent} onClick={send}>
          {t('quotations.send')}
        </KeyButton>
        {quotation.customerId === null && (
          <KeyButton keys="k" onClick={() => setDialog('assign')}>
            {t('quotations.assign')}
          </KeyButton>
        )}
        {waiting && maySign && (
          <>
            <KeyButton keys="y" go onClick={accept}>
              {t('quotations.accepted')}
            </KeyButton>
            <KeyButton keys="a" onClick={() => setDialog('same')}>
              {t('signBacks.attachCopy')}
            </KeyButton>
            <KeyButton keys="n" onClick={() => setDialog('different')}>
              {t('quotations.signedDifferent')}
            </KeyButton>
          </>
        )}
        {!unsent && (
          <KeyButton keys="x" onClick={decline}>
            {t('quotations.decline')}
          </KeyButton>
        )}
        {dialog === 'assign' && <AssignDialog quotation={quotation} onClose={() => setDialog(null)} />}
        {(dialog === 'same' || dialog === 'different') && signBack && (
          <ReturnDialog
            kind="quotation"
            id={signBack.id}
            version={signBack.version}
            number={number}
            result={dialog}
            onClose={() => setDialog(null)}
          />
        )}
      </div>
    </>
  )
}

const versionFacts = (t: ReturnType<typeof useT>, version: QuotationVersion): string[] => [
  t('quotations.versionMade', { by: version.madeBy, time: formatInstant(version.madeAt) }),
  ...(version.sentAt === null
    ? []
    : [t('quotations.versionSent', { time: formatInstant(version.sentAt), to: version.sentTo })]),
  ...(version.answeredAt === null
    ? []
    : [
        t(version.answer === 'accepted' ? 'quotations.versionAccepted' : 'quotations.versionDeclined', {
          time: formatInstant(version.answeredAt),
          words: version.answerWords,
        }),
      ]),
  ...(version.printed > 0 ? [t('quotations.versionPrinted', { times: version.printed })] : []),
]

/** The customer's answer, every version, and the orders made of it. */
export const QuotationSide = ({
  quotation,
  onVersion,
}: {
  quotation: Quotation
  /** Null shows the newest. */
  onVersion: (sequence: number | null) => void
}) => {
  const t = useT()
  const older = quotation.versions.find(({ sequence }) => sequence < quotation.sequence)
  return (
    <div className={styles['side']}>
      <Steps key={quotation.version} quotation={quotation} />
      <h2>{t('quotations.versions')}</h2>
      <ol className={styles['versions']} reversed>
        {quotation.versions.map((version) => (
          <li key={version.sequence} aria-current={version.sequence === quotation.sequence}>
            <b>{t('quotations.version', { version: version.sequence })}</b>
            {versionFacts(t, version).map((words) => (
              <small key={words}>{words}</small>
            ))}
          </li>
        ))}
      </ol>
      {quotation.versions.length > 1 && (
        <div className={styles['steps']}>
          {older && (
            <KeyButton keys="[" onClick={() => onVersion(older.sequence)}>
              {t('quotations.readVersion')}
            </KeyButton>
          )}
          {quotation.sequence !== quotation.newest && (
            <KeyButton keys="]" onClick={() => onVersion(null)}>
              {t('quotations.readNewest')}
            </KeyButton>
          )}
        </div>
      )}
      <h2>{t('quotations.orders')}</h2>
      <div className={styles['steps']}>
        {quotation.orders.length === 0 && <small className="dim">{t('quotations.noOrders')}</small>}
        {quotation.orders.map((order, index) => {
          const open = (): void => void openTab({ word: 'orders', id: order.id, title: order.number })
          return (
            <span key={order.id} className={styles['buttons']}>
              {index === 0 ? (
                <KeyButton keys="o" onClick={open}>
                  {order.number}
                </KeyButton>
              ) : (
                <Button onClick={open}>{order.number}</Button>
              )}
              <OrderStateBadge state={order.state as OrderState} />
            </span>
          )
        })}
      </div>
    </div>
  )
}
