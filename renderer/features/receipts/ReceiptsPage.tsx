import { useMemo, useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import {
  receiptKindKeys,
  receiptMethodKeys,
  type ReceiptRow,
  type ReceiptState,
  receiptStateKeys,
  receiptStates,
} from '../../../shared/receipts.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Check, Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { ConfirmReceipt } from './ConfirmReceipt.tsx'
import { receiptTones } from './tones.ts'
import { yuan } from './yuan.ts'

const useColumns = (): Column<ReceiptRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 88,
        render: (row) => <StateBadge tone={receiptTones[row.state]}>{t(receiptStateKeys[row.state])}</StateBadge>,
      },
      { key: 'receivedOn', header: t('receipts.receivedOn'), width: 92 },
      { key: 'number', header: t('app.number'), width: 112 },
      { key: 'customer', header: t('app.customer') },
      { key: 'kind', header: t('receipts.kind'), width: 70, value: (row) => t(receiptKindKeys[row.kind]) },
      {
        key: 'method',
        header: t('receipts.method'),
        width: 80,
        value: (row) => t(receiptMethodKeys[row.method]),
      },
      { key: 'amountFen', header: t('app.amount'), kind: 'money', width: 110 },
      {
        key: 'unassigned',
        header: t('receipts.unassigned'),
        width: 100,
        align: 'right',
        render: (row) =>
          row.state !== 'void' && row.assignedFen < row.amountFen ? formatFen(row.amountFen - row.assignedFen) : null,
      },
      { key: 'slipNumber', header: t('receipts.slip'), width: 130 },
      { key: 'payer', header: t('receipts.payer'), width: 130 },
      { key: 'confirmedByName', header: t('receipts.confirmedBy'), width: 68 },
    ],
    [t],
  )
}

/** Money that came in: what the cashier has still to confirm, what is not set against anything. */
export const ReceiptsPage = () => {
  const t = useT()
  const columns = useColumns()
  const [mayWrite, mayConfirm, seesStatements] = [
    useMay('receipts.write'),
    useMay('receipts.confirm'),
    useMay('statements.read'),
  ]
  const [state, setState] = useState<ReceiptState | 'all'>('all')
  const [unassigned, setUnassigned] = useState(false)
  const [customer, setCustomer] = useState<{ id: number; shortName: string } | null>(null)
  const [row, setRow] = useState<ReceiptRow | null>(null)
  const [confirming, setConfirming] = useState<ReceiptRow | null>(null)
  const { data: waiting } = useQuery(client.receipts.waiting, {})
  return (
    <Page>
      <Panel
        title={t('receipts.title')}
        bar={
          <>
            <Choice<ReceiptState | 'all'>
              inline
              label=""
              value={state}
              options={[
                { value: 'all', label: t('app.all') },
                ...receiptStates.map((value) => ({ value, label: t(receiptStateKeys[value]) })),
              ]}
              onChange={setState}
            />
            <CustomerPicker
              inline
              label=""
              width={130}
              placeholder={t('app.customer')}
              text={customer?.shortName ?? ''}
              onPick={setCustomer}
            />
            <Check label={t('receipts.onlyUnassigned')} value={unassigned} onChange={setUnassigned} />
          </>
        }
        actions={
          <>
            {seesStatements && (
              <KeyButton keys="s" onClick={() => openTab({ word: 'statements' })}>
                {t('statements.title')}
              </KeyButton>
            )}
            {mayConfirm && row?.state === 'entered' && (
              <KeyButton keys="c" onClick={() => setConfirming(row)}>
                {t('receipts.confirm')}
              </KeyButton>
            )}
            {mayWrite && (
              <KeyButton
                keys="F8"
                go
                onClick={() =>
                  openTab({
                    word: 'receipts',
                    page: 'new',
                    another: true,
                    title: t('receipts.newReceipt'),
                    parameters: customer ? { customerId: customer.id } : {},
                  })
                }
              >
                {t('receipts.newReceipt')}
              </KeyButton>
            )}
          </>
        }
        foot={
          waiting && (
            <>
              <Figure
                label={t('receipts.waitingConfirm')}
                note={t('receipts.countFen', { count: waiting.unconfirmed })}
              >
                {yuan(waiting.unconfirmedFen)}
              </Figure>
              <Figure label={t('receipts.waitingAssign')} note={t('receipts.countFen', { count: waiting.unassigned })}>
                {yuan(waiting.unassignedFen)}
              </Figure>
            </>
          )
        }
      >
        <DataTable
          label={t('receipts.title')}
          columns={columns}
          list={client.receipts.list}
          filter={{ state: state === 'all' ? null : state, unassigned, customerId: customer?.id ?? null }}
          rowKey={({ id }) => id}
          rowClass={(each) => (each.state === 'void' ? 'dim' : undefined)}
          onSelect={setRow}
          onOpen={(each) => openTab({ word: 'receipts', id: each.id, title: each.number })}
          empty={<Empty title={t('receipts.empty')} hint={t('receipts.emptyHint')} />}
        />
      </Panel>
      {confirming && <ConfirmReceipt receipt={confirming} onClose={() => setConfirming(null)} />}
    </Page>
  )
}
