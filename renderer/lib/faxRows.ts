import type { Bilevel } from '../../shared/faxFiles.ts'

/** A row of the table on a fax, in fractions of the page height, measured in the middle of the page. */
export type RowBand = { top: number; height: number }

/** Sheets lie askew by up to this many degrees. */
const mostSkew = 1.5
const skewStep = 0.1

/** Strokes shorter than this share of the page width are writing, not part of a ruled line. */
const shortestStroke = 1 / 70
/** A ruled line of a table crosses at least this share of the page width. */
const shortestRule = 0.3
/** Rows are between these shares of the page height. */
const lowestRow = 0.008
const highestRow = 0.12
/** The ends of the lines of one table agree within this share of the page width. */
const sameEdge = 0.03

type Stroke = { from: number; to: number; y: number }
type Rule = { y: number; left: number; right: number }

/** Cuts a run into strokes of about `length`: each then has one level, whatever the slope. */
function cut(from: number, to: number, y: number, length: number): Stroke[] {
  const parts = Math.max(1, Math.floor((to - from) / length))
  const edge = (part: number) => from + Math.round(((to + 1 - from) * part) / parts)
  return Array.from({ length: parts }, (_, part) => ({ from: edge(part), to: edge(part + 1) - 1, y }))
}

/** Black runs long enough to belong to a ruled line; gaps of two dots (line noise) do not break a run. */
function strokesOf(page: Bilevel): Stroke[] {
  const { width, height, pixels } = page
  const shortest = Math.max(8, Math.round(width * shortestStroke))
  const strokes: Stroke[] = []
  for (let y = 0; y < height; y += 1) {
    const row = y * width
    let from = -1
    let last = -1
    for (let x = 0; x <= width; x += 1) {
      if (x < width && pixels[row + x] === 1) {
        if (from < 0) from = x
        last = x
      } else if (from >= 0 && (x === width || x - last > 2)) {
        if (last - from >= shortest) strokes.push(...cut(from, last, y, shortest))
        from = -1
      }
    }
  }
  return strokes
}

/** Where a stroke crosses the middle of the page when the page is turned back by `slope`. */
function levelOf(stroke: Stroke, slope: number, page: Bilevel): number {
  return stroke.y - slope * ((stroke.from + stroke.to) / 2 - page.width / 2)
}

function profileOf(strokes: Stroke[], slope: number, page: Bilevel): Float64Array {
  const profile = new Float64Array(page.height)
  for (const stroke of strokes) {
    const level = Math.round(levelOf(stroke, slope, page))
    if (level >= 0 && level < page.height) profile[level]! += stroke.to - stroke.from
  }
  return profile
}

/** The slope at which the strokes fall together on the fewest lines: dots down for each dot to the right. */
function slopeOf(strokes: Stroke[], page: Bilevel): number {
  let best = { slope: 0, sharpness: -1 }
  for (let step = -mostSkew / skewStep; step <= mostSkew / skewStep; step += 1) {
    const slope = Math.tan((step * skewStep * Math.PI) / 180)
    const sharpness = profileOf(strokes, slope, page).reduce((sum, value) => sum + value * value, 0)
    if (sharpness > best.sharpness) best = { slope, sharpness }
  }
  return best.slope
}

/** Share of the columns between the ends of a line that some stroke of it covers. */
function coverage(strokes: Stroke[], left: number, right: number): number {
  const covered = new Uint8Array(right - left + 1)
  for (const stroke of strokes) covered.fill(1, stroke.from - left, stroke.to - left + 1)
  return covered.reduce((sum, value) => sum + value, 0) / covered.length
}

function ruleOf(strokes: Stroke[], slope: number, page: Bilevel): Rule | undefined {
  let left = page.width
  let right = 0
  let weight = 0
  let sum = 0
  for (const stroke of strokes) {
    const length = stroke.to - stroke.from
    left = Math.min(left, stroke.from)
    right = Math.max(right, stroke.to)
    weight += length
    sum += length * levelOf(stroke, slope, page)
  }
  const isLong = right - left >= page.width * shortestRule
  if (!isLong || coverage(strokes, left, right) < 0.75) return undefined
  return { y: sum / weight, left, right }
}

/** The ruled lines of the page from top to bottom. Lines up to a few dots thick, or double, count as one. */
function rulesOf(strokes: Stroke[], slope: number, page: Bilevel): Rule[] {
  const levels = strokes
    .map((stroke) => ({ stroke, level: levelOf(stroke, slope, page) }))
    .sort((one, other) => one.level - other.level)
  const rules: Rule[] = []
  const gap = Math.max(2, page.height * 0.0015)
  let group: Stroke[] = []
  levels.forEach(({ stroke, level }, index) => {
    group.push(stroke)
    const next = levels[index + 1]
    if (next && next.level - level <= gap) return
    const rule = ruleOf(group, slope, page)
    if (rule) rules.push(rule)
    group = []
  })
  return rules
}

/** The longest series of lines with the same ends and row-like distances: the table. */
function tableOf(rules: Rule[], page: Bilevel): Rule[] {
  let best: Rule[] = []
  let series: Rule[] = []
  for (const rule of rules) {
    const last = series.at(-1)
    const belongs =
      last &&
      Math.abs(rule.left - last.left) <= page.width * sameEdge &&
      Math.abs(rule.right - last.right) <= page.width * sameEdge &&
      rule.y - last.y <= page.height * highestRow
    if (!belongs) series = []
    else if (rule.y - last.y < page.height * lowestRow) continue
    series.push(rule)
    if (series.length > best.length) best = [...series]
  }
  return best
}

/** How far the lines of a page lie askew: dots down for each dot to the right. */
export function skewOf(page: Bilevel): number {
  return slopeOf(strokesOf(page), page)
}

/**
 * The rows between the ruled lines of the table on a fax page, head row first, the sheet askew by up to 1.5°.
 * Empty when there is no table of at least two rows: the caller then spaces its lines evenly.
 */
export function findRows(page: Bilevel): RowBand[] {
  const strokes = strokesOf(page)
  const slope = slopeOf(strokes, page)
  const table = tableOf(rulesOf(strokes, slope, page), page)
  if (table.length < 3) return []
  return table.slice(1).map((rule, index) => {
    const above = table[index]!
    return { top: above.y / page.height, height: (rule.y - above.y) / page.height }
  })
}
