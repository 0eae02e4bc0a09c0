import { useMemo, useState } from 'react'
import { codMethodKeys, differencesOf, type HandoverLine, handoverStateKeys } from '../../../shared/cod.ts'
import { formatFen } from '../../../shared/money.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { CountDialog } from './CountDialog.tsx'
import { handoverTones } from './words.ts'

const useColumns = (): Column<HandoverLine>[] => {
  const t = useT()
  return useMemo(
    (): Column<HandoverLine>[] => [
      { key: 'number', header: t('cod.note'), width: 124 },
      { key: 'customer', header: t('app.customer') },
      { key: 'collectedOn', header: t('cod.collectedOn'), kind: 'date', width: 96 },
      { key: 'toCollectFen', header: t('cod.toCollect'), kind: 'money', width: 118 },
      { key: 'collectedFen', header: t('cod.collected'), kind: 'money', width: 118 },
      { key: 'method', header: t('cod.method'), width: 80, value: ({ method }) => t(codMethodKeys[method]) },
      { key: 'handedFen', header: t('cod.handed'), kind: 'money', width: 118 },
      { key: 'reason', header: t('cod.differenceReason'), width: 180, value: differencesOf },
      { key: 'receiptNumber', header: t('receipts.title'), width: 116 },
    ],
    [t],
  )
}

/** One 代收款交接单: what is on it, the cashier's count, its print. */
export const HandoverPage = ({ id }: PageProps) => {
  const t = useT()
  const mayCount = useMay('receipts.confirm')
  const mayWrite = useMay('receipts.write')
  const { data: handover, error } = useQuery(client.cod.handover, { id: id ?? 0 }, { enabled: id !== null })
  const [counting, setCounting] = useState(false)
  const columns = useColumns()
  if (!handover)
    return (
      <Page>
        <Panel title={t('cod.handoverTitle')}>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const { number, state, version } = handover
  const discard = async (): Promise<void> => {
    await withReason(
      {
        title: `${number} ${t('cod.voidHandover')}`,
        action: t('cod.voidHandover'),
        label: t('cod.voidHandoverReason'),
        danger: true,
      },
      (reason) => client.cod.voidHandover({ id: handover.id, version, reason }),
      t('cod.voided', { number }),
    )
  }
  const print = (): string =>
    openTab({ word: 'cod', page: 'print', id: handover.id, title: `${number} ${t('cod.handoverTitle')}` })
  return (
    <Page>
      <Panel
        title={`${number} · ${handover.driver}`}
        note={[
          handover.handedOn,
          handover.remark,
          handover.confirmedAt === null
            ? ''
            : t('cod.countedBy', { by: handover.confirmedByName ?? '', at: formatInstant(handover.confirmedAt) }),
          handover.slipNumber,
          handover.voidReason ?? '',
        ]
          .filter(Boolean)
          .join(' · ')}
        bar={<StateBadge tone={handoverTones[state]}>{t(handoverStateKeys[state])}</StateBadge>}
        actions={
          <>
            {state !== 'void' && (state === 'counted' ? mayCount : mayWrite) && (
              <KeyButton keys="Control+Delete" danger onClick={discard}>
                {t('cod.voidHandover')}
              </KeyButton>
            )}
            <KeyButton keys="Control+p" onClick={print}>
              {t('app.print')}
            </KeyButton>
            {state === 'waiting' && mayCount && (
              <KeyButton keys="F8" go onClick={() => setCounting(true)}>
                {t('cod.count')}
              </KeyButton>
            )}
          </>
        }
        foot={
          <>
            <Figure label={t('cod.collected')}>{formatFen(handover.collectedFen)}</Figure>
            {handover.handedFen !== null && (
              <Figure label={t('cod.handed')} negative={handover.handedFen < handover.collectedFen}>
                {formatFen(handover.handedFen)}
              </Figure>
            )}
            {handover.handedFen !== null && handover.handedFen !== handover.collectedFen && state === 'counted' && (
              <Figure label={t('cod.difference')} negative>
                {formatFen(handover.handedFen - handover.collectedFen)}
              </Figure>
            )}
          </>
        }
      >
        <DataTable
          label={number}
          columns={columns}
          rows={handover.lines}
          rowKey={(line) => line.id}
          onOpen={({ deliveryNoteId, number: note }) =>
            openTab({ word: 'deliveries', id: deliveryNoteId, title: note })
          }
        />
      </Panel>
      {counting && <CountDialog handover={handover} onClose={() => setCounting(false)} />}
    </Page>
  )
}
