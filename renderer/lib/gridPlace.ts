/** Place of a cursor that stands on a cell: a row and a column. */
export interface Place {
  row: number
  column: number
}

/** Where a key moves a cell cursor; null when it is none of its keys. */
export const moved = (place: Place, key: string, rows: number, columns: number, page = 12): Place | null => {
  const to: Record<string, Place> = {
    ArrowDown: { ...place, row: place.row + 1 },
    ArrowUp: { ...place, row: place.row - 1 },
    ArrowRight: { ...place, column: place.column + 1 },
    ArrowLeft: { ...place, column: place.column - 1 },
    PageDown: { ...place, row: place.row + page },
    PageUp: { ...place, row: place.row - page },
    Home: { ...place, row: 0 },
    End: { ...place, row: rows - 1 },
  }
  const next = to[key]
  if (!next) return null
  const within = (value: number, most: number): number => Math.max(0, Math.min(most, value))
  return { row: within(next.row, rows - 1), column: within(next.column, columns - 1) }
}
