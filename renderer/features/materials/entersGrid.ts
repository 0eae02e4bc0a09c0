import type { KeyboardEvent, RefObject } from 'react'
import type { LineGridHandle } from '../../components/LineGrid.tsx'
import { isComposing } from '../../lib/keys.ts'

/** Enter in the last field over a grid goes into the grid: the form itself does not walk into one. */
export const entersGrid = (
  event: KeyboardEvent,
  last: string,
  grid: RefObject<LineGridHandle | null>,
  cell: string,
  row = 0,
): void => {
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || isComposing(event)) return
  if (!(event.target instanceof HTMLInputElement) || event.target.name !== last) return
  event.preventDefault()
  grid.current?.focusCell(row, cell)
}
