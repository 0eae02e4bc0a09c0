import { weekday } from '../../../shared/dates.ts'
import type { Load, LoadProcess } from '../../../shared/plan.ts'
import { isOverloaded } from '../../../shared/planLoad.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { useT } from '../../lib/language.ts'
import styles from './Plan.module.css'

export interface LoadChartProps {
  load: Load
  process: LoadProcess
  /** Days shown, and the ones of the cell the cursor is on; places in `load.days`, both included. */
  from: number
  to: number
  chosen: { from: number; to: number }
  onChoose: (day: number) => void
}

const percent = (part: number, whole: number): string => `${whole === 0 ? 0 : (part * 100) / whole}%`

/**
 * One process day by day: what is to be done as bars, the capacity as a line over each worked day, what lies above it
 * hatched red under a ▲. The same numbers stand in the table over it, which is what the keyboard and a screen reader use.
 */
export const LoadChart = ({ load, process, from, to, chosen, onChoose }: LoadChartProps) => {
  const t = useT()
  const days = Array.from({ length: to - from + 1 }, (_, index) => from + index)
  const top = Math.max(1, ...days.map((day) => Math.max(process.load[day]!, process.capacity[day] ?? 0))) * 1.12
  const capacity = days
    .flatMap((day, index) => {
      const most = process.capacity[day]
      return most === null || most === undefined || most === 0 ? [] : [`M${index} ${100 - (most * 100) / top} h1`]
    })
    .join(' ')
  // Mondays, every other one where there are many; never one name over another, none over the edge
  const mondays = days.flatMap((day, index) => (weekday(load.days[day]!) === 1 ? [index] : []))
  const room = days.length / 9
  const named = mondays.filter((index, at) => (days.length < 40 || at % 2 === 0) && index < days.length - room / 2)
  const isNamed = (index: number): boolean => named.includes(index) || (index === 0 && (named[0] ?? room) >= room)
  const scale = [0.5, 1].map((part) => Math.round((top * part) / 1.12 / 1000) * 1000)
  return (
    <div className={styles['chart']} aria-hidden="true">
      <div className={styles['scale']}>
        {scale.map((amount) => (
          <span key={amount} style={{ bottom: percent(amount, top) }}>
            {formatQuantity(amount)}
          </span>
        ))}
      </div>
      <div className={styles['plot']} style={{ gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))` }}>
        {days.map((day) => {
          const [amount, most] = [process.load[day]!, process.capacity[day]!]
          const over = isOverloaded(amount, most)
          const normal = over ? most! : amount
          return (
            <div
              key={day}
              className={[
                styles['column'],
                load.works[day] ? '' : styles['restDay'],
                day >= chosen.from && day <= chosen.to ? styles['chosen'] : '',
              ].join(' ')}
              title={`${load.days[day]} ${formatQuantity(amount)} / ${most === null ? t('plan.unlimitedCell') : formatQuantity(most)}`}
              onMouseDown={() => onChoose(day)}
            >
              <i className={styles['bar']} style={{ height: percent(normal, top) }} />
              {over && (
                <>
                  <i
                    className={styles['excess']}
                    style={{ bottom: percent(normal, top), height: percent(amount - normal, top) }}
                  />
                  <b className={styles['mark']} style={{ bottom: percent(amount, top) }}>
                    ▲
                  </b>
                </>
              )}
            </div>
          )
        })}
        <svg className={styles['line']} viewBox={`0 0 ${days.length} 100`} preserveAspectRatio="none">
          <path d={capacity} />
        </svg>
      </div>
      <div className={styles['axis']} style={{ gridTemplateColumns: `repeat(${days.length}, minmax(0, 1fr))` }}>
        {days.map((day, index) => (
          <span key={day}>{isNamed(index) ? load.days[day]!.slice(5) : ''}</span>
        ))}
      </div>
    </div>
  )
}
