/** Where a fax page lies in its window: size, turn, scale and place, all in CSS pixels. */

export type Size = { width: number; height: number }
export type Point = { x: number; y: number }
/** Quarter turns clockwise. */
export type Turn = 0 | 1 | 2 | 3
/** How large: fitted to the window, or CSS pixels for each dot of the page. */
export type Zoom = 'width' | 'page' | number
/** The line being checked: page counted from 0, place and height as fractions of the page height. */
export type FaxBand = { page: number; top: number; height: number }

/** Grey kept round the sheet. */
export const margin = 12
/** A sheet at its beginning. */
export const atTheTop: Point = { x: margin, y: margin }
export const smallestScale = 0.05
export const largestScale = 4
/** One step of the zoom keys. */
export const zoomStep = 1.25

export const nextTurn = (turn: Turn): Turn => ((turn + 1) % 4) as Turn

/** The size of the page as it lies. */
export function turned(page: Size, turn: Turn): Size {
  return turn % 2 === 0 ? page : { width: page.height, height: page.width }
}

export function scaleOf(zoom: Zoom, page: Size, turn: Turn, view: Size): number {
  const lying = turned(page, turn)
  const across = Math.max(1, view.width - 2 * margin) / lying.width
  const down = Math.max(1, view.height - 2 * margin) / lying.height
  const scale = zoom === 'width' ? across : zoom === 'page' ? Math.min(across, down) : zoom
  return Math.min(largestScale, Math.max(smallestScale, scale))
}

/** Keeps a place of one axis in bounds: a smaller sheet is centred or stays at the start, a larger one leaves no gap. */
function clampAxis(place: number, length: number, view: number, centred: boolean): number {
  const free = view - length
  if (free >= 2 * margin) return centred ? free / 2 : margin
  return Math.min(margin, Math.max(free - margin, place))
}

/** The place of the sheet's upper left corner, as near to the wanted one as the window allows. */
export function clampPlace(place: Point, page: Size, turn: Turn, scale: number, view: Size): Point {
  const lying = turned(page, turn)
  return {
    x: clampAxis(place.x, lying.width * scale, view.width, true),
    y: clampAxis(place.y, lying.height * scale, view.height, false),
  }
}

/** The place that keeps the dot under `point` where it is while the scale changes. */
export function placeAfterZoom(place: Point, point: Point, from: number, to: number): Point {
  return {
    x: point.x - ((point.x - place.x) * to) / from,
    y: point.y - ((point.y - place.y) * to) / from,
  }
}

/** CSS transform of an upright sheet of the scaled size, its origin in the upper left corner. */
export function transformOf(place: Point, page: Size, turn: Turn, scale: number): string {
  const [width, height] = [page.width * scale, page.height * scale]
  const shift: Point = [
    { x: 0, y: 0 },
    { x: height, y: 0 },
    { x: width, y: height },
    { x: 0, y: width },
  ][turn]!
  return `translate(${place.x + shift.x}px, ${place.y + shift.y}px) rotate(${turn * 90}deg)`
}

/** The share of the page height by which a movement in the window goes down the page. */
export function downThePage(move: Point, page: Size, turn: Turn, scale: number): number {
  const down = [move.y, -move.x, -move.y, move.x][turn]!
  return down / (page.height * scale)
}

/** The band moved by a share of the page height, kept on the page. */
export function moveBand(band: FaxBand, by: number): FaxBand {
  return { ...band, top: Math.min(1 - band.height, Math.max(0, band.top + by)) }
}

/** The band taller or lower by a share of the page height; its upper edge stays, it never leaves the page. */
export function sizeBand(band: FaxBand, by: number): FaxBand {
  return { ...band, height: Math.min(1 - band.top, Math.max(0.006, band.height + by)) }
}

/** The place at which the band is in sight, moved no further than needed; two bands of air round it where they fit. */
export function placeShowingBand(
  place: Point,
  band: FaxBand,
  page: Size,
  turn: Turn,
  scale: number,
  view: Size,
): Point {
  const length = page.height * scale
  const forward = turn === 0 || turn === 3
  const start = forward ? band.top * length : (1 - band.top - band.height) * length
  const along = turn % 2 === 0 ? 'y' : 'x'
  const room = turn % 2 === 0 ? view.height : view.width
  const air = Math.max(margin, Math.min(band.height * length * 2, (room - band.height * length) / 3))
  const from = place[along] + start - air
  const to = place[along] + start + band.height * length + air
  const by = from < 0 ? -from : to > room ? room - to : 0
  return { ...place, [along]: place[along] + by }
}
