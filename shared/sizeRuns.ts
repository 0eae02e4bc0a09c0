import { formatQuantity, parseQuantity } from './quantities.ts'

/**
 * Size run of a garment line: quantities of each size in the spec, as the paper, the call-back and the workshop read
 * it: `26s 200g S:60 M:120 L:180`. The line's quantity is their sum.
 */
export interface SizeQuantity {
  size: string
  /** Thousandths. */
  quantity: number
}

/** `S/M/L` or `S、M、L` as it stands on the product card. */
export const listOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[/、,，;；\s]+/)
      .map((part) => part.trim())
      .filter(Boolean),
  ),
]

const part = /^([^:]+):([\d,]+(?:\.\d+)?)$/
const readPart = (text: string): SizeQuantity | null => {
  const [, size, typed] = part.exec(text) ?? []
  const quantity = typed === undefined ? null : parseQuantity(typed)
  return size !== undefined && quantity !== null && quantity > 0 ? { size, quantity } : null
}

/** The run at the end of a spec, and the spec without it. */
export const readSizeRun = (spec: string): { rest: string; run: SizeQuantity[] } => {
  const words = spec.split(/\s+/).filter(Boolean)
  const run: SizeQuantity[] = []
  while (words.length > 0) {
    const read = readPart(words.at(-1)!)
    if (!read || run.some(({ size }) => size === read.size)) break
    run.unshift(read)
    words.pop()
  }
  return { rest: run.length > 0 ? words.join(' ') : spec, run }
}

/** The spec with its run; sizes of nothing are left out. */
export const writeSizeRun = (rest: string, run: readonly SizeQuantity[]): string =>
  [
    rest,
    ...run
      .filter(({ quantity }) => quantity > 0)
      .map(({ size, quantity }) => `${size}:${formatQuantity(quantity).replaceAll(',', '')}`),
  ]
    .filter(Boolean)
    .join(' ')

/** The goods of a line in one breath. A size run is long and the same for every colour: then the colour stands first. */
export const goodsInWords = ({ name, spec, colour }: Record<'name' | 'spec' | 'colour', string | null>): string =>
  (readSizeRun(spec ?? '').run.length > 0 ? [name, colour, spec] : [name, spec, colour]).filter(Boolean).join(' ')

export const sumOfRun = (run: readonly SizeQuantity[]): number => run.reduce((sum, { quantity }) => sum + quantity, 0)

/** Where a line's quantity is not what its sizes add up to: that sum. Only sizes of the product make a run. */
export const otherSumOfSizes = (line: { spec: string; quantity: number }, sizes: string): number | null => {
  const { run } = readSizeRun(line.spec)
  const own = listOf(sizes)
  if (run.length === 0 || !run.every(({ size }) => own.includes(size))) return null
  const sum = sumOfRun(run)
  return sum === line.quantity ? null : sum
}

/** `1:2:3:2:1` times so many sets; null where it is no ratio. `1 2 3` and `1：2：3` are read as well. */
export const readRatio = (typed: string): number[] | null => {
  const parts = typed
    .normalize('NFKC')
    .split(/[:/,、\s-]+/)
    .filter(Boolean)
  const numbers = parts.map((each) => (/^\d{1,4}$/.test(each) ? Number(each) : Number.NaN))
  return numbers.length > 0 && numbers.every(Number.isInteger) && numbers.some((each) => each > 0) ? numbers : null
}

/** Sizes as they are typed and kept beside a quantity: `S:60 M:120`. */
export const runInWords = (run: readonly SizeQuantity[]): string => writeSizeRun('', run)

/** The sizes of an order line whose spec carries a run of exactly its quantity; no other numbers in a spec are sizes. */
export const runOfLine = ({ spec, quantity }: { spec: string; quantity: number }): SizeQuantity[] => {
  const { run } = readSizeRun(spec)
  return sumOfRun(run) === quantity ? run : []
}

/** What is left of the sizes when others are taken; never below nothing. */
export const lessRun = (run: readonly SizeQuantity[], taken: readonly SizeQuantity[]): SizeQuantity[] =>
  run.map(({ size, quantity }) => ({
    size,
    quantity: Math.max(0, quantity - sumOfRun(taken.filter((each) => each.size === size))),
  }))

export const plusRun = (run: readonly SizeQuantity[], more: readonly SizeQuantity[]): SizeQuantity[] => [
  ...run.map(({ size, quantity }) => ({
    size,
    quantity: quantity + sumOfRun(more.filter((one) => one.size === size)),
  })),
  ...more.filter(({ size }) => !run.some((each) => each.size === size)),
]

/**
 * So many of a run, each size in its proportion, by largest remainder (the earlier size where remainders are alike):
 * 53 of S:17 M:34 L:51 XL:34 XXL:17 is S:6 M:12 L:17 XL:12 XXL:6. Whole pieces where all numbers are whole. Never more
 * of a size than there is; empty where the run does not hold so many. Thousandths.
 */
export const shareOfRun = (run: readonly SizeQuantity[], quantity: number): SizeQuantity[] => {
  const sum = sumOfRun(run)
  if (quantity <= 0 || sum < quantity) return []
  const piece = [quantity, ...run.map((each) => each.quantity)].every((each) => each % 1000 === 0) ? 1000 : 1
  const shares = run.map((each, index) => {
    const exact = BigInt(each.quantity) * BigInt(quantity)
    const unit = BigInt(sum) * BigInt(piece)
    return { size: each.size, index, floor: Number(exact / unit) * piece, remainder: exact % unit }
  })
  let missing = (quantity - shares.reduce((total, { floor }) => total + floor, 0)) / piece
  const more = new Set<number>()
  for (const { index } of shares.toSorted((one, other) =>
    one.remainder === other.remainder ? one.index - other.index : one.remainder > other.remainder ? -1 : 1,
  ))
    if (missing-- > 0) more.add(index)
  return shares.map(({ size, index, floor }) => ({ size, quantity: floor + (more.has(index) ? piece : 0) }))
}
