import { useMemo, useState } from 'react'
import type { PhraseKey } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import {
  type AgedItem,
  ageKeys,
  ages,
  type PayPromise,
  payStateKeys,
  usedPercent,
} from '../../../shared/receivables.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { yuan } from '../receipts/yuan.ts'
import { CallDialog } from './CallDialog.tsx'
import styles from './Receivables.module.css'
import { payTones } from './words.ts'

const itemKeys: Record<AgedItem['kind'], PhraseKey> = {
  note: 'receivables.itemNote',
  charge: 'receivables.itemCharge',
  opening: 'receivables.itemOpening',
}

const useItemColumns = (): Column<AgedItem>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'kind',
        header: t('statements.paper'),
        width: 74,
        value: ({ kind }) => t(itemKeys[kind]),
      },
      { key: 'number', header: t('app.number'), width: 122 },
      { key: 'on', header: t('app.date'), width: 90 },
      { key: 'dueOn', header: t('receivables.dueOn'), width: 90 },
      {
        key: 'lateDays',
        header: t('receivables.lateDays'),
        width: 76,
        align: 'right',
        render: ({ lateDays }) => (lateDays > 0 ? <span className="neg">{lateDays}</span> : null),
      },
      { key: 'totalFen', header: t('receivables.total'), kind: 'money', width: 104 },
      {
        key: 'paidFen',
        header: t('receivables.paid'),
        kind: 'money',
        width: 100,
        value: ({ paidFen }) => paidFen || null,
      },
      {
        key: 'creditFen',
        header: t('receivables.credit'),
        kind: 'money',
        width: 92,
        value: ({ creditFen }) => (creditFen === 0 ? null : -creditFen),
      },
      { key: 'openFen', header: t('receivables.open'), kind: 'money', width: 104 },
      { key: 'remark', header: t('app.remark') },
    ],
    [t],
  )
}

const usePromiseColumns = (): Column<PayPromise>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 96,
        render: ({ state }) => <StateBadge tone={payTones[state]}>{t(payStateKeys[state])}</StateBadge>,
      },
      { key: 'promisedOn', header: t('receivables.promisedOn'), width: 92 },
      { key: 'amountFen', header: t('receivables.promisedFen'), kind: 'money', width: 110 },
      { key: 'paidFen', header: t('receivables.cameSince'), kind: 'money', width: 110 },
      { key: 'person', header: t('receivables.promisedBy'), width: 110 },
      { key: 'saidOn', header: t('receivables.saidOn'), width: 92 },
      { key: 'by', header: t('app.by') },
    ],
    [t],
  )
}

const openItem = ({ kind, documentId, number }: AgedItem): void => {
  if (kind === 'note') openTab({ word: 'deliveries', id: documentId, title: number })
  else if (kind === 'opening') openTab({ word: 'openings' })
  else openTab({ word: 'statements', page: 'adjustments' })
}

/** What one customer owes, document by document, and what was promised. */
export const CustomerReceivablesPage = ({ tab, id }: PageProps) => {
  const t = useT()
  const [calling, setCalling] = useState(false)
  const day = tab.parameters['on']
  const on = typeof day === 'string' ? day : null
  const customerId = id ?? 0
  const itemColumns = useItemColumns()
  const promiseColumns = usePromiseColumns()
  const { data, error } = useQuery(client.receivables.read, { customerId, on }, { enabled: id !== null })
  const filter = useMemo(() => ({ customerId, on }), [customerId, on])
  if (!data) return <Page>{error && <RefusalNote message={error.message} />}</Page>
  const percent = usedPercent(data)
  return (
    <Page className={styles['page'] ?? ''}>
      <Panel
        title={t('receivables.of', { customer: data.customer })}
        note={[
          on === null ? '' : t('receivables.asOf', { on }),
          data.settlement === 'monthly' ? t('receivables.terms', { days: data.termDays }) : t('receivables.termsNow'),
          [data.contact, data.phone].filter(Boolean).join(' '),
          percent === null
            ? ''
            : `${t('receivables.limit')} ${t('receivables.usedOf', { percent, limit: formatFen(data.limitFen) })}`,
        ]
          .filter(Boolean)
          .join(' · ')}
        actions={
          <>
            <KeyButton
              keys="l"
              onClick={() =>
                openTab({
                  word: 'accounts',
                  page: 'ledger',
                  id: customerId,
                  title: `${data.customer} ${t('statements.ledger')}`,
                  parameters: { customer: data.customer, all: true },
                })
              }
            >
              {t('receivables.openLedger')}
            </KeyButton>
            <KeyButton
              keys="F8"
              onClick={() =>
                openTab({
                  word: 'receipts',
                  page: 'new',
                  another: true,
                  title: t('receipts.newReceipt'),
                  parameters: { customerId },
                })
              }
            >
              {t('receivables.receive')}
            </KeyButton>
            <KeyButton keys="c" go onClick={() => setCalling(true)}>
              {t('receivables.call')}
            </KeyButton>
          </>
        }
        foot={
          <>
            <Figure label={t('receivables.balance')} negative={data.balanceFen < 0}>
              {yuan(data.balanceFen)}
            </Figure>
            {ages.map((age) => (
              <Figure key={age} label={t(ageKeys[age])}>
                {yuan(data[`${age}Fen`])}
              </Figure>
            ))}
            <Figure label={t('receivables.prepaid')}>{yuan(data.prepaidFen)}</Figure>
            {data.waitingFen > 0 && (
              <Figure label={t('receivables.waiting')} note={t('receivables.waitingHint')}>
                {yuan(data.waitingFen)}
              </Figure>
            )}
          </>
        }
      >
        <DataTable
          label={t('receivables.items')}
          columns={itemColumns}
          list={client.receivables.items}
          filter={filter}
          rowKey={({ kind, documentId }) => `${kind} ${documentId}`}
          onOpen={openItem}
          rowClass={({ lateDays }) => (lateDays > 0 ? 'late' : undefined)}
          empty={<Empty title={t('receivables.nothingOpen')} />}
        />
      </Panel>
      <Panel title={t('receivables.promises')}>
        <DataTable
          label={t('receivables.promises')}
          columns={promiseColumns}
          rows={data.promises}
          rowKey={(each) => each.id}
          autoFocus={false}
          empty={<Empty title={t('receivables.noPromise')} hint={t('receivables.noPromiseHint')} />}
        />
      </Panel>
      {calling && <CallDialog customer={data} onClose={() => setCalling(false)} />}
    </Page>
  )
}
