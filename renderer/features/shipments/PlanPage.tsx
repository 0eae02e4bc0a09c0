import { useMemo, useState } from 'react'
import { formatQuantity } from '../../../shared/quantities.ts'
import {
  type ShipRow,
  type ShipShow,
  shipShowKeys,
  shipShows,
  shipStateWords,
  type ShipWay,
  shipWayKeys,
  shipWays,
  transportKeys,
} from '../../../shared/shipments.ts'
import { CustomerPicker } from '../../components/CustomerPicker.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Choice } from '../../components/Field.tsx'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Empty, Figure, Page, Panel } from '../../components/Page.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { Views } from '../../components/Views.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant, todayHere, weekdayOf } from '../../lib/values.ts'
import { useExporting } from '../statements/exporting.tsx'
import { openAsk, openNote } from './openShipping.ts'
import { TellDialog } from './TellDialog.tsx'
import { shipTones } from './tones.ts'

/** Goods still here that leave after the day the customer was promised, or that day is past. */
const isAfterDue = ({ state, shipOn, dueOn }: ShipRow): boolean =>
  state !== 'gone' && state !== 'withdrawn' && (shipOn > dueOn || dueOn < todayHere())

const useColumns = (): Column<ShipRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      {
        key: 'shipOn',
        header: t('shipments.shipOn'),
        width: 122,
        render: (row) => (
          <span className={row.overdue ? 'neg' : ''}>
            {row.shipOn} <small className="dim">{weekdayOf(row.shipOn)}</small>
          </span>
        ),
      },
      {
        key: 'state',
        header: t('app.state'),
        width: 104,
        render: (row) => (
          <StateBadge tone={row.overdue ? 'bad' : shipTones[row.state]} title={row.withdrawReason}>
            {row.overdue ? t('shipments.overdue') : shipStateWords(t, row)}
          </StateBadge>
        ),
      },
      {
        key: 'customer',
        header: t('app.customer'),
        width: 112,
        render: (row) => (
          <>
            {row.customer} {row.rush && <span className="tag bad">{t('operations.rush')}</span>}
          </>
        ),
      },
      { key: 'region', header: t('shipments.region'), width: 60 },
      { key: 'orderNumber', header: t('shipments.order'), width: 106 },
      { key: 'description', header: t('shipments.goods') },
      {
        key: 'quantity',
        header: t('app.quantity'),
        width: 74,
        align: 'right',
        render: (row) => (
          <span title={row.gone > 0 ? t('shipments.partGone', { gone: formatQuantity(row.gone) }) : undefined}>
            {formatQuantity(row.quantity)} {row.unit}
          </span>
        ),
      },
      { key: 'packs', header: t('shipments.packs'), width: 44, align: 'right', value: (row) => row.packs || null },
      {
        key: 'way',
        header: t('shipments.way'),
        width: 116,
        value: (row) =>
          [t(shipWayKeys[row.way]), row.transport === 'none' ? '' : t(transportKeys[row.transport]), row.arrangedBy]
            .filter(Boolean)
            .join(' '),
      },
      {
        key: 'dueOn',
        header: t('shipments.due'),
        width: 50,
        // it leaves after the day the customer was promised, or that day is past
        render: (row) => <span className={isAfterDue(row) ? 'neg' : ''}>{row.dueOn.slice(5)}</span>,
      },
      {
        key: 'early',
        header: t('shipments.storeThere'),
        width: 84,
        align: 'right',
        render: (row) =>
          row.early > 0 ? (
            <StateBadge tone="warn" title={t('shipments.earlyWhy', { days: row.early })}>
              {t('shipments.early', { days: row.early })}
            </StateBadge>
          ) : row.stored > 0 ? (
            formatQuantity(row.stored)
          ) : null,
      },
      {
        key: 'told',
        header: t('shipments.told'),
        width: 78,
        render: (row) =>
          row.told && (
            <span title={t('shipments.toldBy', { ...row.told, at: formatInstant(row.told.at) })}>
              ✓ {row.told.whom}
            </span>
          ),
      },
    ],
    [t],
  )
}

interface Filter {
  show: ShipShow
  customerId: number | null
  region: string | null
  way: ShipWay | null
  mine: boolean
}

/** Which lines are shown: 1–6, the customer, the region and 提货方式. */
const Filters = ({
  filter,
  customer,
  regions,
  onChange,
  onCustomer,
}: {
  filter: Filter
  customer: string
  regions: readonly string[]
  onChange: (part: Partial<Filter>) => void
  onCustomer: (customer: { id: number; shortName: string } | null) => void
}) => {
  const t = useT()
  return (
    <>
      <Views
        views={shipShows}
        shown={filter.show}
        labelOf={(each) => t(shipShowKeys[each])}
        onShow={(each) => onChange({ show: each })}
      />
      <KeyButton keys="m" className="chip" aria-pressed={filter.mine} onClick={() => onChange({ mine: !filter.mine })}>
        {t('shipments.showMine')}
      </KeyButton>
      <CustomerPicker inline label="" width={84} placeholder={t('app.customer')} text={customer} onPick={onCustomer} />
      {regions.length > 0 && (
        <Choice
          inline
          label=""
          width={84}
          value={filter.region ?? 'any'}
          options={[
            { value: 'any', label: t('shipments.anyRegion') },
            ...regions.map((value) => ({ value, label: value })),
          ]}
          onChange={(value) => onChange({ region: value === 'any' ? null : value })}
        />
      )}
      <Choice<ShipWay | 'any'>
        inline
        label=""
        width={84}
        value={filter.way ?? 'any'}
        options={[
          { value: 'any', label: t('shipments.anyWay') },
          ...shipWays.map((value) => ({ value, label: t(shipWayKeys[value]) })),
        ]}
        onChange={(value) => onChange({ way: value === 'any' ? null : value })}
      />
    </>
  )
}

