import { useMemo, useRef, useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import { orderStateKeys, orderStates } from '../../../shared/orderStates.ts'
import { type Finding, findingKeys, type FindingKind, type MonthEnd } from '../../../shared/monthEnd.ts'
import { type Column, DataTable, type DataTableHandle } from '../../components/DataTable.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { lastMonth, MonthChoice } from './MonthChoice.tsx'

type Group = MonthEnd['findings'][number]

const words: Partial<Record<FindingKind, string>> = {
  orderWithoutNote: 'orders',
  unsignedNote: 'deliveries',
  noteInNoStatement: 'deliveries',
  zeroPrice: 'deliveries',
  codNotHandedIn: 'deliveries',
  moneyNotAssigned: 'receipts',
  moneyNotConfirmed: 'receipts',
  statementNotSigned: 'statements',
}

/** Opens the place where a finding is settled. */
const openPlace = (kind: FindingKind, row: Finding, month: string): void => {
  if (kind === 'customerWithoutStatement')
    openTab({
      word: 'statements',
      page: 'preview',
      another: true,
      title: `${row.customer} ${month}`,
      parameters: { customerId: row.id, month },
    })
  if (kind === 'openDifference') openTab({ word: 'signBacks', parameters: { show: 'open', copyId: row.id } })
  const word = words[kind]
  if (word !== undefined) openTab({ word, id: row.id, title: row.number })
}

const useGroupColumns = (): Column<Group>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'kind', header: t('statements.checkKind'), value: (group) => t(findingKeys[group.kind]) },
      {
        key: 'total',
        header: t('statements.checkCount'),
        width: 90,
        align: 'right',
        render: (group) => <StateBadge tone={group.total === 0 ? 'ok' : 'bad'}>{String(group.total)}</StateBadge>,
      },
    ],
    [t],
  )
}

const useRowColumns = (kind: FindingKind): Column<Finding & { key: number }>[] => {
  const t = useT()
  return useMemo(() => {
    const detail = (text: string): string => {
      const state = orderStates.find((each) => each === text)
      return kind === 'orderWithoutNote' && state ? t(orderStateKeys[state]) : text
    }
    return [
      { key: 'on', header: t('app.date'), width: 92 },
      { key: 'number', header: t('app.number'), width: 122 },
      { key: 'customer', header: t('app.customer'), width: 130 },
      {
        key: 'text',
        header: t('app.remark'),
        value: (row) => (kind === 'numberGap' || kind === 'serialGap' ? t('statements.gapHint') : detail(row.text)),
      },
      {
        key: 'fen',
        header: t('app.amount'),
        width: 110,
        align: 'right',
        render: (row) =>
          row.fen === 0 ? null : <span className={row.fen < 0 ? 'neg' : ''}>{formatFen(row.fen)}</span>,
      },
    ]
  }, [t, kind])
}

const Rows = ({ group, month, table }: { group: Group; month: string; table: React.Ref<DataTableHandle> }) => {
  const t = useT()
  const columns = useRowColumns(group.kind)
  const rows = group.rows.map((row, key) => ({ ...row, key }))
  return (
    <Panel
      title={t(findingKeys[group.kind])}
      note={t('shell.rows', { count: group.total })}
      foot={
        <small className="dim">
          {group.total > rows.length
            ? t('statements.checkMore', { shown: rows.length })
            : t('statements.checkRowsHint')}
        </small>
      }
    >
      <DataTable
        ref={table}
        autoFocus={false}
        label={t(findingKeys[group.kind])}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}
        onOpen={(row) => openPlace(group.kind, row, month)}
        empty={<Empty title={t('statements.checkNothing')} />}
      />
    </Panel>
  )
}

/** 月结检查: what a month still lacks before it goes to accounting, check by check (duty 103). */
export const MonthEndPage = ({ tab }: PageProps) => {
  const t = useT()
  const columns = useGroupColumns()
  const wanted = tab.parameters['month']
  const [month, setMonth] = useState(typeof wanted === 'string' ? wanted : lastMonth())
  const [kind, setKind] = useState<FindingKind>('numberGap')
  const groups = useRef<DataTableHandle>(null)
  const rows = useRef<DataTableHandle>(null)
  const { data, error } = useQuery(client.statements.monthEnd, { month }, { keep: true })
  const found = data?.findings.reduce((sum, { total }) => sum + total, 0) ?? 0
  const group = data?.findings.find((each) => each.kind === kind)
  useKeys({ ArrowLeft: { label: t('app.back'), run: () => groups.current?.focus() } })
  return (
    <Page layout="sides">
      <Panel
        title={t('statements.monthEnd')}
        bar={<MonthChoice month={month} onChange={setMonth} />}
        foot={
          data && (
            <StateBadge tone={found === 0 ? 'ok' : 'bad'}>
              {found === 0 ? t('statements.checkClean', { month }) : t('statements.checkFound', { count: found })}
            </StateBadge>
          )
        }
      >
        <RefusalNote message={error?.message} />
        <DataTable
          ref={groups}
          label={t('statements.monthEnd')}
          columns={columns}
          rows={data?.findings ?? []}
          rowKey={(each) => each.kind}
          onSelect={(each) => each && setKind(each.kind)}
          onOpen={() => rows.current?.focus()}
        />
      </Panel>
      {group ? <Rows group={group} month={month} table={rows} /> : <Panel>{null}</Panel>}
    </Page>
  )
}
