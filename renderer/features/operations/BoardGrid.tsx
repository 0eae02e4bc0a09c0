import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import type { BoardRow, BoardStep } from '../../../shared/operations.ts'
import { useT } from '../../lib/language.ts'
import { moved, type Place } from '../../lib/gridPlace.ts'
import { stepAt } from './board.ts'
import styles from './Board.module.css'
import { BoardColumns, BoardHead, BoardLine, boardRowHeight, boardWidth } from './BoardTable.tsx'

export interface BoardGridProps {
  total: number
  /** The row at an index of the whole board; undefined while its page is on the way. */
  rowAt: (index: number) => BoardRow | undefined
  /** Tells which rows are on screen. */
  show: (from: number, to: number) => void
  processes: readonly string[]
  place: Place
  onMove: (place: Place) => void
  /** Enter or double click on a cell. */
  onOpen: (row: BoardRow, step: BoardStep | undefined) => void
}

/** Height of the head in CSS px: rows under it start below it. */
const headHeight = 30

/**
 * Orders × processes: ↑↓ PgUp PgDn Home End rows, ←→ processes, Enter opens the daily report at the cell. Only the rows
 * on screen are drawn, so that thousands scroll as fast as ten.
 */
export const BoardGrid = ({ total, rowAt, show, processes, place, onMove, onOpen }: BoardGridProps) => {
  const t = useT()
  const id = useId()
  const frame = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // from the nav too, but never out of a field somebody types in
    if (!document.activeElement?.matches('input, select, textarea')) frame.current?.focus()
  }, [])
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => frame.current,
    estimateSize: () => boardRowHeight,
    overscan: 6,
    scrollPaddingStart: headHeight,
    initialRect: { width: 1200, height: 600 },
  })
  const items = virtual.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => show(first, last), [show, first, last])
  useEffect(() => {
    if (place.row < total) virtual.scrollToIndex(place.row, { align: 'auto' })
    // the process under the cursor comes into sight too
    frame.current
      ?.querySelector(`[id="${id}-${place.row}-${place.column}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    // oxlint-disable-next-line react/exhaustive-deps -- the list scrolls when the cursor goes, not when rows come
  }, [place.row, place.column])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.shiftKey) return
    const page = Math.max(1, Math.floor(((frame.current?.clientHeight ?? 500) - headHeight) / boardRowHeight) - 1)
    const next = moved(place, event.key, total, processes.length, page)
    const row = rowAt(place.row)
    if (next) onMove(next)
    else if (event.key === 'Enter' && row) onOpen(row, stepAt(row, processes[place.column]))
    else return
    event.preventDefault()
  }
  const above = items[0]?.start ?? 0
  const below = virtual.getTotalSize() - (items.at(-1)?.end ?? 0)

  return (
    <div
      ref={frame}
      className={styles['frame']}
      tabIndex={0}
      role="grid"
      aria-label={t('operations.board')}
      aria-rowcount={total + 1}
      aria-activedescendant={`${id}-${place.row}-${place.column}`}
      onKeyDown={onKeyDown}
    >
      <table className={styles['grid']} style={{ minWidth: boardWidth(processes) }} role="presentation">
        <BoardColumns processes={processes} />
        <BoardHead processes={processes} />
        <tbody role="rowgroup">
          {above > 0 && <tr aria-hidden="true" style={{ height: above }} />}
          {items.map(({ index }) => {
            const row = rowAt(index)
            return row === undefined ? (
              <tr key={index} role="row" aria-rowindex={index + 2}>
                <td role="gridcell" className="dim" colSpan={processes.length + 8}>
                  …
                </td>
              </tr>
            ) : (
              <BoardLine
                key={index}
                row={row}
                index={index}
                processes={processes}
                column={index === place.row ? place.column : null}
                cellId={(column) => `${id}-${index}-${column}`}
                onPlace={(column) => onMove({ row: index, column })}
                onOpen={(step) => onOpen(row, step)}
              />
            )
          })}
          {below > 0 && <tr aria-hidden="true" style={{ height: below }} />}
        </tbody>
      </table>
    </div>
  )
}
