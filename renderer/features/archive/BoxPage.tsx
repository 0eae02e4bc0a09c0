import { type RefObject, useMemo, useRef, useState } from 'react'
import { type ArchiveItem, type Batch, batchStateKeys, type WaitingOrder } from '../../../shared/archive.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import styles from './Archive.module.css'
import { GiveBackDialog, LendDialog } from './LoanDialogs.tsx'
import { batchTones, mend, missingWords } from './words.ts'

type Lacking = Pick<ArchiveItem, 'missing'>

const useMissingColumn = <Row extends Lacking>(): Column<Row> => {
  const t = useT()
  return useMemo(
    () => ({
      key: 'missing',
      header: t('archive.missing'),
      render: ({ missing }: Row) =>
        missing.length === 0 ? (
          <StateBadge tone="ok">{t('archive.complete')}</StateBadge>
        ) : (
          <span className="neg" title={missingWords(t, missing)}>
            {missingWords(t, missing)}
          </span>
        ),
    }),
    [t],
  )
}

/** Deeds on the box itself: closing, reopening, its list and label. */
const BoxKeys = ({ batch }: { batch: Batch }) => {
  const t = useT()
  const mayWrite = useMay('archive.write')
  const { id, version, box, state } = batch
  const close = async (): Promise<void> => {
    const sure = await askConfirm({
      title: t('archive.close'),
      action: t('archive.close'),
      children: t('archive.closeAsk', { box, orders: batch.orders, incomplete: batch.incomplete }),
    })
    if (sure) await attempt(() => client.archive.close({ id, version }), t('archive.closed', { box }))
  }
  const reopen = async (): Promise<void> => {
    await withReason(
      { title: `${box} ${t('archive.reopen')}`, action: t('archive.reopen'), label: t('archive.reopenReason') },
      (reason) => client.archive.reopen({ id, version, reason }),
    )
  }
  const discard = async (): Promise<void> => {
    await withReason(
      { title: `${box} ${t('archive.void')}`, action: t('archive.void'), label: t('archive.voidReason'), danger: true },
      (reason) => client.archive.void({ id, version, reason }),
    )
  }
  return (
    <>
      {mayWrite && state === 'open' && batch.orders === 0 && (
        <KeyButton keys="Control+Delete" danger onClick={discard}>
          {t('archive.void')}
        </KeyButton>
      )}
      <KeyButton
        keys="t"
        onClick={() => openTab({ word: 'archive', page: 'label', id, title: `${box} ${t('archive.label')}` })}
      >
        {t('archive.label')}
      </KeyButton>
      <KeyButton
        keys="Control+p"
        onClick={() => openTab({ word: 'archive', page: 'print', id, title: `${box} ${t('archive.listTitle')}` })}
      >
        {t('archive.listTitle')}
      </KeyButton>
      {mayWrite && state === 'closed' && (
        <KeyButton keys="o" onClick={reopen}>
          {t('archive.reopen')}
        </KeyButton>
      )}
      {mayWrite && state === 'open' && batch.orders > 0 && (
        <KeyButton keys="k" go onClick={close}>
          {t('archive.close')}
        </KeyButton>
      )}
    </>
  )
}

/** The orders in the box, with what is missing of each. */
const Items = ({ batch, below }: { batch: Batch; below: RefObject<DataTableHandle | null> }) => {
  const t = useT()
  const mayWrite = useMay('archive.write')
  const missing = useMissingColumn<ArchiveItem>()
  const [chosen, setChosen] = useState<ArchiveItem | null>(null)
  const [dialog, setDialog] = useState<{ item: ArchiveItem; show: 'lend' | 'back' } | null>(null)
  const filter = useMemo(() => ({ batchId: batch.id }), [batch.id])
  const columns = useMemo(
    (): Column<ArchiveItem>[] => [
      { key: 'sequence', header: t('papers.sequence'), kind: 'integer', width: 44 },
      { key: 'orderNumber', header: t('papers.orderNumber'), width: 124 },
      { key: 'customer', header: t('app.customer'), width: 130 },
      { key: 'customerPo', header: t('papers.customerPo'), width: 130 },
      missing,
      {
        key: 'loan',
        header: t('archive.lend'),
        width: 200,
        render: ({ loan }) =>
          loan === null ? null : (
            <StateBadge tone="warn">{t('archive.lentTo', { borrower: loan.borrower, on: loan.lentOn })}</StateBadge>
          ),
      },
      { key: 'putBy', header: t('papers.madeBy'), width: 76 },
    ],
    [t, missing],
  )
  useKeys({ F6: { label: t('archive.waiting'), run: () => below.current?.focus() } }, batch.state === 'open')
  const takeOut = async (item: ArchiveItem): Promise<void> => {
    await withReason(
      {
        title: `${item.orderNumber} ${t('archive.takeOut')}`,
        action: t('archive.takeOut'),
        label: t('archive.takeOutReason'),
      },
      (reason) => client.archive.takeOut({ itemId: item.id, version: batch.version, reason }),
    )
  }
  return (
    <Panel
      title={`${batch.box} · ${t('archive.inIt')}`}
      note={[
        batch.month,
        batch.workshop || t('archive.allWorkshops'),
        batch.place,
        batch.remark,
        batch.reopenReason && t('archive.reopened', { reason: batch.reopenReason }),
        batch.voidReason,
      ]
        .filter(Boolean)
        .join(' · ')}
      bar={<StateBadge tone={batchTones[batch.state]}>{t(batchStateKeys[batch.state])}</StateBadge>}
      actions={
        <>
          {mayWrite && chosen && (
            <>
              {batch.state === 'open' && chosen.loan === null && (
                <KeyButton keys="x" onClick={() => takeOut(chosen)}>
                  {t('archive.takeOut')}
                </KeyButton>
              )}
              {chosen.missing.length > 0 && (
                <KeyButton keys="m" onClick={() => mend(chosen)}>
                  {t('archive.mend')}
                </KeyButton>
              )}
              {chosen.loan === null ? (
                <KeyButton keys="b" onClick={() => setDialog({ item: chosen, show: 'lend' })}>
                  {t('archive.lend')}
                </KeyButton>
              ) : (
                <KeyButton keys="r" onClick={() => setDialog({ item: chosen, show: 'back' })}>
                  {t('archive.giveBack')}
                </KeyButton>
              )}
            </>
          )}
          <BoxKeys batch={batch} />
        </>
      }
    >
      <DataTable
        label={t('archive.inIt')}
        columns={columns}
        list={client.archive.items}
        filter={filter}
        rowKey={({ id }) => id}
        onSelect={setChosen}
        onOpen={({ orderId, orderNumber }) => openTab({ word: 'orders', id: orderId, title: orderNumber })}
        empty={<Empty title={t('archive.emptyItems')} />}
      />
      {dialog?.show === 'lend' && (
        <LendDialog itemId={dialog.item.id} number={dialog.item.orderNumber} onClose={() => setDialog(null)} />
      )}
      {dialog?.show === 'back' && dialog.item.loan && (
        <GiveBackDialog
          loanId={dialog.item.loan.id}
          version={dialog.item.loan.version}
          number={dialog.item.orderNumber}
          onClose={() => setDialog(null)}
        />
      )}
    </Panel>
  )
}

