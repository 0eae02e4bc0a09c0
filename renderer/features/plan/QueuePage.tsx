import { useMemo, useRef, useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { daysBetween } from '../../../shared/dates.ts'
import type { plan, QueueRow } from '../../../shared/plan.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { answersSettled, useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { openLine, spanText } from './openLine.ts'
import styles from './Plan.module.css'

type Queue = Output<typeof plan.queues>[number]

/** Calendar days the plan lies after the first one: `+2`, `−1`, nothing where it is the same. */
export const PlanDifference = ({ now, first }: { now: string; first: string }) => {
  const days = daysBetween(first, now)
  if (days === 0) return null
  return <b className={days > 0 ? 'neg' : undefined}>{days > 0 ? `+${days}` : `−${-days}`}</b>
}

const useColumns = (): Column<QueueRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'placed',
        header: t('plan.place'),
        width: 58,
        render: (row) => (
          <>
            {row.place} {row.placed && <small title={t('plan.byHand')}>↕</small>}
          </>
        ),
      },
      {
        key: 'dueOn',
        header: t('operations.due'),
        width: 84,
        render: (row) => (
          <>
            {row.dueOn.slice(5)} {row.rush && <StateBadge tone="now">{t('operations.rush')}</StateBadge>}
          </>
        ),
      },
      { key: 'customer', header: t('app.customer'), width: 82 },
      { key: 'orderNumber', header: t('operations.order'), width: 108 },
      { key: 'description', header: t('operations.description') },
      { key: 'remaining', header: t('plan.remaining'), kind: 'quantity', width: 62 },
      { key: 'waiting', header: t('plan.waiting'), kind: 'quantity', width: 62 },
      { key: 'unit', header: t('app.unit'), width: 40 },
      {
        key: 'planned',
        header: t('plan.currentPlan'),
        width: 96,
        value: (row) => spanText(row.plannedStart, row.plannedFinish),
      },
      {
        key: 'original',
        header: t('plan.original'),
        width: 96,
        value: (row) => spanText(row.originalStart, row.originalFinish),
      },
      {
        key: 'difference',
        header: t('plan.difference'),
        width: 52,
        align: 'right',
        render: (row) => <PlanDifference now={row.plannedFinish} first={row.originalFinish} />,
      },
    ],
    [t],
  )
}

const useQueueColumns = (): Column<Queue>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'processName', header: t('plan.process') },
      { key: 'open', header: t('plan.open'), kind: 'integer', width: 56 },
      {
        key: 'placed',
        header: t('plan.byHand'),
        width: 52,
        align: 'right',
        value: ({ placed }) => (placed === 0 ? '' : placed),
      },
    ],
    [t],
  )
}

const toPrint = (processId: number | null, workshop: string, title: string): string =>
  openTab({ word: 'queues', page: 'print', title, parameters: { processId, workshop } })

