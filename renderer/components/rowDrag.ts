import { type DragEvent, type HTMLAttributes, useRef, useState } from 'react'

/**
 * Rows that can be dragged over others: above the middle of one it goes before it, below it after it. `onDrag` is told
 * which row is in the air, for a place of the page outside of the list that takes it.
 */
export const useRowDrag = <Row>(
  onDrop: ((row: Row, before: Row | null) => void) | undefined,
  rowAt: (index: number) => Row | undefined,
  onDrag?: (row: Row | null) => void,
) => {
  const held = useRef<Row | null>(null)
  const [over, setOver] = useState<number | null>(null)
  return (index: number, row: Row | undefined): HTMLAttributes<HTMLTableRowElement> & { 'data-drop'?: true } => {
    if ((!onDrop && !onDrag) || row === undefined) return {}
    const gap = ({ clientY, currentTarget }: DragEvent<HTMLElement>): number => {
      const { top, height } = currentTarget.getBoundingClientRect()
      return clientY < top + height / 2 ? index : index + 1
    }
    return {
      draggable: true,
      ...(over === index ? { 'data-drop': true } : {}),
      onDragStart: ({ dataTransfer }) => {
        held.current = onDrop ? row : null
        onDrag?.(row)
        dataTransfer.effectAllowed = 'move'
        dataTransfer.setData('text/plain', '')
      },
      onDragOver: (event) => {
        if (held.current === null) return
        event.preventDefault()
        const next = gap(event)
        if (next !== over) setOver(next)
      },
      onDragEnd: () => {
        onDrag?.(null)
        held.current = null
        setOver(null)
      },
      onDrop: (event) => {
        if (held.current === null || !onDrop) return
        event.preventDefault()
        onDrop(held.current, rowAt(gap(event)) ?? null)
        held.current = null
        setOver(null)
      },
    }
  }
}
