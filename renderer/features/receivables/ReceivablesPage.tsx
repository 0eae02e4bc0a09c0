import { useMemo, useState } from 'react'
import {
  ageKeys,
  ages,
  payStateKeys,
  type ReceivableRow,
  type ReceivableView,
  usedPercent,
  viewKeys,
  views,
} from '../../../shared/receivables.ts'
import { formatFen } from '../../../shared/money.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { yuan } from '../receipts/yuan.ts'
import { useExporting } from '../statements/exporting.tsx'
import { CallDialog } from './CallDialog.tsx'
import { payTones } from './words.ts'

/** Amounts of nothing are left empty: the ages that matter stand out. */
const some = (fen: number): number | null => (fen === 0 ? null : fen)

const useColumns = (on: string | null): Column<ReceivableRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'customer', header: t('app.customer'), render: (row) => <b>{row.customer}</b> },
      { key: 'balanceFen', header: t('receivables.balance'), kind: 'money', width: 96 },
      ...ages.map((age): Column<ReceivableRow> => ({
        key: `${age}Fen`,
        header: t(ageKeys[age]),
        kind: 'money',
        width: 82,
        value: (row) => some(row[`${age}Fen`]),
      })),
      {
        key: 'prepaidFen',
        header: t('receivables.prepaid'),
        kind: 'money',
        width: 84,
        value: (row) => some(row.prepaidFen),
      },
      {
        key: 'waitingFen',
        header: t('receivables.waiting'),
        width: 80,
        align: 'right',
        render: ({ waitingFen }) =>
          waitingFen > 0 ? <span title={t('receivables.waitingHint')}>{formatFen(waitingFen)}</span> : null,
      },
      {
        key: 'limit',
        // whatever day is looked at, the limit is what he may still order today
        header: t(on === null ? 'receivables.limit' : 'receivables.limitToday'),
        width: 70,
        align: 'right',
        render: (row) => {
          const percent = usedPercent(row)
          return percent === null ? null : (
            <span className={percent > 100 ? 'neg' : ''} title={formatFen(row.limitFen)}>
              {percent}%
            </span>
          )
        },
      },
      {
        key: 'promise',
        header: t('receivables.promise'),
        width: 178,
        render: ({ promise }) =>
          promise && (
            <StateBadge tone={payTones[promise.state]}>
              {`${promise.promisedOn.slice(5)} ${formatFen(promise.amountFen)} ${t(payStateKeys[promise.state])}`}
            </StateBadge>
          ),
      },
      {
        key: 'lastCall',
        header: t('receivables.lastCall'),
        width: 160,
        render: ({ lastCall }) =>
          lastCall && <span title={lastCall.summary}>{`${lastCall.on.slice(5)} ${lastCall.summary}`}</span>,
      },
    ],
    [t, on],
  )
}

/** 应收款 (duty 32): who owes what, how old it is, what was promised; as of any day. */
export const ReceivablesPage = () => {
  const t = useT()
  const [on, setOn] = useState<string | null>(null)
  const columns = useColumns(on)
  const [view, setView] = useState<ReceivableView>('all')
  const [customer, setCustomer] = useState<{ id: number; shortName: string } | null>(null)
  const [row, setRow] = useState<ReceivableRow | null>(null)
  const [calling, setCalling] = useState<ReceivableRow | null>(null)
  const exporting = useExporting()
  const filter = useMemo(() => ({ on, view, customerId: customer?.id ?? null }), [on, view, customer])
  const { data } = useQuery(client.receivables.list, { ...filter, limit: 1 }, { keep: true })
  const save = async (): Promise<void> => {
    const result = await exporting.run('receivables', filter, `${t('receivables.paperTitle')} ${on ?? todayHere()}`)
    if (result) notify(t('statements.exportedOne', { name: result.saved }))
  }
  const openLedger = (of: ReceivableRow): void =>
    void openTab({
      word: 'accounts',
      page: 'ledger',
      id: of.customerId,
      title: `${of.customer} ${t('statements.ledger')}`,
      parameters: { customer: of.customer, all: true },
    })
  return (
    <Page>
      <Panel
        title={t('receivables.title')}
        note={data ? t('receivables.customers', { count: data.total }) : ''}
        bar={
          <>
            <DateInput
              inline
              label={t('receivables.asOfDay')}
              width={124}
              value={on ?? todayHere()}
              onChange={(day) => setOn(day === todayHere() ? null : day)}
            />
            <Choice<ReceivableView>
              inline
              label=""
              value={view}
              options={views.map((value) => ({ value, label: t(viewKeys[value]) }))}
              onChange={setView}
            />
            <CustomerPicker
              inline
              label=""
              width={120}
              placeholder={t('app.customer')}
              text={customer?.shortName ?? ''}
              onPick={setCustomer}
            />
          </>
        }
        actions={
          <>
            {row && (
              <>
                <KeyButton keys="l" onClick={() => openLedger(row)}>
                  {t('receivables.openLedger')}
                </KeyButton>
                <KeyButton keys="c" go onClick={() => setCalling(row)}>
                  {t('receivables.call')}
                </KeyButton>
              </>
            )}
            <KeyButton keys="e" onClick={save}>
              {t('app.export')}
            </KeyButton>
            <KeyButton
              keys="Control+p"
              onClick={() =>
                openTab({ word: 'receivables', page: 'print', title: t('receivables.paperTitle'), parameters: filter })
              }
            >
              {t('app.print')}
            </KeyButton>
          </>
        }
        foot={
          data && (
            <>
              <Figure label={t('receivables.balance')} negative={data.sums.balanceFen < 0}>
                {yuan(data.sums.balanceFen)}
              </Figure>
              {ages.map((age) => (
                <Figure key={age} label={t(ageKeys[age])}>
                  {yuan(data.sums[`${age}Fen`])}
                </Figure>
              ))}
              <Figure label={t('receivables.prepaid')}>{yuan(data.sums.prepaidFen)}</Figure>
              {data.sums.waitingFen > 0 && (
                <Figure label={t('receivables.waiting')}>{yuan(data.sums.waitingFen)}</Figure>
              )}
            </>
          )
        }
      >
        <DataTable
          label={t('receivables.title')}
          columns={columns}
          list={client.receivables.list}
          filter={filter}
          rowKey={({ customerId }) => customerId}
          onSelect={setRow}
          onOpen={(each) =>
            openTab({
              word: 'receivables',
              id: each.customerId,
              title: t('receivables.of', { customer: each.customer }),
              parameters: { on },
            })
          }
          empty={<Empty title={t('receivables.empty')} hint={t('receivables.emptyHint')} />}
        />
      </Panel>
      {calling && <CallDialog customer={calling} onClose={() => setCalling(null)} />}
      {exporting.bar}
    </Page>
  )
}
