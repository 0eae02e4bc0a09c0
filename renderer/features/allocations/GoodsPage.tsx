import { useMemo, useState } from 'react'
import {
  type AllocationRow,
  type AllocationState,
  allocationStateKeys,
  goodsKey,
  type GoodsRow,
} from '../../../shared/allocations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { DateInput } from '../../components/DateInput.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { openSplit } from './openSplit.ts'

export const allocationTones: Record<AllocationState, Tone> = {
  standing: 'info',
  done: 'ok',
  replaced: 'plain',
  void: 'plain',
}

const useGoodsColumns = (): Column<GoodsRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'code', header: t('allocations.code'), width: 110 },
      { key: 'description', header: t('allocations.goods') },
      { key: 'unit', header: t('app.unit'), width: 50 },
      { key: 'available', header: t('allocations.available'), kind: 'quantity', width: 90 },
      { key: 'wanted', header: t('allocations.wanted'), kind: 'quantity', width: 90 },
      {
        key: 'short',
        header: t('allocations.short'),
        width: 90,
        align: 'right',
        render: (row) => <b className="neg">{formatQuantity(row.short)}</b>,
      },
      { key: 'lines', header: t('allocations.lines'), kind: 'integer', width: 76 },
      { key: 'customers', header: t('allocations.customers'), kind: 'integer', width: 76 },
      { key: 'firstDueOn', header: t('allocations.firstDue'), kind: 'date', width: 104 },
      {
        key: 'allocation',
        header: t('allocations.past'),
        width: 130,
        value: (row) => row.allocation?.number ?? '',
      },
    ],
    [t],
  )
}

const usePastColumns = (): Column<AllocationRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'number', header: t('app.number'), width: 120 },
      {
        key: 'state',
        header: t('app.state'),
        width: 100,
        render: (row) => <StateBadge tone={allocationTones[row.state]}>{t(allocationStateKeys[row.state])}</StateBadge>,
      },
      { key: 'description', header: t('allocations.goods') },
      { key: 'unit', header: t('app.unit'), width: 50 },
      {
        key: 'available',
        header: t('allocations.available'),
        width: 110,
        align: 'right',
        render: (row) =>
          row.there === null ? (
            formatQuantity(row.available)
          ) : (
            <span
              className="neg"
              title={t('allocations.overThere', { there: formatQuantity(row.there), unit: row.unit })}
            >
              ▲ {t('allocations.onlyThere', { there: formatQuantity(row.there) })}
            </span>
          ),
      },
      { key: 'given', header: t('allocations.sumGiven'), kind: 'quantity', width: 90 },
      { key: 'left', header: t('allocations.left'), kind: 'quantity', width: 90 },
      { key: 'customers', header: t('allocations.customers'), kind: 'integer', width: 76 },
      { key: 'at', header: t('app.date'), kind: 'instant', width: 110 },
      { key: 'by', header: t('app.by'), width: 80 },
    ],
    [t],
  )
}

const whats = ['split', 'all', 'past'] as const
const whatKeys = { split: 'allocations.onlySplit', all: 'app.all', past: 'allocations.past' } as const

/** 短缺分配 (duty 94): goods several orders want and of which too few are there, the most short first; and past splits. */
export const GoodsPage = () => {
  const t = useT()
  const [what, setWhat] = useState<(typeof whats)[number]>('split')
  const [until, setUntil] = useState<string | null>(null)
  const [row, setRow] = useState<GoodsRow | null>(null)
  const goodsColumns = useGoodsColumns()
  const pastColumns = usePastColumns()
  const filter = useMemo(() => ({ untilOn: until, split: what === 'split' }), [until, what])
  // the day the office counts to unless another is asked for
  const { data } = useQuery(client.allocations.goods, { ...filter, limit: 1 }, { keep: true })
  const untilOn = until ?? data?.untilOn ?? null
  const open = (goods: GoodsRow): void => {
    if (untilOn !== null) openSplit(goods, untilOn)
  }
  return (
    <Page>
      <Panel
        title={t('allocations.title')}
        bar={<Views views={whats} shown={what} labelOf={(each) => t(whatKeys[each])} onShow={setWhat} />}
        actions={
          what !== 'past' && (
            <>
              <DateInput inline width={150} label={t('allocations.untilOn')} value={untilOn} onChange={setUntil} />
              <KeyButton
                keys="v"
                disabled={row?.allocation == null}
                onClick={() =>
                  row?.allocation &&
                  openTab({ word: 'allocations', id: row.allocation.id, title: row.allocation.number })
                }
              >
                {t('allocations.openSplit')}
              </KeyButton>
              <KeyButton keys="Enter" listen={false} go disabled={row === null} onClick={() => row && open(row)}>
                {t('allocations.split')}
              </KeyButton>
            </>
          )
        }
        foot={<span className="dim">{t('allocations.ruleHint')}</span>}
      >
        {what === 'past' ? (
          <DataTable
            key="past"
            label={t('allocations.past')}
            columns={pastColumns}
            list={client.allocations.list}
            filter={{}}
            rowKey={({ id }) => id}
            rowClass={({ state }) => (state === 'void' || state === 'replaced' ? 'dim' : undefined)}
            onOpen={({ id, number }) => openTab({ word: 'allocations', id, title: number })}
            empty={<Empty title={t('allocations.pastEmpty')} />}
          />
        ) : (
          <DataTable
            key="goods"
            label={t('allocations.title')}
            columns={goodsColumns}
            list={client.allocations.goods}
            filter={filter}
            rowKey={goodsKey}
            onSelect={setRow}
            onOpen={open}
            empty={<Empty title={t('allocations.emptyTitle')} hint={t('allocations.emptyHint')} />}
          />
        )}
      </Panel>
    </Page>
  )
}
