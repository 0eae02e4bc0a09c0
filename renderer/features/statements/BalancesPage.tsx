import { useMemo, useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import type { BalanceRow } from '../../../shared/statementAccounts.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { useExporting } from './exporting.tsx'
import { yuan } from '../receipts/yuan.ts'

/** What every customer, or one, owed at the end of any day (demands 3.3). */
export const BalancesPage = () => {
  const t = useT()
  const [on, setOn] = useState(todayHere())
  const [customer, setCustomer] = useState<{ id: number; shortName: string } | null>(null)
  const customerId = customer?.id ?? null
  const { data } = useQuery(client.statements.balances, { on, customerId, limit: 1 }, { keep: true })
  const exporting = useExporting()
  const save = async (): Promise<void> => {
    const result = await exporting.run(
      'ledger',
      { what: 'balances', on, customerId },
      [t('statements.balances'), customer?.shortName, on].filter(Boolean).join(' '),
    )
    if (result) notify(t('statements.exportedOne', { name: result.saved }))
  }
  const columns = useMemo(
    (): Column<BalanceRow>[] => [
      { key: 'customer', header: t('app.customer') },
      {
        key: 'balanceFen',
        header: t('statements.balance'),
        width: 200,
        align: 'right',
        render: (row) => <b className={row.balanceFen < 0 ? 'neg' : ''}>{formatFen(row.balanceFen)}</b>,
      },
      { key: 'statedAs', header: t('statements.title'), width: 130 },
      { key: 'statedFen', header: t('statements.statedClosing'), kind: 'money', width: 150 },
      {
        key: 'laterFen',
        header: t('statements.later'),
        kind: 'money',
        width: 140,
        value: (row) => row.laterFen || null,
      },
    ],
    [t],
  )
  return (
    <Page>
      <Panel
        title={t('statements.balances')}
        note={data ? t('statements.accountsOf', { count: data.total }) : ''}
        bar={
          <>
            <DateInput
              inline
              autoFocus
              label={t('statements.balancesOn')}
              width={120}
              value={on}
              onChange={(day) => day !== null && setOn(day)}
            />
            <CustomerPicker
              inline
              label=""
              width={130}
              placeholder={t('app.customer')}
              text={customer?.shortName ?? ''}
              onPick={setCustomer}
            />
          </>
        }
        actions={
          <KeyButton keys="e" onClick={save}>
            {t('app.export')}
          </KeyButton>
        }
        foot={
          data && (
            <>
              <Figure label={t('app.total')} negative={data.sumFen < 0}>
                {yuan(data.sumFen)}
              </Figure>
              {data.laterFen !== 0 && (
                <>
                  <Figure label={t('statements.later')} negative={data.laterFen < 0}>
                    {yuan(data.laterFen)}
                  </Figure>
                  <small className="dim">{t('statements.laterWhy')}</small>
                </>
              )}
            </>
          )
        }
      >
        <DataTable
          label={t('statements.balances')}
          columns={columns}
          list={client.statements.balances}
          filter={{ on, customerId }}
          rowKey={(row) => row.customerId}
          autoFocus={false}
          onOpen={(row) =>
            openTab({
              word: 'accounts',
              page: 'ledger',
              id: row.customerId,
              title: `${row.customer} ${t('statements.ledger')}`,
              parameters: { month: on.slice(0, 7), customer: row.customer },
            })
          }
          empty={<Empty title={t('statements.balancesEmpty')} />}
        />
      </Panel>
      {exporting.bar}
    </Page>
  )
}
