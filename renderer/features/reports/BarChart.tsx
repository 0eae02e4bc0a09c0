import type { CSSProperties } from 'react'
import { percentText } from '../../../shared/figures.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import type { ReportChart } from '../../../shared/reports.ts'
import { useT } from '../../lib/language.ts'
import styles from './Reports.module.css'

/** `12.3万` where the whole amount has no room; in English thousands. */
const short = (fen: number, t: Translate): string => {
  const yuan = Math.abs(fen) / 100
  if (yuan < 10_000) return formatFen(fen).replace(/\.\d\d$/, '')
  const wan = (yuan / 10_000).toFixed(yuan < 1_000_000 ? 1 : 0)
  return `${fen < 0 ? '-' : ''}${t('reports.shortFen', { wan, thousands: Math.round(yuan / 1000).toLocaleString('en') })}`
}

/** Bars of what a report is looked at for: the same numbers stand in the table under them. */
export const BarChart = ({ chart }: { chart: ReportChart }) => {
  const t = useT()
  const most = chart.kind === 'percent' ? 1000 : Math.max(1, ...chart.points.map(({ value }) => Math.abs(value ?? 0)))
  const text = (value: number): string => (chart.kind === 'percent' ? percentText(value) : short(value, t))
  const full = (value: number): string => (chart.kind === 'percent' ? percentText(value) : formatFen(value))
  return (
    <figure
      className={styles['chart']}
      aria-label={t('reports.chart', { label: chart.label })}
      style={{ '--bars': Math.max(6, chart.points.length) } as CSSProperties}
    >
      {chart.points.map(({ label, value }) => (
        <div key={label} className={styles['column']} title={value === null ? label : `${label} ${full(value)}`}>
          <div className={styles['plot']}>
            <small>{value === null ? '' : text(value)}</small>
            <div
              className={`${styles['bar']} ${(value ?? 0) < 0 ? styles['minus'] : ''}`}
              style={{ '--part': Math.abs(value ?? 0) / most } as CSSProperties}
            />
          </div>
          <span>{label}</span>
        </div>
      ))}
    </figure>
  )
}
