import { useDeferredValue, useMemo, useRef, useState } from 'react'
import {
  type PriceGiven,
  type QuotationRow,
  type QuotationState,
  quotationStateKeys,
  quotationStates,
} from '../../../shared/quotations.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { ListFilter } from '../../components/ListFilter.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import styles from './Quotation.module.css'
import { QuotationStateBadge } from './QuotationState.tsx'

type Shown = 'open' | 'all' | QuotationState

const useColumns = (): Column<QuotationRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'state', header: t('app.state'), width: 96, render: (row) => <QuotationStateBadge state={row.state} /> },
      { key: 'number', header: t('app.number'), width: 128 },
      {
        key: 'sequence',
        header: t('quotations.versions'),
        width: 52,
        value: ({ sequence }) => t('quotations.version', { version: sequence }),
      },
      { key: 'customer', header: t('app.customer'), width: 150 },
      { key: 'firstLine', header: t('quotations.firstLine') },
      { key: 'lines', header: t('orders.lines'), kind: 'integer', width: 50 },
      { key: 'quotedOn', header: t('quotations.quotedOn'), kind: 'date', width: 100 },
      { key: 'validUntil', header: t('quotations.validUntil'), kind: 'date', width: 100 },
      { key: 'by', header: t('quotations.by'), width: 80 },
    ],
    [t],
  )
}

const useGivenColumns = (): Column<PriceGiven>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'quotedOn', header: t('quotations.quotedOn'), kind: 'date', width: 96 },
      { key: 'customer', header: t('app.customer'), width: 130 },
      {
        key: 'name',
        header: t('quotations.firstLine'),
        value: ({ code, name }) => [code, name].filter(Boolean).join(' '),
      },
      { key: 'material', header: t('quotations.material'), width: 190 },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 76 },
      { key: 'unit', header: t('app.unit'), width: 44 },
      { key: 'priceMicros', header: t('orders.price'), kind: 'price', width: 84 },
      {
        key: 'number',
        header: t('app.number'),
        width: 150,
        value: ({ number, sequence }) => `${number} ${t('quotations.version', { version: sequence })}`,
      },
      { key: 'validUntil', header: t('quotations.validUntil'), kind: 'date', width: 96 },
      {
        key: 'answer',
        header: t('quotations.answer'),
        width: 76,
        value: ({ answer }) => t(answer === null ? 'quotations.noAnswer' : quotationStateKeys[answer]),
      },
    ],
    [t],
  )
}

interface Sought {
  typed: string
  from?: string
  to?: string
}

/** Who got which price when, the newest first (duty 20). */
const Given = ({ sought }: { sought: Sought }) => {
  const t = useT()
  const columns = useGivenColumns()
  return (
    <DataTable<PriceGiven, Sought>
      label={t('quotations.given')}
      columns={columns}
      list={client.quotations.given}
      filter={sought}
      rowKey={({ id }) => id}
      onOpen={(row) => openTab({ word: 'quotations', id: row.quotationId, title: row.number })}
      empty={<Empty title={t('quotations.givenEmpty')} />}
    />
  )
}

/** All quotations, the newest first; F7 shows the prices given instead, one row for each rung. */
export const QuotationsPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('quotations.write')
  const [shown, setShown] = useState<Shown>('open')
  const [given, setGiven] = useState(false)
  const [typed, setTyped] = useState('')
  const [from, setFrom] = useState<string | null>(null)
  const [to, setTo] = useState<string | null>(null)
  const text = useDeferredValue(typed.trim())
  const table = useRef<{ focus: () => void }>(null)
  const sought: Sought = { typed: text, ...(from ? { from } : {}), ...(to ? { to } : {}) }
  const options = [
    { value: 'open' as Shown, label: t('quotations.open') },
    ...quotationStates.map((state) => ({ value: state as Shown, label: t(quotationStateKeys[state]) })),
    { value: 'all' as Shown, label: t('app.all') },
  ]
  return (
    <Page>
      <Panel
        title={t(given ? 'quotations.given' : 'quotations.title')}
        bar={
          <div className={styles['filters']}>
            {!given && <Choice<Shown> inline label="" value={shown} options={options} onChange={setShown} />}
            <ListFilter
              value={typed}
              onChange={setTyped}
              placeholder={t('quotations.searchHint')}
              onDown={() => table.current?.focus()}
            />
            <DateInput inline label={t('quotations.quotedOn')} hint="" width={92} value={from} onChange={setFrom} />
            <DateInput inline label="—" hint="" width={92} value={to} onChange={setTo} />
          </div>
        }
        actions={
          <>
            <KeyButton keys="F7" aria-pressed={given} onClick={() => setGiven(!given)}>
              {t('quotations.given')}
            </KeyButton>
            {mayWrite && (
              <KeyButton
                keys="F4"
                go
                onClick={() =>
                  openTab({ word: 'quotations', page: 'new', title: t('quotations.newQuotation'), another: true })
                }
              >
                {t('quotations.newQuotation')}
              </KeyButton>
            )}
          </>
        }
      >
        {given ? (
          <Given sought={sought} />
        ) : (
          <DataTable
            ref={table}
            label={t('quotations.title')}
            columns={columns}
            list={client.quotations.list}
            filter={{ ...sought, state: shown }}
            rowKey={({ id }) => id}
            onOpen={(row) => openTab({ word: 'quotations', id: row.id, title: row.number })}
            rowClass={({ state }) => (state === 'void' || state === 'declined' ? 'dim' : undefined)}
            empty={<Empty title={t('quotations.empty')} hint={t('quotations.emptyHint')} />}
          />
        )}
      </Panel>
    </Page>
  )
}
