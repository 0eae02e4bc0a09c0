import { useEffect, useMemo, useState } from 'react'
import { daysBetween } from '../../../shared/dates.ts'
import { type StoreEntry, type StoreRow, type StoreShow, storeShows } from '../../../shared/shipments.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { openNote } from './openShipping.ts'
import { PutInDialog } from './PutInDialog.tsx'
import own from './Shipments.module.css'
import { TakeBackDialog } from './TakeBackDialog.tsx'
import { TellDialog } from './TellDialog.tsx'

const showKeys: Record<StoreShow, PhraseKey> = {
  waiting: 'shipments.storeWaiting',
  there: 'shipments.storeThere',
  long: 'shipments.storeLong',
  all: 'app.all',
}

const useColumns = (today: string): Column<StoreRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'state',
        header: t('app.state'),
        width: 108,
        render: (row) =>
          row.waiting === 0 ? (
            <StateBadge tone="ok">{t('shipments.storeIn')}</StateBadge>
          ) : (
            <StateBadge tone={row.putIn > 0 ? 'warn' : 'wait'}>
              {t(row.putIn > 0 ? 'shipments.storePart' : 'shipments.storeNotIn')}
            </StateBadge>
          ),
      },
      {
        key: 'customer',
        header: t('app.customer'),
        width: 104,
        render: (row) => (
          <>
            {row.customer} {row.rush && <span className="tag bad">{t('operations.rush')}</span>}
          </>
        ),
      },
      { key: 'orderNumber', header: t('shipments.order'), width: 108 },
      { key: 'description', header: t('shipments.goods') },
      { key: 'finished', header: t('shipments.madeQuantity'), kind: 'quantity', width: 68 },
      { key: 'putIn', header: t('shipments.putInQuantity'), kind: 'quantity', width: 56 },
      { key: 'waiting', header: t('shipments.waitingQuantity'), kind: 'quantity', width: 62 },
      { key: 'there', header: t('shipments.thereQuantity'), kind: 'quantity', width: 56 },
      { key: 'unit', header: t('app.unit'), width: 42 },
      { key: 'place', header: t('shipments.place'), width: 70 },
      {
        key: 'sinceOn',
        header: t('shipments.sinceOn'),
        width: 96,
        render: (row) =>
          row.sinceOn && (
            <>
              {row.sinceOn.slice(5)}{' '}
              <small className="dim">{t('shipments.storeDays', { days: daysBetween(row.sinceOn, today) })}</small>
            </>
          ),
      },
      { key: 'shipOn', header: t('shipments.shipOn'), width: 70, value: (row) => row.shipOn?.slice(5) ?? '' },
      { key: 'dueOn', header: t('shipments.due'), width: 52, value: (row) => row.dueOn.slice(5) },
      { key: 'told', header: t('shipments.told'), kind: 'flag', width: 52, align: 'center' },
    ],
    [t, today],
  )
}

/** What was put in of the line the cursor is on; an entry is taken back by X. */
const Entries = ({ row }: { row: StoreRow }) => {
  const t = useT()
  const mayWrite = useMay('store.write')
  const { data: entries } = useQuery(client.shipments.entries, { noticeLineId: row.noticeLineId }, { keep: true })
  const [selected, setSelected] = useState<StoreEntry | null>(null)
  const [taking, setTaking] = useState<StoreEntry | null>(null)
  const columns = useMemo(
    (): Column<StoreEntry>[] => [
      { key: 'enteredOn', header: t('shipments.enteredOn'), kind: 'date', width: 96 },
      { key: 'quantity', header: t('app.quantity'), kind: 'quantity', width: 80 },
      { key: 'packs', header: t('shipments.packs'), kind: 'integer', width: 60 },
      { key: 'countedBy', header: t('shipments.countedBy'), width: 90 },
      { key: 'place', header: t('shipments.place'), width: 100 },
      { key: 'explanation', header: t('app.remark') },
      {
        key: 'reversed',
        header: t('app.state'),
        width: 90,
        value: (entry) =>
          entry.reversed ? t('shipments.takenBack') : entry.reverses === null ? '' : t('shipments.isBack'),
      },
      { key: 'by', header: t('app.by'), width: 70 },
      { key: 'at', header: t('app.date'), kind: 'instant', width: 104 },
    ],
    [t],
  )
  const newest = entries?.find(({ reverses, reversed }) => reverses === null && !reversed) ?? null
  const entry = selected && !selected.reversed && selected.reverses === null ? selected : newest
  return (
    <Panel
      title={t('shipments.entries')}
      note={`${row.orderNumber} · ${t('shipments.notice')} ${row.noticeNumber} · ${row.description}`}
      actions={
        mayWrite && (
          <KeyButton keys="x" disabled={entry === null} onClick={() => setTaking(entry)}>
            {t('shipments.takeBack')}
          </KeyButton>
        )
      }
    >
      <DataTable
        label={t('shipments.entries')}
        columns={columns}
        rows={entries ?? []}
        rowKey={({ id }) => id}
        rowClass={({ reversed, reverses }) => (reversed || reverses !== null ? 'dim' : undefined)}
        onSelect={setSelected}
        autoFocus={false}
        empty={<span className="dim">{t('shipments.entriesEmpty')}</span>}
      />
      {taking && <TakeBackDialog row={row} entry={taking} onClose={() => setTaking(null)} />}
    </Panel>
  )
}

