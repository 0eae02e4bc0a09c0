import { useMemo, useState } from 'react'
import { monthOf } from './month.ts'
import { type DefectSum, inspectionKindKeys, type LotSums } from '../../../shared/quality.ts'
import { severityKeys } from '../../../shared/severities.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Empty, Page, Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { MonthChoice } from '../statements/MonthChoice.tsx'
import styles from './Quality.module.css'

const percent = (part: number, whole: number): string => (whole === 0 ? '—' : `${((part / whole) * 100).toFixed(1)}%`)

interface Period {
  from: string
  to: string
}

const useLotColumns = (): Column<LotSums>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'customer', header: t('app.customer') },
      { key: 'kind', header: t('quality.kind'), width: 140, value: (row) => t(inspectionKindKeys[row.kind]) },
      { key: 'accepted', header: t('quality.acceptedLots'), kind: 'integer', width: 90 },
      { key: 'conceded', header: t('quality.concededLots'), kind: 'integer', width: 90 },
      { key: 'rejected', header: t('quality.rejectedLots'), kind: 'integer', width: 90 },
      { key: 'lots', header: t('quality.lots'), kind: 'integer', width: 90 },
      {
        key: 'rate',
        header: t('quality.lotRate'),
        width: 150,
        align: 'right',
        value: (row) => `${row.accepted} / ${row.lots} = ${percent(row.accepted, row.lots)}`,
      },
    ],
    [t],
  )
}

/** A kind of defect with its share of all and of all before it, and a bar as long as its share of the most frequent one. */
type ParetoRow = DefectSum & { share: string; cumulative: string; most: number }
const paretoRows = (defects: readonly DefectSum[]): ParetoRow[] => {
  const all = defects.reduce((sum, { quantity }) => sum + quantity, 0)
  let before = 0
  return defects.map((each) => {
    before += each.quantity
    return {
      ...each,
      share: percent(each.quantity, all),
      cumulative: percent(before, all),
      most: each.quantity / (defects[0]?.quantity ?? 1),
    }
  })
}

const useDefectColumns = (): Column<ParetoRow>[] => {
  const t = useT()
  return useMemo(
    () => [
      { key: 'defect', header: t('quality.defect'), width: 180 },
      { key: 'severity', header: t('quality.severity'), width: 80, value: (row) => t(severityKeys[row.severity]) },
      { key: 'quantity', header: t('quality.quantity'), kind: 'integer', width: 80 },
      { key: 'share', header: t('quality.share'), width: 80, align: 'right' },
      { key: 'cumulative', header: t('quality.cumulative'), width: 80, align: 'right' },
      {
        key: 'bar',
        header: '',
        render: (row) => <span className={styles['bar']} style={{ width: `${row.most * 100}%` }} aria-hidden="true" />,
      },
    ],
    [t],
  )
}

const openLots = ({ from, to }: Period, part: Record<string, string | number | null>): unknown =>
  openTab({ word: 'quality', parameters: { from, to, ...part } })

/** 批合格率 with its numerator and denominator, and the kinds of defects with the most frequent first. */
export const QualityFiguresPage = () => {
  const t = useT()
  const [month, setMonth] = useState(todayHere().slice(0, 7))
  const period = useMemo(() => monthOf(month), [month])
  const { data } = useQuery(client.quality.figures, period, { keep: true })
  const lotColumns = useLotColumns()
  const defectColumns = useDefectColumns()
  const lots = data?.lots ?? []
  const defects = useMemo(() => paretoRows(data?.defects ?? []), [data])
  const total = lots.reduce((sum, each) => ({ lots: sum.lots + each.lots, accepted: sum.accepted + each.accepted }), {
    lots: 0,
    accepted: 0,
  })
  return (
    <Page layout="rows" className={styles['figures'] ?? ''}>
      <Panel
        title={t('quality.lotRate')}
        bar={<MonthChoice month={month} onChange={setMonth} />}
        note={t('quality.rateWords', { ...total, rate: percent(total.accepted, total.lots) })}
        foot={<span className="dim">{t('quality.figuresHint')}</span>}
      >
        <DataTable
          label={t('quality.lotRate')}
          columns={lotColumns}
          rows={lots}
          rowKey={(row) => `${row.customerId} ${row.kind}`}
          onOpen={(row) => openLots(period, { customerId: row.customerId, customer: row.customer, kind: row.kind })}
          empty={<Empty title={t('quality.noFigures')} />}
        />
      </Panel>
      <Panel title={t('quality.pareto')}>
        <DataTable
          label={t('quality.pareto')}
          columns={defectColumns}
          rows={defects}
          rowKey={(row) => `${row.defect} ${row.severity}`}
          onOpen={(row) => openLots(period, { defect: row.defect })}
          autoFocus={false}
          empty={<Empty title={t('quality.noFigures')} />}
        />
      </Panel>
    </Page>
  )
}
