import type { OrderSheet, SheetReading } from './orderSheetHead.ts'
import { plainHeading, type SheetPicture } from './sheets.ts'

/** Which picture of a customer's sheet belongs to which line of it. */

/** Where a line stands: its row from 0, and how far to the right its block is. */
export interface LinePlace {
  row: number
  offset: number
}

/** 图片, 款式图, 產品圖, Photo: never a code or a name, whatever else it begins with. 图号 is a number. */
export const isPictureHeading = (heading: string): boolean =>
  /^图$|图[片样示]|[照相]片|(?:款|样|式|品|实物|效果)图(?![号案纸])/.test(plainHeading(heading)) ||
  /^(?:item|product|style)?(?:pic|picture|photo|image)s?$/.test(plainHeading(heading))

/** The rows a picture stands for: all those its cell is merged over, else those it lies on. */
const rowsOf = (
  sheet: OrderSheet,
  { at: [top, left, bottom] }: SheetPicture,
): { from: number; to: number; merged: boolean } => {
  for (const [first, start, last, end] of sheet.merges ?? [])
    if (last > first && top >= first && top <= last && left >= start && left <= end)
      return { from: first, to: last, merged: true }
  return { from: top, to: bottom, merged: false }
}

/** How far to the right the block is whose columns hold the picture. */
const offsetOf = ({ blocks, blockFrom }: SheetReading, { at: [, left] }: SheetPicture): number =>
  blocks.findLast((offset) => blockFrom + offset <= left) ?? blocks[0] ?? 0

/**
 * The picture of each line, null where there is none. A picture goes to the row it begins in; where that is no line (a
 * title, the headings), to the first one under it that has none. Of two beside each other the left one counts. Where a
 * column is headed 图片, only what lies on it: no seal and no logo.
 */
export const picturesOfLines = (
  sheet: OrderSheet,
  reading: SheetReading,
  places: readonly LinePlace[],
): (SheetPicture | null)[] => {
  const taken = new Map<number, SheetPicture>()
  const columns = reading.headings.flatMap((heading, column) => (isPictureHeading(heading) ? [column] : []))
  const wanted = (sheet.pictures ?? [])
    .filter(
      ({ at: [, left, , right] }) =>
        columns.length === 0 || columns.some((column) => column >= left && column <= right),
    )
    // one that can be taken goes before one that cannot
    .toSorted(
      (a, b) => Number(a.picture === null) - Number(b.picture === null) || a.at[0] - b.at[0] || a.at[1] - b.at[1],
    )
  const linesIn = (offset: number, from: number, to: number): number[] =>
    places.flatMap((place, index) => (place.offset === offset && place.row >= from && place.row <= to ? [index] : []))
  const give = (picture: SheetPicture, lines: readonly number[]): void => {
    for (const line of lines) if (!taken.has(line)) taken.set(line, picture)
  }
  const onNoLine: SheetPicture[] = []
  for (const picture of wanted) {
    const { from, to, merged } = rowsOf(sheet, picture)
    const own = linesIn(offsetOf(reading, picture), from, merged ? to : from)
    if (own.length > 0) give(picture, own)
    else if (to > from) onNoLine.push(picture)
  }
  for (const picture of onNoLine) {
    const { from, to } = rowsOf(sheet, picture)
    const free = linesIn(offsetOf(reading, picture), from, to).filter((line) => !taken.has(line))
    const row = free[0] === undefined ? undefined : places[free[0]]?.row
    give(
      picture,
      free.filter((line) => places[line]?.row === row),
    )
  }
  return places.map((_, index) => taken.get(index) ?? null)
}