const withdraw = async (row: ShipRow, t: ReturnType<typeof useT>): Promise<void> => {
  await withReason(
    {
      title: `${t('shipments.withdrawTitle')} ${row.orderNumber}`,
      children: t('shipments.withdrawWhat', {
        customer: row.customer,
        goods: row.description,
        quantity: formatQuantity(row.quantity),
        unit: row.unit,
        shipOn: row.shipOn,
      }),
      action: t('shipments.withdraw'),
      danger: true,
    },
    (reason) => client.shipments.withdraw({ id: row.id, version: row.version, reason }),
    t('shipments.withdrawn'),
  )
}

/** What is done about the line the cursor is on. */
const Deeds = ({ row, onTell }: { row: ShipRow | null; onTell: () => void }) => {
  const t = useT()
  const [mayDeliver, mayAnswer, mayTell] = [
    useMay('deliveries.write'),
    useMay('shipments.answer'),
    useMay('shipments.tell'),
  ]
  const open = row !== null && ['planned', 'stored', 'noted'].includes(row.state)
  return (
    <>
      {mayAnswer && (
        <>
          <KeyButton keys="Control+Delete" disabled={!open} onClick={() => row && withdraw(row, t)}>
            {t('shipments.withdraw')}
          </KeyButton>
          <KeyButton keys="a" disabled={!open} onClick={() => row && openAsk(row)}>
            {t('shipments.askAgain')}
          </KeyButton>
        </>
      )}
      <KeyButton
        keys="i"
        disabled={!open}
        onClick={() => row && openTab({ word: 'store', parameters: { noticeLineId: row.noticeLineId, show: 'all' } })}
      >
        {t('shipments.store')}
      </KeyButton>
      {mayTell && (
        <KeyButton keys="t" disabled={!open} onClick={onTell}>
          {t('shipments.tell')}
        </KeyButton>
      )}
      {mayDeliver && (
        <KeyButton keys="n" go disabled={!open} onClick={() => row && openNote(row, row.id)}>
          {t('shipments.makeNote')}
        </KeyButton>
      )}
    </>
  )
}

/** 出货计划: what leaves on which day, by 提货方式, and where the goods are (duty 56). */
export const PlanPage = () => {
  const t = useT()
  const columns = useColumns()
  const exporting = useExporting()
  const [customer, setCustomer] = useState<{ id: number; shortName: string } | null>(null)
  const [chosen, setChosen] = useState<Omit<Filter, 'customerId'>>({
    show: 'open',
    region: null,
    way: null,
    mine: false,
  })
  const [row, setRow] = useState<ShipRow | null>(null)
  const [telling, setTelling] = useState<ShipRow | null>(null)
  const filter = useMemo(() => ({ ...chosen, customerId: customer?.id ?? null }), [chosen, customer])
  const { data: sums } = useQuery(client.shipments.sums, filter, { keep: true })
  const excel = async (): Promise<void> => {
    const note = [
      t(shipShowKeys[filter.show]),
      customer?.shortName,
      filter.region,
      filter.mine && t('shipments.showMine'),
    ]
      .filter(Boolean)
      .join(' · ')
    const made = await exporting.run('shipments', { ...filter, note }, t('shipments.title'))
    if (made) notify(t('shipments.exported', { name: made.saved, count: sums?.lines ?? 0 }))
  }
  return (
    <Page>
      <Panel
        title={t('shipments.title')}
        bar={
          <Filters
            filter={filter}
            customer={customer?.shortName ?? ''}
            regions={sums?.regions ?? []}
            onChange={(part) => setChosen((before) => ({ ...before, ...part }))}
            onCustomer={setCustomer}
          />
        }
        actions={
          <>
            <KeyButton keys="e" disabled={(sums?.lines ?? 0) === 0} onClick={excel}>
              {t('app.export')}
            </KeyButton>
            <KeyButton
              keys="Control+p"
              disabled={(sums?.lines ?? 0) === 0}
              onClick={() =>
                openTab({ word: 'shipments', page: 'print', title: t('shipments.title'), parameters: { ...filter } })
              }
            >
              {t('app.print')}
            </KeyButton>
          </>
        }
        foot={
          <>
            {sums && (
              <Figure
                label={t('shipments.sumPacks')}
                note={t('shipments.sumLines', { lines: sums.lines, orders: sums.orders })}
              >
                {sums.packs.toLocaleString('en')}
              </Figure>
            )}
            {sums && sums.overdue > 0 && (
              <Figure label={t('shipments.sumOverdue')} negative>
                {sums.overdue}
              </Figure>
            )}
            <span className="spring" />
            <Deeds row={row} onTell={() => setTelling(row)} />
          </>
        }
      >
        <DataTable
          label={t('shipments.title')}
          columns={columns}
          list={client.shipments.list}
          filter={filter}
          rowKey={({ id }) => id}
          rowClass={({ state }) => (state === 'withdrawn' || state === 'replaced' ? 'dim' : undefined)}
          onSelect={setRow}
          onOpen={({ orderId, orderNumber }) => openTab({ word: 'orders', id: orderId, title: orderNumber })}
          empty={<Empty title={t('shipments.emptyTitle')} hint={t('shipments.emptyHint')} />}
        />
      </Panel>
      {telling && <TellDialog orderId={telling.orderId} onClose={() => setTelling(null)} />}
      {exporting.bar}
    </Page>
  )
}