const showOf = (value: unknown): StoreShow => storeShows.find((show) => show === value) ?? 'waiting'
const idOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** 成品入库 (duties 57, 48): finished goods wait to be put in, lie in the store, or lie there too long. */
export const StorePage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const today = todayHere()
  const columns = useColumns(today)
  const [mayPutIn, mayTell, mayDeliver] = [useMay('store.write'), useMay('shipments.tell'), useMay('deliveries.write')]
  const [show, setShow] = useState<StoreShow>('waiting')
  const [only, setOnly] = useState<{ orderId: number | null; noticeLineId: number | null }>({
    orderId: null,
    noticeLineId: null,
  })
  const [row, setRow] = useState<StoreRow | null>(null)
  const [putting, setPutting] = useState<StoreRow | null>(null)
  // the line that is put in stays under the cursor: telling its customer comes next
  const [also, setAlso] = useState<number | null>(null)
  const wanted = useMemo(() => (also === null ? null : { key: also }), [also])
  const putIn = (each: StoreRow): void => {
    setAlso(each.noticeLineId)
    setPutting(each)
  }
  const [telling, setTelling] = useState<number | null>(null)
  // called for a line or an order from elsewhere
  useEffect(() => {
    if (Object.keys(parameters).length === 0) return
    setShow(showOf(parameters['show']))
    setOnly({ orderId: idOf(parameters['orderId']), noticeLineId: idOf(parameters['noticeLineId']) })
    if (parameters['tell'] === true) setTelling(idOf(parameters['orderId']))
  }, [parameters])
  const { data: counts } = useQuery(client.shipments.storeCounts, {}, { keep: true })
  const filter = useMemo(() => ({ show, customerId: null, also, ...only }), [show, only, also])
  const choose = (each: StoreShow): void => {
    setShow(each)
    setAlso(null)
    setOnly({ orderId: null, noticeLineId: null })
  }
  const many = (each: StoreShow): string => (counts && each !== 'all' ? ` ${counts[each]}` : '')
  const mayOpen = mayPutIn && row !== null && row.finished > row.putIn
  return (
    <Page layout="rows" className={own['store'] ?? ''}>
      <Panel
        title={t(show === 'long' ? 'shipments.storeLongTitle' : 'shipments.store')}
        note={show === 'long' ? t('shipments.storeLongHint', { days: counts?.longDays ?? 0 }) : undefined}
        bar={
          <Views
            views={storeShows}
            shown={only.orderId === null && only.noticeLineId === null ? show : null}
            labelOf={(each) => `${t(showKeys[each])}${many(each)}`}
            onShow={choose}
          />
        }
        actions={
          <>
            <KeyButton
              keys="o"
              disabled={row === null}
              onClick={() => row && openTab({ word: 'orders', id: row.orderId, title: row.orderNumber })}
            >
              {t('changes.openOrder')}
            </KeyButton>
            {mayTell && (
              <KeyButton keys="t" disabled={row === null} onClick={() => row && setTelling(row.orderId)}>
                {t('shipments.tell')}
              </KeyButton>
            )}
            <KeyButton
              keys="l"
              disabled={row === null}
              onClick={() =>
                row &&
                openTab({
                  word: 'labels',
                  page: 'notice',
                  id: row.noticeLineId,
                  title: `${t('labels.title')} ${row.noticeNumber}`,
                })
              }
            >
              {t('labels.title')}
            </KeyButton>
            {mayDeliver && (
              <KeyButton keys="n" disabled={row === null} onClick={() => row && openNote(row, row.planId, true)}>
                {t('shipments.makeNote')}
              </KeyButton>
            )}
            {mayPutIn && (
              <KeyButton keys="Enter" listen={false} go disabled={!mayOpen} onClick={() => row && putIn(row)}>
                {t('shipments.putIn')}
              </KeyButton>
            )}
          </>
        }
      >
        <DataTable
          label={t('shipments.store')}
          columns={columns}
          list={client.shipments.store}
          filter={filter}
          rowKey={({ noticeLineId }) => noticeLineId}
          wanted={wanted}
          onSelect={setRow}
          onOpen={(each) => {
            if (mayPutIn && each.finished > each.putIn) putIn(each)
          }}
          empty={<Empty title={t('shipments.storeEmpty')} hint={t('shipments.storeEmptyHint')} />}
        />
      </Panel>
      {row ? <Entries key={row.noticeLineId} row={row} /> : <Panel title={t('shipments.entries')} />}
      {putting && <PutInDialog row={putting} places={counts?.places ?? []} onClose={() => setPutting(null)} />}
      {telling !== null && <TellDialog orderId={telling} onClose={() => setTelling(null)} />}
    </Page>
  )
}
