import {
  fullness,
  type KnownLoad,
  type Limits,
  type LoadMeasure,
  loadMeasures,
  overLimits,
} from '../../../shared/loads.ts'
import type { Translate } from '../../../shared/language.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { useT } from '../../lib/language.ts'
import styles from './Trucks.module.css'

export const measureLabel = (t: Translate, measure: LoadMeasure): string =>
  t(measure === 'packs' ? 'deliveries.packs' : measure === 'volume' ? 'trucks.volume' : 'trucks.weight')

const amountText = (measure: LoadMeasure, amount: number): string =>
  measure === 'packs' ? String(amount) : formatQuantity(amount)

/** m³ or kg of a load; what is not known is said, not taken as nothing. */
export const knownText = (t: Translate, load: KnownLoad, measure: 'volume' | 'weight'): string => {
  const unknown = measure === 'volume' ? load.unknownVolume : load.unknownWeight
  if (unknown === 0) return formatQuantity(load[measure])
  return load[measure] === 0
    ? t('trucks.unknown')
    : `${formatQuantity(load[measure])} ${t('trucks.unknownLines', { count: unknown })}`
}

/** The same in a narrow place: a mark where some of it is not known. */
export const briefText = (t: Translate, load: KnownLoad, measure: LoadMeasure): string => {
  if (measure === 'packs') return String(load.packs)
  const unknown = measure === 'volume' ? load.unknownVolume : load.unknownWeight
  if (unknown === 0) return formatQuantity(load[measure])
  return load[measure] === 0 ? t('trucks.unknown') : `${formatQuantity(load[measure])} ?`
}

const limitOf = ({ limitPacks, limitVolume, limitWeight }: Limits, measure: LoadMeasure): number =>
  measure === 'packs' ? limitPacks : measure === 'volume' ? limitVolume : limitWeight

/** `5.2 / 9.6`, with how much it is over. */
const loadText = (t: Translate, load: KnownLoad, limits: Limits, measure: LoadMeasure, brief = false): string => {
  const limit = limitOf(limits, measure)
  const loaded = brief || measure === 'packs' ? briefText(t, load, measure) : knownText(t, load, measure)
  const over = load[measure] - limit
  return [
    `${loaded} / ${limit === 0 ? t('trucks.noLimit') : amountText(measure, limit)}`,
    limit > 0 && over > 0 ? t('trucks.overOf', { amount: amountText(measure, over) }) : '',
  ]
    .filter(Boolean)
    .join(' ')
}

const Track = ({ percent, over }: { percent: number | null; over: boolean }) => {
  // widths as steps of a class are no option: the bar is drawn in SVG, whose attributes no policy forbids
  const width = Math.min(100, percent ?? 0)
  return (
    <svg
      className={styles['track']}
      width="100%"
      height="7"
      viewBox="0 0 100 7"
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <rect x="0" y="0" width={width} height="7" fill={over ? 'var(--bad)' : 'var(--accent)'} />
    </svg>
  )
}

/** How full a truck is: packs, m³, kg against its limits, red with the word where it is over (duty 91). */
export const LoadMeters = ({ load, limits }: { load: KnownLoad; limits: Limits }) => {
  const t = useT()
  const over = overLimits(load, limits)
  return (
    <div className={styles['meters']}>
      {loadMeasures.map((measure) => (
        <div key={measure} className={styles['meter']} title={loadText(t, load, limits, measure)}>
          <span className={over.includes(measure) ? 'neg' : ''}>
            {over.includes(measure) && '▲ '}
            {measureLabel(t, measure)} {loadText(t, load, limits, measure, true)}
          </span>
          <Track percent={fullness(load, limits, measure)} over={over.includes(measure)} />
        </div>
      ))}
    </div>
  )
}

/** One measure of a truck in a cell of the list. */
export const LoadCell = ({ load, limits, measure }: { load: KnownLoad; limits: Limits; measure: LoadMeasure }) => {
  const t = useT()
  const over = overLimits(load, limits).includes(measure)
  return (
    <div className={styles['meter']} title={loadText(t, load, limits, measure)}>
      <span className={over ? 'neg' : ''}>
        {over && '▲'}
        {briefText(t, load, measure)}
      </span>
      <Track percent={fullness(load, limits, measure)} over={over} />
    </div>
  )
}
