import { listOf, readSizeRun, type SizeQuantity, sumOfRun, writeSizeRun } from '../../../shared/sizeRuns.ts'
import { emptyLine, type FormLine, joinedName, reckon } from './orderForm.ts'

/** One colour of the matrix: `colour`, and a quantity (thousandths) for each size under `size 0`, `size 1` … */
export type MatrixRow = Record<string, string | number | null>
export const sizeKey = (index: number): string => `size ${index}`

/** Sizes as written in the dialog; the product's, and those that stand in its lines already. */
export const matrixSizes = (line: FormLine, group: readonly FormLine[]): string[] => [
  ...new Set([...listOf(line.sizes), ...group.flatMap((each) => readSizeRun(each.spec).run.map(({ size }) => size))]),
]

/** The lines one matrix stands for: those of the product that carry sizes, and the one the cursor is in. */
export const matrixGroup = (lines: readonly FormLine[], at: number): FormLine[] => {
  const here = lines[at]
  if (!here) return []
  return lines.filter(
    (line, index) =>
      index === at ||
      (line.productId === here.productId &&
        (line.id === null) === (here.id === null) &&
        readSizeRun(line.spec).run.length > 0),
  )
}

export const matrixRows = (
  group: readonly FormLine[],
  sizes: readonly string[],
  colours: readonly string[],
): MatrixRow[] => {
  const rows = new Map<string, MatrixRow>()
  const rowOf = (colour: string): MatrixRow => {
    const row = rows.get(colour) ?? { colour }
    rows.set(colour, row)
    return row
  }
  for (const line of group) {
    const { run } = readSizeRun(line.spec)
    if (run.length === 0 && line.colour === '') continue
    const row = rowOf(line.colour)
    for (const { size, quantity } of run) row[sizeKey(sizes.indexOf(size))] = quantity
  }
  for (const colour of colours) rowOf(colour)
  return [...rows.values()].map((row) => ({ ...emptyMatrixRow(sizes), ...row }))
}
export const emptyMatrixRow = (sizes: readonly string[]): MatrixRow => ({
  colour: '',
  ...Object.fromEntries(sizes.map((_, index) => [sizeKey(index), null])),
})

export const runOf = (row: MatrixRow, sizes: readonly string[]): SizeQuantity[] =>
  sizes.flatMap((size, index) => {
    const quantity = row[sizeKey(index)]
    return typeof quantity === 'number' && quantity > 0 ? [{ size, quantity }] : []
  })
export const totalOfRow = (row: MatrixRow, sizes: readonly string[]): number => sumOfRun(runOf(row, sizes))

/** Every colour gets the ratio times so many sets: 1:2:3:2:1 × 60. */
export const filledByRatio = (rows: readonly MatrixRow[], ratio: readonly number[], sets: number): MatrixRow[] =>
  rows.map((row) => ({
    ...row,
    ...Object.fromEntries(ratio.map((share, index) => [sizeKey(index), share === 0 ? null : share * sets * 1000])),
  }))

/** The spec of a colour with its sizes. */
export const specOf = (line: FormLine, row: MatrixRow, sizes: readonly string[]): string =>
  writeSizeRun(readSizeRun(line.spec).rest, runOf(row, sizes))

/** Sizes are counted in the product's own unit; a price that was typed for another one is asked for again. */
const inPieces = (line: FormLine): FormLine => {
  const unit = line.packing?.unit ?? line.unit
  return line.unit === unit
    ? line
    : { ...line, unit, priceMicros: null, typedSide: 'price', priced: false, offer: null }
}

/**
 * One line for each colour with its size run in the spec: so the paper, the call-back and the workshop read it. Lines
 * of the group keep their place, due date and price; a colour without a quantity loses its line.
 */
export const linesOfMatrix = (
  lines: readonly FormLine[],
  at: number,
  rows: readonly MatrixRow[],
  sizes: readonly string[],
  rate: number,
): FormLine[] => {
  const here = inPieces(lines[at]!)
  const group = matrixGroup(lines, at)
  const spare = group.filter((line) => !rows.some((row) => row['colour'] === line.colour && totalOfRow(row, sizes) > 0))
  const made = rows
    .filter((row) => totalOfRow(row, sizes) > 0)
    .map((row): FormLine => {
      const colour = String(row['colour'] ?? '').trim()
      const old = group.find((line) => line.colour === colour) ?? spare.shift()
      const { key, id } = old ?? emptyLine(here.dueOn, here.customerPo)
      const spec = specOf(here, row, sizes)
      return reckon(
        {
          ...here,
          ...(old && old.productId === here.productId ? inPieces(old) : {}),
          key,
          id,
          colour,
          spec,
          description: joinedName(here.name, spec),
          quantity: totalOfRow(row, sizes),
          ...(here.typedSide === 'total' ? { typedSide: 'price' as const } : {}),
        },
        rate,
      )
    })
  const first = lines.indexOf(group[0]!)
  const others = lines.filter((line) => !group.includes(line))
  return others.toSpliced(first, 0, ...made)
}
