/** How wide a column may be, in CSS px. */
export const narrowestColumn = 36
export const widestColumn = 600

/** One column as a person wants it: its place is its place in the list. */
export interface ViewColumn {
  key: string
  width: number
  shown: boolean
}

/** The columns a list shows: the person's order and widths; one the person has not seen yet stays as the list has it. */
export const arrangeColumns = (all: readonly ViewColumn[], chosen: readonly ViewColumn[] | undefined): ViewColumn[] => {
  if (!chosen) return [...all]
  const known = new Set(all.map(({ key }) => key))
  const placed = chosen.filter(
    ({ key }, index) => known.has(key) && chosen.findIndex((one) => one.key === key) === index,
  )
  const placedKeys = new Set(placed.map(({ key }) => key))
  return [...placed, ...all.filter(({ key }) => !placedKeys.has(key)).map((column) => ({ ...column, shown: false }))]
}
