import { useMemo, useState } from 'react'
import { lastDayOfMonth, plusDays } from '../../../shared/dates.ts'
import { formatFen } from '../../../shared/money.ts'
import { ledgerKindKeys, type LedgerRow } from '../../../shared/statements.ts'
import type { AccountRow } from '../../../shared/statementAccounts.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Check } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useExporting } from './exporting.tsx'
import { MonthChoice } from './MonthChoice.tsx'
import { yuan } from '../receipts/yuan.ts'

const useAccountColumns = (): Column<AccountRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'customer', header: t('app.customer') },
      { key: 'openingFen', header: t('statements.opening'), kind: 'money', width: 160 },
      { key: 'chargesFen', header: t('statements.charges'), kind: 'money', width: 160 },
      { key: 'receiptsFen', header: t('statements.received'), kind: 'money', width: 160 },
      {
        key: 'closingFen',
        header: t('statements.closing'),
        width: 170,
        align: 'right',
        render: (row) => <b className={row.closingFen < 0 ? 'neg' : ''}>{formatFen(row.closingFen)}</b>,
      },
    ],
    [t],
  )
}

/** 台账: what every customer owed, was charged, paid and owes (duty 104). */
export const AccountsPage = () => {
  const t = useT()
  const columns = useAccountColumns()
  const [month, setMonth] = useState(todayHere().slice(0, 7))
  const { data } = useQuery(client.statements.accounts, { month, limit: 1 }, { keep: true })
  const exporting = useExporting()
  const save = (what: 'accounts' | 'papers') => async (): Promise<void> => {
    const result = await exporting.run(
      'ledger',
      { what, month },
      `${t(what === 'accounts' ? 'statements.accounts' : 'statements.ledger')} ${month}`,
    )
    if (result) notify(t('statements.exportedOne', { name: result.saved }))
  }
  return (
    <Page>
      <Panel
        title={t('statements.accounts')}
        note={data ? t('statements.accountsOf', { count: data.total }) : ''}
        bar={<MonthChoice month={month} onChange={setMonth} />}
        actions={
          <>
            <KeyButton
              keys="d"
              onClick={() => openTab({ word: 'accounts', page: 'balances', title: t('statements.balances') })}
            >
              {t('statements.balances')}
            </KeyButton>
            <KeyButton keys="l" onClick={save('papers')}>
              {t('statements.exportPapers')}
            </KeyButton>
            <KeyButton keys="e" onClick={save('accounts')}>
              {t('statements.exportAccounts')}
            </KeyButton>
          </>
        }
        foot={
          data && (
            <>
              <Figure label={t('statements.opening')}>{yuan(data.sums.openingFen)}</Figure>
              <Figure label={t('statements.charges')}>{yuan(data.sums.chargesFen)}</Figure>
              <Figure label={t('statements.received')}>{yuan(data.sums.receiptsFen)}</Figure>
              <Figure label={t('statements.closing')} negative={data.sums.closingFen < 0}>
                {yuan(data.sums.closingFen)}
              </Figure>
            </>
          )
        }
      >
        <DataTable
          label={t('statements.accounts')}
          columns={columns}
          list={client.statements.accounts}
          filter={{ month }}
          rowKey={({ customerId }) => customerId}
          onOpen={(row) =>
            openTab({
              word: 'accounts',
              page: 'ledger',
              id: row.customerId,
              title: `${row.customer} ${t('statements.ledger')}`,
              parameters: { month, customer: row.customer },
            })
          }
          empty={<Empty title={t('statements.accountsEmpty')} hint={t('statements.accountsEmptyHint')} />}
        />
      </Panel>
      {exporting.bar}
    </Page>
  )
}

const useLedgerColumns = (): Column<LedgerRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'on', header: t('app.date'), width: 92 },
      { key: 'kind', header: t('statements.paper'), width: 82, value: (row) => t(ledgerKindKeys[row.kind]) },
      { key: 'number', header: t('app.number'), width: 120 },
      { key: 'remark', header: t('app.remark') },
      {
        key: 'amountFen',
        header: t('app.amount'),
        kind: 'money',
        width: 130,
        value: (row) => (row.kind === 'receipt' ? null : row.amountFen),
      },
      {
        key: 'receivedFen',
        header: t('statements.received'),
        kind: 'money',
        width: 130,
        value: (row) => (row.kind === 'receipt' ? row.receivedFen : null),
      },
      { key: 'balanceFen', header: t('statements.balance'), kind: 'money', width: 140 },
    ],
    [t],
  )
}

const openPaper = ({ kind, documentId, number }: LedgerRow): void => {
  if (kind === 'receipt') openTab({ word: 'receipts', id: documentId, title: number })
  else if (kind === 'delivery' || kind === 'return' || kind === 'replacement' || kind === 'exchange')
    openTab({ word: 'deliveries', id: documentId, title: number })
  else openTab({ word: 'statements', page: 'adjustments' })
}

/** Every note, charge and receipt of one customer with the balance after it. */
export const LedgerPage = ({ tab, id }: PageProps) => {
  const t = useT()
  const columns = useLedgerColumns()
  const { month: wanted, customer, all: whole } = tab.parameters
  const [month, setMonth] = useState(typeof wanted === 'string' ? wanted : todayHere().slice(0, 7))
  const [all, setAll] = useState(whole === true)
  const exporting = useExporting()
  const filter = { customerId: id, month: all ? null : month }
  const balanceOn = (on: string) => ({ on, customerId: id, limit: 1 })
  const { data: before } = useQuery(client.statements.balances, balanceOn(plusDays(`${month}-01`, -1)), {
    enabled: !all,
  })
  const { data: after } = useQuery(client.statements.balances, balanceOn(all ? todayHere() : lastDayOfMonth(month)))
  const save = async (): Promise<void> => {
    const result = await exporting.run(
      'ledger',
      { what: 'papers', ...filter },
      [t('statements.ledger'), customer, all ? '' : month].filter(Boolean).join(' '),
    )
    if (result) notify(t('statements.exportedOne', { name: result.saved }))
  }
  return (
    <Page>
      <Panel
        title={`${typeof customer === 'string' ? customer : ''} ${t('statements.ledger')}`}
        bar={
          <>
            {!all && <MonthChoice month={month} onChange={setMonth} />}
            <Check label={t('statements.allMonths')} value={all} onChange={setAll} />
          </>
        }
        actions={
          <KeyButton keys="e" onClick={save}>
            {t('statements.exportPapers')}
          </KeyButton>
        }
        foot={
          <>
            {!all && before && <Figure label={t('statements.opening')}>{yuan(before.sumFen)}</Figure>}
            {after && (
              <Figure label={t('statements.closing')} negative={after.sumFen < 0}>
                {yuan(after.sumFen)}
              </Figure>
            )}
          </>
        }
      >
        <DataTable
          label={t('statements.ledger')}
          columns={columns}
          list={client.statements.ledger}
          filter={filter}
          // a note that was taken back later stands twice
          rowKey={({ kind, documentId, on, amountFen }) => `${kind} ${documentId} ${on} ${amountFen}`}
          onOpen={openPaper}
          empty={<Empty title={t('statements.noMovement')} hint={t('statements.noMovementHint')} />}
        />
      </Panel>
      {exporting.bar}
    </Page>
  )
}
