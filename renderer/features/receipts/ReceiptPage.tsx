import { useEffect, useMemo, useRef, useState } from 'react'
import { amountInWords } from '../../../shared/amountInWords.ts'
import { formatFen } from '../../../shared/money.ts'
import { type Receipt, receiptKindKeys, receiptMethodKeys, receiptStateKeys } from '../../../shared/receipts.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Form } from '../../components/Form.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { SubmitButton } from '../../components/SubmitButton.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { Allocations } from './Allocations.tsx'
import { useAllocating } from './allocating.ts'
import { ConfirmReceipt } from './ConfirmReceipt.tsx'
import styles from './Receipt.module.css'
import { receiptTones } from './tones.ts'
import { yuan } from './yuan.ts'
import { withReason } from '../../lib/reasoned.ts'

type Part = Receipt['allocations'][number]

const Facts = ({ receipt }: { receipt: Receipt }) => {
  const t = useT()
  const facts: [string, string][] = [
    [t('app.customer'), receipt.customer],
    [t('receipts.receivedOn'), receipt.receivedOn],
    [t('receipts.kind'), `${t(receiptKindKeys[receipt.kind])} · ${t(receiptMethodKeys[receipt.method])}`],
    [t('receipts.slip'), receipt.slipNumber],
    [t('receipts.payer'), receipt.payer],
    [t('receipts.enteredBy'), receipt.enteredBy],
    [
      t('receipts.confirmedBy'),
      receipt.confirmedAt === null ? '' : `${receipt.confirmedByName ?? ''} ${formatInstant(receipt.confirmedAt)}`,
    ],
    [t('app.remark'), receipt.remark],
  ]
  return (
    <dl className={styles['facts']}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

const AssignPanel = ({ receipt, onDone }: { receipt: Receipt; onDone: () => void }) => {
  const t = useT()
  const grid = useRef<LineGridHandle>(null)
  const allocating = useAllocating(receipt.customerId, receipt.amountFen, null, receipt.allocations)
  const latest = useRef(allocating)
  latest.current = allocating
  const ready = allocating.rows.length > 0
  useEffect(() => {
    if (ready) grid.current?.focusCell(0, 'partFen')
  }, [ready])
  const save = async (): Promise<void> => {
    await grid.current?.settle()
    await client.receipts.assign({
      id: receipt.id,
      version: receipt.version,
      allocations: latest.current.allocations,
    })
    onDone()
  }
  return (
    <Form label={t('receipts.assign')} onSubmit={save} className={styles['form'] ?? ''}>
      <Allocations
        allocating={allocating}
        amountFen={receipt.amountFen}
        chosen
        grid={grid}
        buttons={
          <>
            <KeyButton keys="Escape" onClick={onDone}>
              {t('app.cancel')}
            </KeyButton>
            <SubmitButton>{t('receipts.saveAssign')}</SubmitButton>
          </>
        }
      />
    </Form>
  )
}

const Parts = ({ receipt }: { receipt: Receipt }) => {
  const t = useT()
  const columns = useMemo(
    (): Column<Part>[] => [
      {
        key: 'kind',
        header: t('statements.paper'),
        width: 76,
        value: (part) =>
          t(
            part.deliveryNoteId !== null
              ? 'receipts.itemNote'
              : part.adjustmentId !== null
                ? 'receipts.itemCharge'
                : 'receipts.itemOrder',
          ),
      },
      { key: 'number', header: t('app.number') },
      { key: 'amountFen', header: t('receipts.assigned'), kind: 'money', width: 130 },
    ],
    [t],
  )
  const open = (part: Part): void => {
    if (part.deliveryNoteId !== null) openTab({ word: 'deliveries', id: part.deliveryNoteId, title: part.number })
    else if (part.orderId !== null) openTab({ word: 'orders', id: part.orderId, title: part.number })
    else openTab({ word: 'statements', page: 'adjustments' })
  }
  return (
    <Panel
      title={t('receipts.assignedTo')}
      foot={
        <>
          <Figure label={t('receipts.sumAssigned')}>{yuan(receipt.assignedFen)}</Figure>
          {/* of a void receipt nothing is kept */}
          {receipt.state !== 'void' && (
            <Figure label={t('receipts.sumLeft')}>{yuan(receipt.amountFen - receipt.assignedFen)}</Figure>
          )}
        </>
      }
    >
      <DataTable
        label={t('receipts.assignedTo')}
        columns={columns}
        rows={receipt.allocations}
        rowKey={({ number }) => number}
        onOpen={open}
        empty={<Empty title={t('receipts.notAssigned')} />}
      />
    </Panel>
  )
}

/** One receipt: what came in, who confirmed it, what it paid. */
export const ReceiptPage = ({ id }: PageProps) => {
  const t = useT()
  const [mayWrite, mayConfirm] = [useMay('receipts.write'), useMay('receipts.confirm')]
  const [confirming, setConfirming] = useState(false)
  const [assigning, setAssigning] = useState(false)
  const { data: receipt, error } = useQuery(client.receipts.read, { id: id ?? 0 }, { enabled: id !== null })
  if (!receipt)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const stands = receipt.state !== 'void'
  const voidReceipt = async (): Promise<void> => {
    const words = t('receipts.voidWhat', { customer: receipt.customer, amount: formatFen(receipt.amountFen) })
    await withReason(
      {
        title: `${t('receipts.voidTitle')} ${receipt.number}`,
        children: `${words} ${t('receipts.voidStated')}`,
        action: t('app.void'),
        danger: true,
      },
      (reason) => client.receipts.void({ id: receipt.id, version: receipt.version, reason }),
      t('receipts.isVoid', { number: receipt.number }),
    )
  }
  return (
    <Page layout="sides">
      <Panel
        title={receipt.number}
        bar={<StateBadge tone={receiptTones[receipt.state]}>{t(receiptStateKeys[receipt.state])}</StateBadge>}
        foot={
          <>
            <Figure label={t('app.amount')} note={t('checks.words', { words: amountInWords(receipt.amountFen) })}>
              {yuan(receipt.amountFen)}
            </Figure>
            <span className={styles['deeds']}>
              <KeyButton
                keys="Control+p"
                onClick={() =>
                  openTab({
                    word: 'receipts',
                    page: 'print',
                    id: receipt.id,
                    title: `${t('receipts.slipTitle')} ${receipt.number}`,
                  })
                }
              >
                {t('receipts.printSlip')}
              </KeyButton>
              {stands && mayConfirm && (
                <KeyButton keys="Control+Delete" onClick={voidReceipt}>
                  {t('app.void')}
                </KeyButton>
              )}
              {stands && mayWrite && !assigning && (
                <KeyButton keys="a" onClick={() => setAssigning(true)}>
                  {t('receipts.assign')}
                </KeyButton>
              )}
              {receipt.state === 'entered' && mayConfirm && (
                <KeyButton keys="c" go onClick={() => setConfirming(true)}>
                  {t('receipts.confirm')}
                </KeyButton>
              )}
            </span>
          </>
        }
      >
        {receipt.voidReason !== null && <RefusalNote message={`${t('receipts.stateVoid')}:${receipt.voidReason}`} />}
        {receipt.reversalNumber !== null && (
          <RefusalNote
            message={t('receipts.reversed', { number: receipt.reversalNumber, on: receipt.reversedOn ?? '' })}
          />
        )}
        <Facts receipt={receipt} />
      </Panel>
      {assigning ? (
        <AssignPanel key={receipt.version} receipt={receipt} onDone={() => setAssigning(false)} />
      ) : (
        <Parts receipt={receipt} />
      )}
      {confirming && <ConfirmReceipt receipt={receipt} onClose={() => setConfirming(false)} />}
    </Page>
  )
}
