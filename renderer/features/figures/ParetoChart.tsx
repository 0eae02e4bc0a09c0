import { type CSSProperties, type KeyboardEvent, type Ref, useId, useImperativeHandle, useRef } from 'react'
import { type CauseMeasure, causeWords, type ParetoBar, percentText } from '../../../shared/figures.ts'
import { useT } from '../../lib/language.ts'
import styles from './Figures.module.css'
import type { Focusable } from './FiguresGrid.tsx'

/** Tenths of a percent as CSS: 667 → `66.7%`. */
const css = (tenths: number): string => `${tenths / 10}%`

export interface ParetoChartProps {
  bars: readonly ParetoBar[]
  by: CauseMeasure
  chosen: number
  onChoose: (index: number) => void
  /** Enter or double click: the processes behind a bar. */
  onOpen: (bar: ParetoBar) => void
  /** ↑ */
  onAbove: () => void
  ref?: Ref<Focusable>
}

/** Bars with the largest cause first and the line of their cumulative share, both in percent of all that was missed. */
export const ParetoChart = ({ bars, by, chosen, onChoose, onOpen, onAbove, ref }: ParetoChartProps) => {
  const t = useT()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => ({ focus: () => frame.current?.focus() }), [])
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.shiftKey) return
    const bar = bars[chosen]
    const last = bars.length - 1
    if (event.key === 'ArrowLeft') onChoose(Math.max(0, chosen - 1))
    else if (event.key === 'ArrowRight') onChoose(Math.min(last, chosen + 1))
    else if (event.key === 'Home') onChoose(0)
    else if (event.key === 'End') onChoose(last)
    else if (event.key === 'ArrowUp') onAbove()
    else if (event.key === 'Enter' && bar) {
      if (bar.operations > 0) onOpen(bar)
    } else return
    event.preventDefault()
  }
  // the line ends with the last cause that occurred
  const drawn = bars.filter(({ operations }) => operations > 0)
  return (
    <div
      ref={frame}
      className={styles['chart']}
      style={{ '--bars': bars.length } as CSSProperties}
      tabIndex={0}
      role="listbox"
      aria-label={t('figures.causes')}
      aria-activedescendant={`${id}-${chosen}`}
      onKeyDown={onKeyDown}
    >
      <div className={styles['plot']} aria-hidden="true">
        {bars.map((bar, index) => (
          <div
            key={bar.causeCode}
            className={[
              styles['column'],
              bar.causeCode === null ? styles['unsaid'] : '',
              index === chosen ? styles['chosen'] : '',
            ].join(' ')}
            onMouseDown={() => onChoose(index)}
            onDoubleClick={() => bar.operations > 0 && onOpen(bar)}
          >
            <div className={styles['bar']} style={{ '--share': css(bar.share) } as CSSProperties} />
          </div>
        ))}
        <svg className={styles['line']} viewBox={`0 0 ${bars.length} 100`} preserveAspectRatio="none">
          <polyline points={drawn.map((bar, index) => `${index + 0.5},${100 - bar.cumulative / 10}`).join(' ')} />
        </svg>
        {drawn.map((bar, index) => (
          <span
            key={bar.causeCode}
            className={styles['point']}
            style={
              { '--cumulative': css(bar.cumulative), left: `${((index + 0.5) / bars.length) * 100}%` } as CSSProperties
            }
          >
            <small>{percentText(bar.cumulative)}</small>
          </span>
        ))}
      </div>
      <div className={styles['labels']}>
        {bars.map((bar, index) => (
          <div
            key={bar.causeCode}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === chosen}
            aria-label={t('figures.barLabel', {
              cause: causeWords(bar.causeCode, t),
              operations: bar.operations,
              days: bar.days,
              share: percentText(bar.cumulative),
            })}
            className={[
              styles['label'],
              bar.operations === 0 ? styles['zero'] : '',
              index === chosen ? styles['chosen'] : '',
            ].join(' ')}
            onMouseDown={() => onChoose(index)}
            onDoubleClick={() => bar.operations > 0 && onOpen(bar)}
          >
            <span title={causeWords(bar.causeCode, t)}>{causeWords(bar.causeCode, t)}</span>
            <small>
              <b>
                {by === 'operations'
                  ? t('figures.barOperations', { count: bar.operations })
                  : t('figures.barDays', { count: bar.days })}
              </b>{' '}
              {percentText(bar.share)}
            </small>
          </div>
        ))}
      </div>
    </div>
  )
}
