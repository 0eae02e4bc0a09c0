import { useMemo, useState } from 'react'
import { type HandoverRow, type HandoverState, handoverStateKeys, handoverStates } from '../../../shared/cod.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'
import { handoverTones } from './words.ts'

/** 代收款交接单, the newest first. */
export const HandoversPage = () => {
  const t = useT()
  const [state, setState] = useState<HandoverState | null>(null)
  const filter = useMemo(() => ({ state }), [state])
  const columns = useMemo(
    (): Column<HandoverRow>[] => [
      {
        key: 'state',
        header: t('app.state'),
        width: 92,
        render: (row) => <StateBadge tone={handoverTones[row.state]}>{t(handoverStateKeys[row.state])}</StateBadge>,
      },
      { key: 'number', header: t('app.number'), width: 124 },
      { key: 'driver', header: t('cod.driver') },
      { key: 'handedOn', header: t('cod.handedOn'), kind: 'date', width: 96 },
      { key: 'notes', header: t('cod.notes'), kind: 'integer', width: 60 },
      { key: 'collectedFen', header: t('cod.collected'), kind: 'money', width: 124 },
      { key: 'handedFen', header: t('cod.handed'), kind: 'money', width: 124 },
      { key: 'slipNumber', header: t('cod.slip'), width: 140 },
      { key: 'madeBy', header: t('papers.madeBy'), width: 80 },
      { key: 'confirmedByName', header: t('cod.signCashier'), width: 110 },
    ],
    [t],
  )
  return (
    <Page>
      <Panel
        title={t('cod.handovers')}
        bar={
          <Views
            views={[null, ...handoverStates]}
            shown={state}
            labelOf={(name) => t(name === null ? 'app.all' : handoverStateKeys[name])}
            onShow={setState}
          />
        }
      >
        <DataTable
          label={t('cod.handovers')}
          columns={columns}
          list={client.cod.handovers}
          filter={filter}
          rowKey={({ id }) => id}
          onOpen={({ id, number }) => openTab({ word: 'cod', id, title: number })}
          empty={<Empty title={t('cod.emptyHandovers')} hint={t('cod.handoverEmptyHint')} />}
        />
      </Panel>
    </Page>
  )
}
