import type { WaitingLine } from '../../../shared/production.ts'
import { runInWords } from '../../../shared/sizeRuns.ts'
import { runsOfShares } from '../../../shared/sizeShares.ts'

/** A share of an order line for one workshop (duty 41); '' = each process in its own workshop. Thousandths. */
export interface Part {
  orderLineId: number
  quantity: number
  workshop: string
  /** Its own sizes where they were typed; otherwise they are proposed. */
  sizes?: string | undefined
}

export const partsOf = (lines: readonly WaitingLine[]): Part[] =>
  lines.map(({ orderLineId, remaining }) => ({ orderLineId, quantity: remaining, workshop: '' }))

/** What the parts of a line come to. */
export const askedOf = (parts: readonly Part[], orderLineId: number): number =>
  parts.filter((part) => part.orderLineId === orderLineId).reduce((sum, { quantity }) => sum + quantity, 0)

/**
 * The quantity of a part of a line of which `remaining` is left. What a later part takes beyond what nobody has asked for
 * yet, the first part of its line gives; where nothing was left for later, the first part takes back what it gives up.
 */
export const withQuantity = (
  parts: readonly Part[],
  index: number,
  { remaining, quantity }: { remaining: number; quantity: number },
): Part[] => {
  const { orderLineId, quantity: before } = parts[index]!
  const first = parts.findIndex((part) => part.orderLineId === orderLineId)
  const free = Math.max(0, remaining - askedOf(parts, orderLineId))
  const taken = quantity - before
  const fromFirst = taken > 0 ? Math.max(0, taken - free) : free === 0 ? taken : 0
  return parts.map((part, at) => {
    if (at === index) return { ...part, quantity }
    if (at === first) return { ...part, quantity: Math.max(0, part.quantity - fromFirst) }
    return part
  })
}

/**
 * One more part behind the parts of the same line, for the next workshop: what is left of the line, or, where the parts
 * hold all of it, nothing yet; its quantity is typed and comes off the first part.
 */
export const withSplit = (
  parts: readonly Part[],
  index: number,
  remaining: number,
  workshops: readonly string[],
): { parts: Part[]; at: number } => {
  const { orderLineId } = parts[index]!
  const own = parts.filter((part) => part.orderLineId === orderLineId)
  const taken = new Set(own.map(({ workshop }) => workshop))
  const workshop = workshops.find((each) => !taken.has(each)) ?? ''
  const at = parts.findLastIndex((part) => part.orderLineId === orderLineId) + 1
  const quantity = Math.max(0, remaining - askedOf(parts, orderLineId))
  return { parts: parts.toSpliced(at, 0, { orderLineId, quantity, workshop }), at }
}

/** A part goes, its quantity back to the first part of the line; the only part of a line stays. */
export const withoutPart = (parts: readonly Part[], index: number): Part[] => {
  const { orderLineId, quantity } = parts[index]!
  if (parts.filter((part) => part.orderLineId === orderLineId).length === 1) return [...parts]
  const left = parts.toSpliced(index, 1)
  const first = left.findIndex((part) => part.orderLineId === orderLineId)
  return left.map((part, at) => (at === first ? { ...part, quantity: part.quantity + quantity } : part))
}

/** The sizes of each part as they stand in its field: as typed, or in proportion to what is left; '' where it has none. */
export const sizesOfParts = (parts: readonly Part[], lines: readonly WaitingLine[]): string[] => {
  const shown = parts.map(({ sizes = '' }) => sizes)
  for (const line of lines) {
    if (line.sizes.length === 0) continue
    const own = parts.flatMap((part, at) => (part.orderLineId === line.orderLineId ? [{ ...part, at }] : []))
    for (const [index, run] of runsOfShares(line.sizes, own).entries())
      if (own[index]!.sizes === undefined) shown[own[index]!.at] = runInWords(run)
  }
  return shown
}

/** Parts whose quantity changed have their sizes proposed anew. */
export const withoutOldSizes = (before: readonly Part[], after: readonly Part[]): Part[] =>
  after.map((part, at) =>
    part.sizes !== undefined && before[at]?.quantity !== part.quantity ? { ...part, sizes: undefined } : part,
  )