/** 派工次序: what a process works on first and what next; moved by Alt+↑↓ or by dragging, kept and printed (duty 49). */
export const QueuePage = () => {
  const t = useT()
  const may = useMay('production.write')
  const { data: queues = [] } = useQuery(client.plan.queues, {}, { keep: true })
  const [chosen, setChosen] = useState<number | null>(null)
  const [row, setRow] = useState<QueueRow | null>(null)
  const queue = queues.find(({ processId }) => processId === chosen) ?? queues.find(({ open }) => open > 0) ?? queues[0]
  const [wanted, setWanted] = useState<{ key: number } | null>(null)
  const table = useRef<DataTableHandle>(null)
  const columns = useColumns()
  const queueColumns = useQueueColumns()
  const first = useMemo(() => {
    const start = queues.find(({ open }) => open > 0)
    return start ? { key: start.processId } : null
    // the process is chosen once, when the page has something to show
    // oxlint-disable-next-line react/exhaustive-deps -- later counts choose nothing
  }, [queues.length > 0])

  const place = async (operationId: number, to: { by: number } | { before: number | null }): Promise<void> => {
    if (!queue) return
    const done = await attempt(() => client.plan.place({ processId: queue.processId, operationId, ...to }))
    if (!done) return
    notify(t('plan.moved', { place: done.index + 1 }))
    // the cursor goes with the row once the list shows it in its new place
    await answersSettled()
    setWanted({ key: operationId })
  }
  /** The keys of a row act while the cursor is in the list of rows. */
  const inList = (): boolean => {
    if (document.activeElement?.getAttribute('aria-label') !== t('plan.queueTitle')) return true
    notify(t('plan.goRight'), 'info')
    return false
  }
  const by = (steps: number) => (): Promise<void> | undefined => {
    if (!row || !queue || !inList()) return undefined
    const ends = steps < 0 ? row.place === 1 : row.place === queue.open
    if (!ends) return place(row.operationId, { by: steps })
    // a row that stays where it is was not placed by hand
    notify(t(steps < 0 ? 'plan.isFirst' : 'plan.isLast'), 'info')
    return undefined
  }
  const restore = async (): Promise<void> => {
    if (!queue) return
    const { processId, processName: process, placed } = queue
    const sure = await askConfirm({
      title: t('plan.restoreTitle', { process }),
      action: t('plan.restoreOrder'),
      children: t('plan.restoreWords', { count: placed }),
    })
    if (sure) await attempt(() => client.plan.byDueDate({ processId }))
  }
  return (
    <Page className={styles['queues']!}>
      <Panel title={t('plan.queueTitle')}>
        <DataTable
          label={t('plan.queueTitle')}
          columns={queueColumns}
          rows={queues}
          rowKey={({ processId }) => processId}
          wanted={first}
          onSelect={(each) => each && setChosen(each.processId)}
          onOpen={() => table.current?.focus()}
        />
      </Panel>
      {queue && (
        <Panel
          title={t('plan.queueOf', { process: queue.processName })}
          note={queue.workshop}
          actions={
            <>
              {may && (
                <>
                  <KeyButton keys="Alt+ArrowUp" disabled={!row} onClick={by(-1)}>
                    {t('plan.upOne')}
                  </KeyButton>
                  <KeyButton keys="Alt+ArrowDown" disabled={!row} onClick={by(1)}>
                    {t('plan.downOne')}
                  </KeyButton>
                  <KeyButton keys="Alt+Home" disabled={!row} onClick={by(-1_000_000)}>
                    {t('plan.toTop')}
                  </KeyButton>
                  <KeyButton keys="0" disabled={queue.placed === 0} onClick={restore}>
                    {t('plan.restoreOrder')}
                  </KeyButton>
                </>
              )}
              <KeyButton keys="g" disabled={!row} onClick={() => row && inList() && openLine(row)}>
                {t('plan.linePlan')}
              </KeyButton>
              <KeyButton
                keys="w"
                disabled={queue.workshop === ''}
                onClick={() => toPrint(null, queue.workshop, `${t('papers.dispatchList')} ${queue.workshop}`)}
              >
                {t('plan.printWorkshop')}
              </KeyButton>
              <KeyButton
                keys="Control+p"
                onClick={() => toPrint(queue.processId, '', `${t('papers.dispatchList')} ${queue.processName}`)}
              >
                {t('plan.printProcess')}
              </KeyButton>
            </>
          }
          foot={<span className="dim">{t('plan.queueHint')}</span>}
        >
          <DataTable
            key={queue.processId}
            ref={table}
            label={t('plan.queueOf', { process: queue.processName })}
            columns={columns}
            list={client.plan.queue}
            filter={{ processId: queue.processId }}
            rowKey={({ operationId }) => operationId}
            onSelect={setRow}
            wanted={wanted}
            onOpen={openLine}
            autoFocus={false}
            {...(may
              ? {
                  onDrop: (moved: QueueRow, before: QueueRow | null) =>
                    void place(moved.operationId, { before: before?.operationId ?? null }),
                }
              : {})}
            empty={<span className="dim">{t('plan.queueEmpty', { process: queue.processName })}</span>}
          />
        </Panel>
      )}
    </Page>
  )
}
