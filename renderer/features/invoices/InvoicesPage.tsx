import { useMemo, useState } from 'react'
import {
  type InvoiceRow,
  paperKindKeys,
  shownInvoiceState,
  shownInvoiceStateKeys,
  shownInvoiceStates,
  type ShownInvoiceState,
  type Uninvoiced,
  type UnpaidInvoice,
} from '../../../shared/invoices.ts'
import { ledgerKindKeys } from '../../../shared/statements.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Check, Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { yuan } from '../receipts/yuan.ts'
import { MonthChoice } from '../statements/MonthChoice.tsx'
import { invoiceTones } from './tones.ts'

const views = ['issued', 'uninvoiced', 'unpaid'] as const
type View = (typeof views)[number]
const viewKeys = {
  issued: 'invoices.tabIssued',
  uninvoiced: 'invoices.tabUninvoiced',
  unpaid: 'invoices.tabUnpaid',
} as const

const useIssuedColumns = (): Column<InvoiceRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 94,
        render: (row) => {
          const state = shownInvoiceState(row)
          return <StateBadge tone={invoiceTones[state]}>{t(shownInvoiceStateKeys[state])}</StateBadge>
        },
      },
      { key: 'issuedOn', header: t('invoices.issuedOn'), kind: 'date', width: 96 },
      { key: 'number', header: t('invoices.number'), width: 168 },
      { key: 'code', header: t('invoices.code'), width: 98 },
      { key: 'kind', header: t('invoices.kind'), width: 72, value: ({ kind }) => t(paperKindKeys[kind]) },
      { key: 'customer', header: t('app.customer') },
      { key: 'amountFen', header: t('invoices.amount'), kind: 'money', width: 120 },
      { key: 'taxFen', header: t('invoices.tax'), kind: 'money', width: 92 },
      {
        key: 'takenBackFen',
        header: t('invoices.takenBack'),
        kind: 'money',
        width: 96,
        value: ({ takenBackFen }) => takenBackFen || null,
      },
      {
        key: 'uncoveredFen',
        header: t('invoices.uncovered'),
        kind: 'money',
        width: 96,
        value: ({ uncoveredFen, state }) => (state === 'standing' && uncoveredFen !== 0 ? uncoveredFen : null),
      },
      { key: 'remark', header: t('app.remark'), width: 120 },
    ],
    [t],
  )
}

interface Chosen {
  month: string
  state: ShownInvoiceState | 'all'
  customerId: number | null
  all: boolean
}

const Issued = ({ month, state, customerId }: Chosen) => {
  const t = useT()
  const columns = useIssuedColumns()
  return (
    <DataTable
      label={t('invoices.tabIssued')}
      columns={columns}
      list={client.invoices.list}
      filter={{ month, state: state === 'all' ? null : state, customerId }}
      rowKey={({ id }) => id}
      rowClass={(row) => (row.state === 'void' || row.state === 'reversed' ? 'dim' : undefined)}
      onOpen={(row) => openTab({ word: 'invoices', id: row.id, title: row.number })}
      empty={<Empty title={t('invoices.empty')} hint={t('invoices.emptyHint')} />}
    />
  )
}

const OpenDocuments = ({ customerId, all }: Chosen) => {
  const t = useT()
  const columns = useMemo(
    (): Column<Uninvoiced>[] => [
      { key: 'on', header: t('app.date'), kind: 'date', width: 100 },
      { key: 'customer', header: t('app.customer') },
      { key: 'kind', header: t('invoices.document'), width: 90, value: ({ kind }) => t(ledgerKindKeys[kind]) },
      { key: 'number', header: t('app.number'), width: 130 },
      { key: 'totalFen', header: t('invoices.total'), kind: 'money', width: 130 },
      {
        key: 'invoicedFen',
        header: t('invoices.invoicedFen'),
        kind: 'money',
        width: 130,
        value: ({ invoicedFen }) => invoicedFen || null,
      },
      { key: 'openFen', header: t('invoices.open'), kind: 'money', width: 130 },
    ],
    [t],
  )
  return (
    <DataTable
      label={t('invoices.tabUninvoiced')}
      columns={columns}
      list={client.invoices.uninvoiced}
      filter={{ customerId, all }}
      rowKey={({ deliveryNoteId, adjustmentId }) => `${deliveryNoteId} ${adjustmentId}`}
      // Enter on what is not invoiced enters its invoice
      onOpen={(row) =>
        openTab({
          word: 'invoices',
          page: 'new',
          another: true,
          title: t('invoices.newInvoice'),
          parameters: { customerId: row.customerId },
        })
      }
      empty={<Empty title={t('invoices.uninvoicedEmpty')} />}
    />
  )
}

