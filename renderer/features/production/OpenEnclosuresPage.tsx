import { useMemo, useState } from 'react'
import { enclosureKindKeys, type OpenEnclosure } from '../../../shared/noticeDesk.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { HandDialog } from './EnclosureDialogs.tsx'

const useColumns = (): Column<OpenEnclosure>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'days', header: t('notices.daysOut'), kind: 'integer', width: 80 },
      { key: 'kind', header: t('notices.kind'), width: 120, value: ({ kind }) => t(enclosureKindKeys[kind]) },
      { key: 'label', header: t('notices.label') },
      { key: 'pieces', header: t('notices.pieces'), kind: 'integer', width: 60 },
      { key: 'handedTo', header: t('notices.handedTo'), width: 120 },
      { key: 'handedOn', header: t('notices.handedOn'), kind: 'date', width: 100 },
      {
        key: 'noticeNumber',
        header: t('notices.noticeNumber'),
        width: 190,
        render: ({ noticeNumber, finished }) => (
          <>
            {noticeNumber} {finished && <StateBadge tone="warn">{t('notices.noticeFinished')}</StateBadge>}
          </>
        ),
      },
      { key: 'orderNumber', header: t('production.orderNumber'), width: 120 },
      { key: 'customer', header: t('app.customer'), width: 120 },
      { key: 'dueOn', header: t('production.due'), kind: 'date', width: 96 },
    ],
    [t],
  )
}

/** 随单物未还 over all notices, the longest out first (duty 35). */
export const OpenEnclosuresPage = () => {
  const t = useT()
  const columns = useColumns()
  const mayWrite = useMay('operations.write')
  const [finished, setFinished] = useState(false)
  const [selected, setSelected] = useState<OpenEnclosure | null>(null)
  const [taking, setTaking] = useState<OpenEnclosure | null>(null)
  const filter = useMemo(() => ({ finished, kind: null }), [finished])
  const { data } = useQuery(client.production.openEnclosures, { ...filter, offset: 0, limit: 100 }, { keep: true })
  const open = ({ noticeId, noticeNumber }: OpenEnclosure): void =>
    void openTab({
      word: 'production',
      page: 'enclosures',
      id: noticeId,
      title: t('notices.enclosuresOf', { number: noticeNumber }),
    })
  return (
    <Page>
      <Panel
        title={t('notices.openEnclosures')}
        note={t('shell.rows', { count: data?.total ?? 0 })}
        bar={
          <>
            <KeyButton keys="0" className="chip" aria-pressed={!finished} onClick={() => setFinished(false)}>
              {t('notices.allOpen')}
            </KeyButton>
            <KeyButton keys="1" className="chip" aria-pressed={finished} onClick={() => setFinished(true)}>
              {t('notices.finishedOnly')}
            </KeyButton>
          </>
        }
        actions={
          <>
            <KeyButton keys="Enter" listen={false} disabled={!selected} onClick={() => selected && open(selected)}>
              {t('app.open')}
            </KeyButton>
            {mayWrite && (
              <KeyButton keys="r" go disabled={!selected} onClick={() => setTaking(selected)}>
                {t('notices.takeBack')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          label={t('notices.openEnclosures')}
          columns={columns}
          list={client.production.openEnclosures}
          filter={filter}
          rowKey={(row) => row.id}
          onSelect={setSelected}
          onOpen={open}
          empty={<Empty title={t('notices.emptyOpenEnclosures')} />}
        />
      </Panel>
      {taking && <HandDialog thing={taking} way="back" suggested={taking.handedTo} onClose={() => setTaking(null)} />}
    </Page>
  )
}
