import { lessRun, plusRun, readSizeRun, shareOfRun, type SizeQuantity, sumOfRun, writeSizeRun } from './sizeRuns.ts'

/** How the sizes of a garment line are shared among its notices (duty 41): together never more of a size than ordered. */

/** A share of an order line: its own quantity and sizes beside what the line says. Thousandths. */
export interface Share {
  spec: string
  ordered: number
  share: number
  /** Its own sizes as written, '' where nobody wrote any. */
  run: string
}
/** The spec of a line as one share of it says it: with its own sizes, and without any where they are not known. */
export const specOfShare = ({ spec, ordered, share, run }: Share): string => {
  const { rest, run: all } = readSizeRun(spec)
  const { run: own } = readSizeRun(run)
  if (own.length > 0) return all.length > 0 ? writeSizeRun(rest, own) : spec
  return share !== ordered && all.length > 0 && sumOfRun(all) === ordered ? rest : spec
}

/** A share before it is released: its quantity (thousandths), and its sizes where somebody typed them. */
export interface AskedShare {
  quantity: number
  sizes?: string | undefined
}
/**
 * The sizes of each share: as typed, the others in proportion to what those typed and the shares before leave; a share
 * that takes all of the rest has exactly the rest. `left` is what remains of the line.
 */
export const runsOfShares = (left: readonly SizeQuantity[], shares: readonly AskedShare[]): SizeQuantity[][] => {
  const typed = shares.map(({ sizes }) => (sizes === undefined ? null : readSizeRun(sizes).run))
  let rest = typed.reduce((run: readonly SizeQuantity[], own) => lessRun(run, own ?? []), left)
  return shares.map(({ quantity }, index) => {
    const own = typed[index] ?? shareOfRun(rest, quantity)
    if (typed[index] === null) rest = lessRun(rest, own)
    return own
  })
}

/** What is wrong with the sizes typed for a share. */
export type SizeFault =
  | { kind: 'unread' }
  | { kind: 'sum'; sum: number; quantity: number }
  | { kind: 'unknown'; size: string }
  | { kind: 'above'; size: string; asked: number; left: number }

/** The first fault of the typed sizes of shares of one line, and at which share; null when all add up. */
export const faultOfShares = (
  left: readonly SizeQuantity[],
  shares: readonly AskedShare[],
): { at: number; fault: SizeFault } | null => {
  for (const [at, { quantity, sizes }] of shares.entries()) {
    if (sizes === undefined || (quantity === 0 && sizes === '')) continue
    const { rest, run } = readSizeRun(sizes)
    if (rest !== '' || run.length === 0) return { at, fault: { kind: 'unread' } }
    const unknown = run.find(({ size }) => !left.some((each) => each.size === size))
    if (unknown) return { at, fault: { kind: 'unknown', size: unknown.size } }
    if (sumOfRun(run) !== quantity) return { at, fault: { kind: 'sum', sum: sumOfRun(run), quantity } }
  }
  const typed = shares.map(({ sizes }) => (sizes === undefined ? [] : readSizeRun(sizes).run))
  for (const { size, quantity } of left) {
    const asked = sumOfRun(typed.flat().filter((each) => each.size === size))
    if (asked > quantity)
      return {
        at: typed.findLastIndex((run) => run.some((each) => each.size === size)),
        fault: { kind: 'above', size, asked, left: quantity },
      }
  }
  return null
}

/** What is left of a line's sizes beside its notices; in proportion where a notice is without sizes or goods left unmade. */
export const leftOfRun = (
  all: readonly SizeQuantity[],
  held: readonly (readonly SizeQuantity[])[],
  remaining: number,
): SizeQuantity[] => {
  const left = held.reduce((rest: readonly SizeQuantity[], own) => lessRun(rest, own), all)
  return sumOfRun(left) === remaining ? left.filter(({ quantity }) => quantity > 0) : shareOfRun(left, remaining)
}

/**
 * The sizes of the notices of a line once the order asks for other ones: each keeps what is still ordered of its sizes
 * (those named first before those named last), gives up what is above its quantity in proportion, and fills up from the
 * sizes nobody has. Empty where the order does not hold so many.
 */
export const reshared = (
  all: readonly SizeQuantity[],
  notices: readonly { run: readonly SizeQuantity[]; quantity: number }[],
): SizeQuantity[][] => {
  let rest: readonly SizeQuantity[] = all
  const kept = notices.map(({ run, quantity }) => {
    const still = all.map(({ size }) => ({
      size,
      quantity: Math.min(
        sumOfRun(run.filter((each) => each.size === size)),
        sumOfRun(rest.filter((each) => each.size === size)),
      ),
    }))
    const own = sumOfRun(still) > quantity ? shareOfRun(still, quantity) : still
    rest = lessRun(rest, own)
    return own
  })
  return kept.map((own, index) => {
    const { quantity } = notices[index]!
    const more = shareOfRun(rest, quantity - sumOfRun(own))
    rest = lessRun(rest, more)
    const run = plusRun(own, more).filter((each) => each.quantity > 0)
    return sumOfRun(run) === quantity ? run : []
  })
}
