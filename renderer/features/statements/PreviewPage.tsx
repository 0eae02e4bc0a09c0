import { useState } from 'react'
import { amountInWords } from '../../../shared/amountInWords.ts'
import { DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { closeTab, openTab, useTabKey } from '../../lib/tabs.ts'
import { hasPo, shownLines, useLineColumns } from './lineColumns.tsx'
import { lastMonth, MonthChoice } from './MonthChoice.tsx'
import { yuan } from '../receipts/yuan.ts'

/** What would be on a customer's statement, before it is made: unsigned notes ※, zero prices (duty 103). */
export const PreviewPage = ({ tab }: PageProps) => {
  const t = useT()
  const key = useTabKey()
  const mayWrite = useMay('statements.write')
  const { customerId, month: wanted } = tab.parameters
  const whose = typeof customerId === 'number' ? customerId : 0
  const [month, setMonth] = useState(typeof wanted === 'string' ? wanted : lastMonth())
  const { data: customer } = useQuery(client.customers.read, { id: whose }, { enabled: whose > 0 })
  const { data, error } = useQuery(
    client.statements.preview,
    { customerId: whose, month },
    { enabled: whose > 0, keep: true },
  )
  const columns = useLineColumns(hasPo(data?.lines ?? []))
  const make = async (): Promise<void> => {
    const made = await attempt(() => client.statements.make({ customerId: whose, month }))
    if (!made) return
    openTab({ word: 'statements', id: made.id, title: `${made.customer} ${made.periodTo.slice(0, 7)}` })
    closeTab(key)
  }
  return (
    <Page>
      <Panel
        title={customer?.shortName ?? t('statements.previewTitle')}
        note={data ? `${t('statements.previewTitle')} · ${data.periodFrom} ~ ${data.periodTo}` : ''}
        bar={
          <>
            <MonthChoice month={month} onChange={setMonth} />
            {data && data.madeAs !== null && (
              <StateBadge tone="info">{t('statements.previewMade', { number: data.madeAs })}</StateBadge>
            )}
            {data && data.unsignedNotes > 0 && (
              <StateBadge tone="warn">{t('statements.previewUnsigned', { count: data.unsignedNotes })}</StateBadge>
            )}
            {data && data.zeroPrices > 0 && (
              <StateBadge tone="bad">{t('statements.previewZero', { count: data.zeroPrices })}</StateBadge>
            )}
            {data && data.lines.length > 0 && data.unsignedNotes === 0 && data.zeroPrices === 0 && (
              <StateBadge tone="ok">{t('statements.previewGood')}</StateBadge>
            )}
          </>
        }
        foot={
          data && (
            <>
              <Figure label={t('statements.opening')}>{yuan(data.openingFen)}</Figure>
              <Figure
                label={t('statements.closing')}
                note={t('checks.words', { words: amountInWords(data.closingFen) })}
                negative={data.closingFen < 0}
              >
                {yuan(data.closingFen)}
              </Figure>
              <span className="spring" />
              {mayWrite && (
                <KeyButton keys="Control+Enter" go disabled={data.madeAs !== null} onClick={make}>
                  {t('statements.make')}
                </KeyButton>
              )}
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          label={t('statements.previewTitle')}
          columns={columns}
          rows={shownLines(data?.lines ?? [])}
          rowKey={(line) => line.key}
          rowClass={(line) =>
            line.kind !== 'replacement' && line.priceMicros === 0 ? 'bad' : line.unsigned ? 'warn' : undefined
          }
          empty={
            <Empty
              title={
                data?.madeAs == null ? t('statements.noMovement') : t('statements.previewMade', { number: data.madeAs })
              }
              hint={t('statements.noMovementHint')}
            />
          }
        />
      </Panel>
    </Page>
  )
}
