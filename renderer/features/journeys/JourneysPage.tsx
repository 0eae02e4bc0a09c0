import { useMemo, useState } from 'react'
import {
  type JourneyRow,
  type JourneyShow,
  journeyShowKeys,
  journeyShows,
  journeyStateKeys,
} from '../../../shared/journeys.ts'
import { shipWayKeys } from '../../../shared/shipments.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { TextInput } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { useExporting } from '../statements/exporting.tsx'
import { ArriveDialog } from './ArriveDialog.tsx'
import { journeyTones } from './tones.ts'

const useColumns = (): Column<JourneyRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 106,
        render: ({ state, overdue }) => (
          <StateBadge tone={overdue ? 'bad' : journeyTones[state]}>
            {overdue ? t('journeys.overdue') : t(journeyStateKeys[state])}
          </StateBadge>
        ),
      },
      { key: 'expectedOn', header: t('journeys.expectedOn'), kind: 'date', width: 92 },
      { key: 'leftOn', header: t('journeys.leftOn'), kind: 'date', width: 92 },
      { key: 'number', header: t('app.number'), width: 110 },
      { key: 'customer', header: t('app.customer'), width: 96 },
      { key: 'orderNumbers', header: t('deliveries.orders'), width: 116 },
      { key: 'packs', header: t('deliveries.packs'), kind: 'integer', width: 50 },
      { key: 'way', header: t('journeys.way'), width: 74, value: ({ way }) => t(shipWayKeys[way]) },
      {
        key: 'carrier',
        header: t('journeys.carrier'),
        value: ({ carrier, carrierPhone, driver, vehicle }) =>
          [carrier, carrierPhone].filter(Boolean).join(' ') || [driver, vehicle].filter(Boolean).join(' '),
      },
      { key: 'tracking', header: t('journeys.tracking'), width: 136 },
      {
        key: 'arrivedOn',
        header: t('journeys.arrival'),
        width: 150,
        value: ({ arrivedOn, signer, acceptedOn }) =>
          [
            arrivedOn && t('journeys.arrivedLine', { day: arrivedOn.slice(5), signer }),
            acceptedOn && t('journeys.acceptedLine', { day: acceptedOn.slice(5) }),
          ]
            .filter(Boolean)
            .join(' '),
      },
    ],
    [t],
  )
}

/** 在途 (duty 92): what is on its way, what should have arrived, what has not left yet. */
export const JourneysPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('deliveries.write')
  const columns = useColumns()
  const [show, setShow] = useState<JourneyShow>(
    () => journeyShows.find((each) => each === parameters['show']) ?? 'road',
  )
  const exporting = useExporting()
  const [typed, setTyped] = useState('')
  const [row, setRow] = useState<JourneyRow | null>(null)
  const [arriving, setArriving] = useState<JourneyRow | null>(null)
  const filter = useMemo(() => ({ show, typed: typed.trim() }), [show, typed])
  const { data: counts } = useQuery(client.journeys.counts, {})
  const open = row !== null && (row.state === 'underWay' || row.state === 'arrived')
  const excel = async (): Promise<void> => {
    const made = await exporting.run('journeys', filter, `${t('journeys.title')} ${t(journeyShowKeys[show])}`)
    if (made) notify(t('journeys.exported', { name: made.saved }))
  }
  return (
    <Page>
      <Panel
        title={t('journeys.title')}
        bar={
          <>
            <Views
              views={journeyShows}
              shown={show}
              labelOf={(each) =>
                each === 'arrived' || !counts ? t(journeyShowKeys[each]) : `${t(journeyShowKeys[each])} ${counts[each]}`
              }
              onShow={setShow}
            />
            <TextInput
              inline
              label=""
              width={170}
              placeholder={t('journeys.find')}
              maxLength={40}
              value={typed}
              onChange={setTyped}
            />
          </>
        }
        foot={
          <>
            <span className="spring" />
            <KeyButton keys="e" disabled={row === null} onClick={excel}>
              Excel
            </KeyButton>
            {mayWrite && (
              <KeyButton keys="q" go disabled={!open} onClick={() => setArriving(row)}>
                {t('journeys.arrival')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          label={t('journeys.title')}
          columns={columns}
          list={client.journeys.list}
          filter={filter}
          rowKey={({ deliveryNoteId }) => deliveryNoteId}
          onSelect={setRow}
          onOpen={({ deliveryNoteId, number }) => openTab({ word: 'deliveries', id: deliveryNoteId, title: number })}
          empty={<Empty title={t('journeys.emptyTitle')} hint={t('journeys.emptyHint')} />}
        />
      </Panel>
      {exporting.bar}
      {arriving && <ArriveDialog journey={arriving} onClose={() => setArriving(null)} />}
    </Page>
  )
}
