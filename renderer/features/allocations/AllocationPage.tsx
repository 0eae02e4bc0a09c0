import { useMemo, useState } from 'react'
import { type Allocation, type AllocationLine, allocationStateKeys } from '../../../shared/allocations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Figure, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { openNote } from '../shipments/openShipping.ts'
import { allocationTones } from './GoodsPage.tsx'

const useColumns = (): Column<AllocationLine>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'grade', header: t('allocations.grade'), width: 50 },
      {
        key: 'customer',
        header: t('app.customer'),
        render: (row) => (
          <>
            {row.customer} {row.rush && <span className="tag bad">{t('operations.rush')}</span>}
          </>
        ),
      },
      { key: 'orderNumber', header: t('shipments.order'), width: 120 },
      { key: 'dueOn', header: t('shipments.due'), kind: 'date', width: 100 },
      { key: 'wanted', header: t('allocations.wanted'), kind: 'quantity', width: 80 },
      { key: 'proposed', header: t('allocations.proposed'), kind: 'quantity', width: 80 },
      {
        key: 'quantity',
        header: t('allocations.given'),
        width: 80,
        align: 'right',
        render: (row) => <b>{formatQuantity(row.quantity)}</b>,
      },
      { key: 'left', header: t('allocations.left'), kind: 'quantity', width: 80 },
      { key: 'reason', header: t('allocations.reason'), width: 220 },
      {
        key: 'restOn',
        header: t('allocations.restOn'),
        width: 100,
        value: (row) => (row.quantity < row.wanted ? (row.restOn ?? t('allocations.restUnknown')) : ''),
      },
    ],
    [t],
  )
}

const voidSplit = async (split: Allocation, t: ReturnType<typeof useT>): Promise<void> => {
  await withReason(
    {
      title: t('allocations.voidTitle'),
      children: t('allocations.voidWhat', {
        number: split.number,
        goods: split.description,
        given: formatQuantity(split.given),
        unit: split.unit,
      }),
      action: t('app.void'),
      danger: true,
    },
    (reason) => client.allocations.void({ id: split.id, version: split.version, reason }),
  )
}

const Actions = ({ split, row }: { split: Allocation; row: AllocationLine | null }) => {
  const t = useT()
  const [mayWrite, mayDeliver] = [useMay('allocations.write'), useMay('deliveries.write')]
  const open = split.state === 'standing' || split.state === 'done'
  const print = (customerId: number | null): unknown =>
    openTab({
      word: 'allocations',
      page: 'print',
      another: true,
      title: `${split.number} ${t('allocations.paperTitle')}`,
      parameters: { allocationId: split.id, customerId },
    })
  return (
    <>
      {mayWrite && open && (
        <KeyButton keys="Control+Delete" onClick={() => voidSplit(split, t)}>
          {t('app.void')}
        </KeyButton>
      )}
      {mayDeliver && open && (
        <KeyButton keys="n" disabled={row === null || row.left === 0} onClick={() => row && openNote(row)}>
          {t('allocations.deliver')}
        </KeyButton>
      )}
      <KeyButton keys="p" disabled={row === null} onClick={() => row && print(row.customerId)}>
        {t('allocations.printOne')}
      </KeyButton>
      <KeyButton keys="Control+p" go onClick={() => print(null)}>
        {t('allocations.print')}
      </KeyButton>
    </>
  )
}

/** One split as it was saved: who got what, why it departs from the proposal, what has still to go out. */
export const AllocationPage = ({ id }: PageProps) => {
  const t = useT()
  const columns = useColumns()
  const [row, setRow] = useState<AllocationLine | null>(null)
  const { data: split, error } = useQuery(client.allocations.read, { id: id ?? 0 }, { enabled: id !== null })
  if (!split)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  return (
    <Page>
      <Panel
        title={split.number}
        note={`${split.description} · ${t('allocations.made', { by: split.by, at: formatInstant(split.at) })}`}
        bar={<StateBadge tone={allocationTones[split.state]}>{t(allocationStateKeys[split.state])}</StateBadge>}
        foot={
          <>
            <Figure label={t('allocations.sumThere')}>
              {formatQuantity(split.available)} {split.unit}
            </Figure>
            <Figure label={t('allocations.sumGiven')}>{formatQuantity(split.given)}</Figure>
            <Figure label={t('allocations.left')}>{formatQuantity(split.left)}</Figure>
            {split.there !== null && (
              <b className="neg">
                ▲ {t('allocations.overThere', { there: formatQuantity(split.there), unit: split.unit })}
              </b>
            )}
            {split.remark !== '' && <small>{split.remark}</small>}
            <span className="spring" />
            <Actions split={split} row={row} />
          </>
        }
      >
        {split.voidReason !== null && <RefusalNote message={`${t('allocations.stateVoid')}:${split.voidReason}`} />}
        {split.replacedBy !== null && (
          <RefusalNote message={t('allocations.replacedBy', { number: split.replacedBy })} />
        )}
        <DataTable
          label={t('allocations.split')}
          columns={columns}
          rows={split.lines}
          rowKey={(line) => line.id}
          onSelect={setRow}
          onOpen={({ orderId, orderNumber }) => openTab({ word: 'orders', id: orderId, title: orderNumber })}
        />
      </Panel>
    </Page>
  )
}
