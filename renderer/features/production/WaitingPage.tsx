import { useEffect, useMemo, useState } from 'react'
import { type WaitingOrder, type WaitingReason, waitingReasonKeys, waitingReasons } from '../../../shared/production.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { openReview } from '../reviews/openReview.ts'
import { Reasons } from './Reasons.tsx'
import { ReleaseDialog } from './ReleaseDialog.tsx'
import { collect, openCheck, openOrder } from './ways.ts'

const chipKeys: Record<WaitingReason, string> = { check: '1', sign: '2', deposit: '3', review: '4', ready: '5' }

const reviewed = ({ orderId, number }: WaitingOrder) => ({ id: orderId, number })

const useColumns = (): Column<WaitingOrder>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'dueOn', header: t('production.due'), kind: 'date', width: 96 },
      {
        key: 'customer',
        header: t('app.customer'),
        width: 130,
        render: (row) => (
          <>
            {row.customer}
            {row.rush && ' '}
            {row.rush && <span className="tag bad">{t('operations.rush')}</span>}
          </>
        ),
      },
      { key: 'number', header: t('production.orderNumber'), width: 120 },
      {
        key: 'lines',
        header: t('app.product'),
        width: 70,
        value: (row) => t('production.lines', { count: row.lines }),
      },
      { key: 'remaining', header: t('production.remaining'), kind: 'quantity', width: 90 },
      { key: 'reasons', header: t('app.reason'), render: (row) => <Reasons order={row} /> },
      {
        key: 'neededFen',
        header: t('production.deposit'),
        kind: 'money',
        width: 110,
        value: (row) => row.neededFen || null,
      },
      {
        key: 'confirmedFen',
        header: t('production.arrived'),
        kind: 'money',
        width: 110,
        value: (row) => (row.neededFen ? row.confirmedFen : null),
      },
      { key: 'merchandiser', header: t('production.merchandiser'), width: 80 },
    ],
    [t],
  )
}

/** 待下生产单: what each order still lacks before it goes to the workshop, and the key to get it (duty 37). */
export const WaitingPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const mayRelease = useMay('production.write')
  const mayCollect = useMay('receipts.write')
  const [reason, setReason] = useState<WaitingReason | null>(null)
  const [mine, setMine] = useState(false)
  const [selected, setSelected] = useState<WaitingOrder | null>(null)
  const [releasing, setReleasing] = useState<WaitingOrder | null>(null)
  const filter = useMemo(() => ({ reason, mine }), [reason, mine])
  // opened for one order from elsewhere: the cursor is on it
  const wanted = useMemo(
    () => (typeof parameters['orderId'] === 'number' ? { key: parameters['orderId'] } : null),
    [parameters],
  )
  useEffect(() => {
    if (wanted === null) return
    setReason(null)
    setMine(false)
  }, [wanted])
  const { data } = useQuery(client.production.waiting, { ...filter, offset: 0, limit: 100 }, { keep: true })

  /** Enter does what comes next: check it, chase the signature on the order, or release it. */
  const next = (order: WaitingOrder): void => {
    if (order.reasons.includes('check')) openCheck(order)
    else if (order.reasons.includes('sign')) openOrder(order)
    else if (order.reasons.includes('review') && !order.reasons.includes('deposit')) openReview(reviewed(order))
    else if (mayRelease) setReleasing(order)
    else openOrder(order)
  }
  const bar = (
    <>
      <KeyButton keys="0" className="chip" aria-pressed={reason === null} onClick={() => setReason(null)}>
        {t('app.all')}
      </KeyButton>
      {waitingReasons.map((each) => (
        <KeyButton
          key={each}
          keys={chipKeys[each]}
          className="chip"
          aria-pressed={reason === each}
          help={t(waitingReasonKeys[each])}
          onClick={() => setReason(reason === each ? null : each)}
        >
          {`${t(waitingReasonKeys[each])}(${data?.counts[each] ?? 0})`}
        </KeyButton>
      ))}
      <KeyButton keys="m" className="chip" aria-pressed={mine} onClick={() => setMine(!mine)}>
        {t('operations.mine')}
      </KeyButton>
    </>
  )
  const actions = (
    <>
      <KeyButton keys="o" disabled={!selected} onClick={() => selected && openOrder(selected)}>
        {t('production.goOrder')}
      </KeyButton>
      {mayCollect && (
        <KeyButton
          keys="F8"
          disabled={!selected?.reasons.includes('deposit')}
          onClick={() => selected && collect(selected)}
        >
          {t('production.goCollect')}
        </KeyButton>
      )}
      {selected?.reasons.includes('review') && (
        <KeyButton keys="v" onClick={() => openReview(reviewed(selected))}>
          {t('production.goReview')}
        </KeyButton>
      )}
      <KeyButton keys="F7" onClick={() => openTab({ word: 'notices' })}>
        {t('production.notices')}
      </KeyButton>
      {mayRelease && (
        <KeyButton
          keys="Enter"
          listen={false}
          go
          disabled={!selected || selected.reasons.includes('check') || selected.reasons.includes('sign')}
          onClick={() => selected && next(selected)}
        >
          {t('production.release')}
        </KeyButton>
      )}
    </>
  )
  return (
    <Page>
      <Panel
        title={t('production.waiting')}
        note={t('shell.rows', { count: data?.total ?? 0 })}
        bar={bar}
        actions={actions}
        foot={<span className="dim">{t(mayRelease ? 'production.waitingHint' : 'production.waitingHintRead')}</span>}
      >
        <DataTable
          label={t('production.waiting')}
          columns={columns}
          list={client.production.waiting}
          filter={filter}
          rowKey={(row) => row.orderId}
          wanted={wanted}
          onOpen={next}
          onSelect={setSelected}
          empty={
            <Empty title={t('production.emptyWaiting')}>
              <KeyButton keys="F6" onClick={() => openTab({ word: 'operations' })}>
                {t('operations.board')}
              </KeyButton>
            </Empty>
          }
        />
      </Panel>
      {releasing && <ReleaseDialog order={releasing} onClose={() => setReleasing(null)} />}
    </Page>
  )
}
