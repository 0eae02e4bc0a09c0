import type { LayoutColumn, LayoutContent, LayoutPaper, LayoutRead, Place } from '../../../shared/layouts.ts'

/** What is being changed: the content, and the version it was read with. */
export interface LayoutForm {
  paper: LayoutPaper
  customerId: number | null
  version: number
  name: string
  content: LayoutContent
}

export const formOf = ({ paper, customerId, version, name, content }: LayoutRead): LayoutForm => ({
  paper,
  customerId,
  version,
  name,
  content,
})

/** One press of + or −, or of an arrow, in millimetres. */
export const stepMm = 0.5
const narrowest = 3
const widest = 250
const farthest = 420

const toTenth = (value: number): number => Math.round(value * 10) / 10
const between = (value: number, least: number, most: number): number => toTenth(Math.max(least, Math.min(most, value)))

/** The row at `from` stands at `to`. */
export const moved = <T>(rows: readonly T[], from: number, to: number): T[] =>
  to < 0 || to >= rows.length ? [...rows] : rows.toSpliced(from, 1).toSpliced(to, 0, rows[from]!)

/** A column half a millimetre wider or narrower than it really is. */
export const widened = (column: LayoutColumn, realMm: number, by: number): LayoutColumn => ({
  ...column,
  widthMm: between((column.widthMm ?? realMm) + by, narrowest, widest),
})

/** A place of 套打 moved or widened. */
export const nudged = (place: Place, x: number, y: number, width: number): Place => ({
  ...place,
  xMm: between(place.xMm + x, 0, farthest),
  yMm: between(place.yMm + y, 0, farthest),
  widthMm: between(place.widthMm + width, 5, farthest),
})

/** The places the office has decided about, with one put in or replaced; null takes its decision back. */
export const withPlace = (places: readonly Place[], key: string, place: Place | null): Place[] => [
  ...places.filter((each) => each.key !== key),
  ...(place ? [place] : []),
]