const shows = ['all', 'complete', 'incomplete'] as const
const showKeys = {
  all: 'archive.showAll',
  complete: 'archive.showComplete',
  incomplete: 'archive.showIncomplete',
} as const

/** Finished orders of the box's month that lie in no box yet: the complete ones go in together. */
const Waiting = ({ batch, table }: { batch: Batch; table: RefObject<DataTableHandle | null> }) => {
  const t = useT()
  const mayWrite = useMay('archive.write')
  const missing = useMissingColumn<WaitingOrder>()
  const [show, setShow] = useState<(typeof shows)[number]>('all')
  const [chosen, setChosen] = useState<WaitingOrder | null>(null)
  const { id, version, month, workshop } = batch
  const filter = useMemo(() => ({ month, workshop, show }), [month, workshop, show])
  const columns = useMemo(
    (): Column<WaitingOrder>[] => [
      { key: 'orderNumber', header: t('papers.orderNumber'), width: 124 },
      { key: 'customer', header: t('app.customer'), width: 130 },
      { key: 'customerPo', header: t('papers.customerPo'), width: 130 },
      { key: 'deliveredOn', header: t('archive.deliveredOn'), kind: 'date', width: 96 },
      missing,
    ],
    [t, missing],
  )
  const fill = async (): Promise<void> => {
    const done = await attempt(() => client.archive.fill({ id, version }))
    if (done) notify(t('archive.filled', { count: done.put }))
  }
  const put = async (order: WaitingOrder): Promise<void> => {
    const sure =
      order.missing.length === 0 ||
      (await askConfirm({
        title: t('archive.put'),
        action: t('archive.put'),
        children: t('archive.putIncomplete', { number: order.orderNumber, missing: missingWords(t, order.missing) }),
      }))
    if (!sure) return
    const done = await attempt(() => client.archive.putIn({ id, version, orderIds: [order.orderId] }))
    if (done) notify(t('archive.filled', { count: 1 }))
  }
  return (
    <Panel
      title={t('archive.waiting')}
      note={`${month} · ${workshop || t('archive.allWorkshops')} · F6`}
      bar={<Views views={shows} shown={show} labelOf={(each) => t(showKeys[each])} onShow={setShow} />}
      actions={
        mayWrite && (
          <>
            {chosen && chosen.missing.length > 0 && (
              <KeyButton keys="Alt+m" onClick={() => mend(chosen)}>
                {t('archive.mend')}
              </KeyButton>
            )}
            {chosen && (
              <KeyButton keys="p" onClick={() => put(chosen)}>
                {t('archive.put')}
              </KeyButton>
            )}
            <KeyButton keys="a" go onClick={fill}>
              {t('archive.fill')}
            </KeyButton>
          </>
        )
      }
    >
      <DataTable
        ref={table}
        label={t('archive.waiting')}
        columns={columns}
        list={client.archive.waiting}
        filter={filter}
        rowKey={({ orderId }) => orderId}
        autoFocus={false}
        onSelect={setChosen}
        onOpen={({ orderId, orderNumber }) => openTab({ word: 'orders', id: orderId, title: orderNumber })}
        empty={<Empty title={t('archive.emptyWaiting')} />}
      />
    </Panel>
  )
}

/** One box: what lies in it above; while it is open, what of its month is still to be filed below (duty 118). */
export const BoxPage = ({ id }: PageProps) => {
  const t = useT()
  const { data: batch, error } = useQuery(client.archive.read, { id: id ?? 0 }, { enabled: id !== null })
  const below = useRef<DataTableHandle>(null)
  if (!batch)
    return (
      <Page>
        <Panel title={t('archive.title')}>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const open = batch.state === 'open'
  return (
    <Page className={styles[open ? 'box' : 'single'] ?? ''}>
      <Items batch={batch} below={below} />
      {open && <Waiting batch={batch} table={below} />}
    </Page>
  )
}
