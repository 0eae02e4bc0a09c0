import { type KeyboardEvent, type Ref, useEffect, useId, useImperativeHandle, useRef } from 'react'
import {
  type FigureKind,
  figureKeys,
  figureKinds,
  figureOf,
  type FigureSums,
  partsText,
  rateText,
} from '../../../shared/figures.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { moved, type Place } from '../../lib/gridPlace.ts'
import { useT } from '../../lib/language.ts'
import styles from './Figures.module.css'

const howKeys: Record<FigureKind, PhraseKey> = {
  operations: 'figures.operationsHow',
  lines: 'figures.linesHow',
  quantity: 'figures.quantityHow',
  bad: 'figures.badHow',
  standard: 'figures.standardHow',
  efficiency: 'figures.efficiencyHow',
}

/** A row of the grid: the total, a workshop, or one of its processes; null is not told apart. */
export interface GridRow {
  label: string
  workshop: string | null
  process: string | null
  sums: FigureSums
}
export interface Focusable {
  focus(): void
}

export interface FiguresGridProps {
  rows: readonly GridRow[]
  place: Place
  onMove: (place: Place) => void
  /** Enter or double click: the rows behind the figure. */
  onOpen: (row: GridRow, kind: FigureKind) => void
  /** ↓ from the last row. */
  onBelow: () => void
  ref?: Ref<Focusable>
}

/** Workshops × figures, each with numerator, denominator and rate: ↑↓←→ move, Enter opens the rows behind. */
export const FiguresGrid = ({ rows, place, onMove, onOpen, onBelow, ref }: FiguresGridProps) => {
  const t = useT()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  useImperativeHandle(ref, () => ({ focus: () => frame.current?.focus() }), [])
  useEffect(() => {
    frame.current?.querySelector(`[data-place="${place.row} ${place.column}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [place])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.shiftKey) return
    const next = moved(place, event.key, rows.length, figureKinds.length)
    const row = rows[place.row]
    if (event.key === 'ArrowDown' && place.row >= rows.length - 1) onBelow()
    else if (next) onMove(next)
    else if (event.key === 'Enter' && row) onOpen(row, figureKinds[place.column]!)
    else return
    event.preventDefault()
  }

  return (
    <div
      ref={frame}
      className={styles['frame']}
      tabIndex={0}
      role="grid"
      aria-label={t('figures.title')}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={`${id}-${place.row}-${place.column}`}
      onKeyDown={onKeyDown}
    >
      <table className={styles['grid']} role="presentation">
        <colgroup>
          <col style={{ width: '16%' }} />
          {figureKinds.map((kind) => (
            <col key={kind} style={{ width: '14%' }} />
          ))}
        </colgroup>
        <thead role="rowgroup">
          <tr role="row">
            <th role="columnheader">{t('operations.workshop')}</th>
            {figureKinds.map((kind) => (
              <th key={kind} role="columnheader" className="n">
                {t(figureKeys[kind])}
                <small>{t(howKeys[kind])}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, index) => (
            <tr
              key={`${row.workshop} ${row.process}`}
              role="row"
              className={[row.workshop === null ? styles['total'] : '', index === place.row ? styles['here'] : ''].join(
                ' ',
              )}
              aria-selected={index === place.row}
            >
              <td role="rowheader" title={row.label}>
                {row.label}
              </td>
              {figureKinds.map((kind, column) => {
                const figure = figureOf(kind, row.sums)
                const cursor = index === place.row && column === place.column
                return (
                  <td
                    key={kind}
                    id={`${id}-${index}-${column}`}
                    data-place={`${index} ${column}`}
                    role="gridcell"
                    className={`n ${cursor ? styles['cursor'] : ''}`}
                    onMouseDown={() => onMove({ row: index, column })}
                    onDoubleClick={() => onOpen(row, kind)}
                  >
                    {figure.denominator > 0 && <small>{partsText(kind, figure)}</small>}
                    <b className={figure.rate === null ? 'dim' : undefined}>{rateText(kind, figure, t)}</b>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