const Unpaid = ({ customerId }: Chosen) => {
  const t = useT()
  const columns = useMemo(
    (): Column<UnpaidInvoice>[] => [
      { key: 'issuedOn', header: t('invoices.issuedOn'), kind: 'date', width: 100 },
      { key: 'days', header: t('invoices.days'), kind: 'integer', width: 84 },
      { key: 'customer', header: t('app.customer') },
      { key: 'number', header: t('invoices.number'), width: 190 },
      { key: 'amountFen', header: t('invoices.amount'), kind: 'money', width: 130 },
      { key: 'openFen', header: t('invoices.unpaidFen'), kind: 'money', width: 130 },
    ],
    [t],
  )
  return (
    <DataTable
      label={t('invoices.tabUnpaid')}
      columns={columns}
      list={client.invoices.unpaid}
      filter={{ customerId }}
      rowKey={({ id }) => id}
      onOpen={(row) => openTab({ word: 'invoices', id: row.id, title: row.number })}
      empty={<Empty title={t('invoices.unpaidEmpty')} />}
    />
  )
}

const IssuedSums = ({ month }: Chosen) => {
  const t = useT()
  const { data } = useQuery(client.invoices.monthSums, { month })
  return (
    data && (
      <>
        <Figure label={t('invoices.amount')} note={t('invoices.invoicesCount', { count: data.count })}>
          {yuan(data.amountFen)}
        </Figure>
        <Figure label={t('invoices.tax')}>{yuan(data.taxFen)}</Figure>
        <Figure label={t('invoices.uncovered')}>{yuan(data.uncoveredFen)}</Figure>
      </>
    )
  )
}
const OpenSums = ({ customerId, all }: Chosen) => {
  const t = useT()
  const { data } = useQuery(client.invoices.uninvoicedSums, { customerId, all })
  return (
    data && (
      <>
        <Figure label={t('invoices.total')} note={t('invoices.papersCount', { count: data.count })}>
          {yuan(data.totalFen)}
        </Figure>
        <Figure label={t('invoices.invoicedFen')}>{yuan(data.invoicedFen)}</Figure>
        <Figure label={t('invoices.open')}>{yuan(data.openFen)}</Figure>
      </>
    )
  )
}
const UnpaidSums = ({ customerId }: Chosen) => {
  const t = useT()
  const { data } = useQuery(client.invoices.unpaidSums, { customerId })
  return (
    data && (
      <>
        <Figure label={t('invoices.amount')} note={t('invoices.invoicesCount', { count: data.count })}>
          {yuan(data.amountFen)}
        </Figure>
        <Figure label={t('invoices.unpaidFen')}>{yuan(data.openFen)}</Figure>
        {data.unassignedFen > 0 && <Figure label={t('invoices.unassigned')}>{yuan(data.unassignedFen)}</Figure>}
      </>
    )
  )
}

const parts: Record<View, { list: typeof Issued; sums: typeof IssuedSums }> = {
  issued: { list: Issued, sums: IssuedSums },
  uninvoiced: { list: OpenDocuments, sums: OpenSums },
  unpaid: { list: Unpaid, sums: UnpaidSums },
}

/** 开票登记: what was invoiced, what left and is not, what is invoiced and not paid (duties 100, 105). */
export const InvoicesPage = ({ tab }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('statements.write')
  const asked = views.find((each) => each === tab.parameters['view'])
  const [view, setView] = useState<View>(asked ?? 'issued')
  const [month, setMonth] = useState(todayHere().slice(0, 7))
  const [state, setState] = useState<ShownInvoiceState | 'all'>('all')
  const [customer, setCustomer] = useState<{ id: number; shortName: string } | null>(null)
  const [all, setAll] = useState(false)
  const chosen: Chosen = { month, state, customerId: customer?.id ?? null, all }
  const { list: List, sums: Sums } = parts[view]
  return (
    <Page>
      <Panel
        title={t('invoices.title')}
        bar={
          <>
            {view === 'issued' && <MonthChoice month={month} onChange={setMonth} />}
            {view === 'issued' && (
              <Choice<ShownInvoiceState | 'all'>
                inline
                label=""
                value={state}
                options={[
                  { value: 'all', label: t('app.all') },
                  ...shownInvoiceStates.map((value) => ({ value, label: t(shownInvoiceStateKeys[value]) })),
                ]}
                onChange={setState}
              />
            )}
            <CustomerPicker
              inline
              label=""
              width={130}
              placeholder={t('app.customer')}
              text={customer?.shortName ?? ''}
              onPick={setCustomer}
            />
            {view === 'uninvoiced' && <Check label={t('invoices.includeNone')} value={all} onChange={setAll} />}
          </>
        }
        actions={
          <>
            {views.map((each, index) => (
              <KeyButton
                key={each}
                keys={`Control+${index + 1}`}
                aria-pressed={view === each}
                onClick={() => setView(each)}
              >
                {t(viewKeys[each])}
              </KeyButton>
            ))}
            {mayWrite && (
              <KeyButton
                keys="F4"
                go
                onClick={() =>
                  openTab({
                    word: 'invoices',
                    page: 'new',
                    another: true,
                    title: t('invoices.newInvoice'),
                    parameters: customer ? { customerId: customer.id } : {},
                  })
                }
              >
                {t('invoices.newInvoice')}
              </KeyButton>
            )}
          </>
        }
        foot={<Sums {...chosen} />}
      >
        <List {...chosen} />
      </Panel>
    </Page>
  )
}
