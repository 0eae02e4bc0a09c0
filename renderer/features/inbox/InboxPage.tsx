import { useCallback, useEffect, useMemo, useState } from 'react'
import { type InboxRow, inboxStates, type Received } from '../../../shared/inbox.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { isTableMedia } from '../../../shared/tableFiles.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { AssignDialog } from './AssignDialog.tsx'
import { FaxPanel } from './FaxPanel.tsx'
import styles from './Inbox.module.css'
import { LinkDialog } from './LinkDialog.tsx'
import { NotePaperDialog } from './NotePaperDialog.tsx'
import { pickFaxes, useFaxDrop } from './receiveFiles.ts'
import { receivedText } from './receivedText.ts'
import { withReason } from '../../lib/reasoned.ts'

type Shown = (typeof inboxStates)[number] | 'all'

const sourceKeys: Record<InboxRow['source'], PhraseKey> = {
  folder: 'inbox.sourceFolder',
  drop: 'inbox.sourceDrop',
  pick: 'inbox.sourcePick',
  paper: 'inbox.sourcePaper',
}

const PaperState = ({ row }: { row: InboxRow }) => {
  const t = useT()
  if (row.state === 'linked') return <StateBadge tone="ok">{row.orderNumber ?? t('inbox.linked')}</StateBadge>
  if (row.state === 'setAside')
    return (
      <StateBadge
        title={row.setAsideReason ?? ''}
      >{`${t('inbox.setAsideState')} ${row.setAsideReason ?? ''}`}</StateBadge>
    )
  return <StateBadge tone="wait">{t('inbox.waiting')}</StateBadge>
}

/** The beginning of a name may be cut, its ending stays: a.tif is not a.pdf. */
const FileName = ({ name }: { name: string }) => {
  const place = Math.max(0, name.lastIndexOf('.'))
  return (
    <span className={styles['fileName']} title={name}>
      <span>{name.slice(0, place)}</span>
      <b>{name.slice(place)}</b>
    </span>
  )
}

const useColumns = (shown: Shown): Column<InboxRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'receivedAt',
        header: t('inbox.received'),
        width: 92,
        value: ({ receivedAt }) => receivedText(receivedAt),
      },
      {
        key: 'customerName',
        header: t('app.customer'),
        render: (row) => row.customerName ?? <span className="dim">{t('inbox.unknownCustomer')}</span>,
      },
      {
        key: 'fileName',
        header: t('inbox.file'),
        width: 150,
        render: ({ fileName }) => <FileName name={fileName} />,
      },
      { key: 'pages', header: t('inbox.pages'), kind: 'integer', width: 46 },
      ...(shown === 'waiting'
        ? [
            {
              key: 'source',
              header: t('inbox.source'),
              width: 82,
              value: ({ source }: InboxRow) => t(sourceKeys[source]),
            },
          ]
        : [{ key: 'state', header: t('app.state'), width: 118, render: (row: InboxRow) => <PaperState row={row} /> }]),
    ],
    [t, shown],
  )
}

const makeOrder = (row: InboxRow, title: string): void => {
  openTab({ word: 'orders', page: 'new', title, another: true, parameters: { inboxItemId: row.id } })
}

/** An inquiry becomes a quotation (duty 19). */
const quote = (row: InboxRow, title: string): void => {
  openTab({ word: 'quotations', page: 'new', title, another: true, parameters: { inboxItemId: row.id } })
}

const importOrder = (row: InboxRow, title: string): void => {
  openTab({ word: 'orders', page: 'import', title, another: true, parameters: { inboxItemId: row.id } })
}

/** What can be done with the paper the cursor is on, each by its key. */
const PaperActions = ({ row, onAssign, onLink }: { row: InboxRow; onAssign: () => void; onLink: () => void }) => {
  const t = useT()
  const [mayWrite, mayQuote] = [useMay('inbox.write'), useMay('quotations.write')]
  const setAside = async (): Promise<void> => {
    await withReason(
      {
        title: `${t('inbox.setAside')} ${row.fileName}`,
        action: t('inbox.setAside'),
        label: t('inbox.setAsideWhy'),
      },
      (reason) => client.inbox.setAside({ id: row.id, version: row.version, reason }),
    )
  }
  if (!mayWrite) return null
  if (row.state === 'linked') {
    return (
      <KeyButton keys="o" onClick={() => openTab({ word: 'orders', id: row.orderId, title: row.orderNumber ?? '' })}>
        {t('inbox.openOrder')}
      </KeyButton>
    )
  }
  if (row.state === 'setAside') {
    return (
      <KeyButton keys="t" onClick={() => attempt(() => client.inbox.takeBack({ id: row.id, version: row.version }))}>
        {t('inbox.takeBack')}
      </KeyButton>
    )
  }
  return (
    <>
      <KeyButton keys="c" onClick={onAssign}>
        {t('inbox.assign')}
      </KeyButton>
      <KeyButton keys="l" onClick={onLink}>
        {t('inbox.linkOrder')}
      </KeyButton>
      {mayQuote && (
        <KeyButton keys="b" onClick={() => quote(row, t('quotations.newQuotation'))}>
          {t('quotations.quoteIt')}
        </KeyButton>
      )}
      <KeyButton keys="Delete" onClick={setAside}>
        {t('inbox.setAside')}
      </KeyButton>
      {isTableMedia(row.mediaType) && (
        <KeyButton keys="i" go onClick={() => importOrder(row, t('orderImports.title'))}>
          {t('orderImports.importPaper')}
        </KeyButton>
      )}
      <KeyButton keys="F3" go={!isTableMedia(row.mediaType)} onClick={() => makeOrder(row, t('orders.newOrder'))}>
        {t('inbox.makeOrder')}
      </KeyButton>
    </>
  )
}

/** Every paper from outside: it waits here until it has an order or was set aside with a reason (duty 1). */
export const InboxPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('inbox.write')
  const [state, setState] = useState<Shown>('waiting')
  const columns = useColumns(state)
  const [selected, setSelected] = useState<InboxRow | null>(null)
  // the row as it is now: it may have been assigned or linked since the cursor came to it
  const { data: now } = useQuery(client.inbox.read, { id: selected?.id ?? 0 }, { enabled: selected !== null })
  const row = selected !== null && now?.id === selected.id ? now : selected
  const [dialog, setDialog] = useState<'assign' | 'link' | 'note' | null>(null)
  const [wanted, setWanted] = useState<{ key: number } | null>(null)
  useEffect(() => {
    const key = parameters['inboxItemId']
    if (typeof key === 'number') setWanted({ key })
  }, [parameters])
  // what came in is looked at: where it waits, or where it went when it was there already
  const onReceived = useCallback((papers: Received[] | null) => {
    const last = papers?.at(-1)
    if (!last) return
    setState(last.state)
    setWanted({ key: last.id })
  }, [])
  const over = useFaxDrop(onReceived)
  const stateOptions = [
    { value: 'waiting' as const, label: t('inbox.waiting') },
    { value: 'linked' as const, label: t('inbox.linked') },
    { value: 'setAside' as const, label: t('inbox.setAsideState') },
    { value: 'all' as const, label: t('app.all') },
  ]
  const open = (paper: InboxRow): void => {
    if (paper.orderId !== null) openTab({ word: 'orders', id: paper.orderId, title: paper.orderNumber ?? '' })
    else if (mayWrite && paper.state === 'waiting' && isTableMedia(paper.mediaType))
      importOrder(paper, t('orderImports.title'))
    else if (mayWrite && paper.state === 'waiting') makeOrder(paper, t('orders.newOrder'))
  }
  return (
    <Page layout="sides" className={over ? styles['over'] : ''}>
      <Panel
        title={t('inbox.title')}
        bar={<Choice<Shown> inline label="" value={state} options={stateOptions} onChange={setState} />}
        actions={
          mayWrite && (
            <>
              <KeyButton keys="n" onClick={() => setDialog('note')}>
                {t('inbox.notePaper')}
              </KeyButton>
              <KeyButton keys="F4" onClick={async () => onReceived(await attempt(pickFaxes))}>
                {t('inbox.pickFiles')}
              </KeyButton>
            </>
          )
        }
        foot={<small className="dim">{over ? t('inbox.dropNow') : t('inbox.dropHere')}</small>}
      >
        <DataTable
          label={t('inbox.title')}
          columns={columns}
          list={client.inbox.list}
          filter={state === 'all' ? {} : { state }}
          rowKey={({ id }) => id}
          onSelect={setSelected}
          wanted={wanted}
          onOpen={open}
          empty={<Empty title={t('inbox.emptyWaiting')} />}
        />
      </Panel>
      <div className={styles['preview']}>
        <FaxPanel key={row?.id ?? 0} papers={row ? [row] : []} none={t('inbox.chooseRow')} />
        {row && (
          <div className={styles['actions']}>
            <span>{row.fileName}</span>
            <span className={styles['deeds']}>
              <PaperActions row={row} onAssign={() => setDialog('assign')} onLink={() => setDialog('link')} />
            </span>
          </div>
        )}
      </div>
      {dialog === 'assign' && row && <AssignDialog row={row} onClose={() => setDialog(null)} />}
      {dialog === 'link' && row && <LinkDialog row={row} onClose={() => setDialog(null)} />}
      {dialog === 'note' && <NotePaperDialog onClose={() => setDialog(null)} />}
    </Page>
  )
}
