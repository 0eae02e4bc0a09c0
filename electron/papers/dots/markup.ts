import type { PaperOutput } from '../../../shared/papers.ts'

/** One box of a paper's page: a `div` with its classes, or a line of text (`span.l`). */
export interface Box {
  /** Shared by all boxes of the same classes. */
  classes: ReadonlySet<string>
  children: Box[]
  /** The line of a `span.l`, null for boxes. */
  text: string | null
}

const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&#160;': ' ',
}
const plain = (text: string): string =>
  text.replace(/&[#\w]+;/g, (entity) => {
    const character = entities[entity]
    if (character === undefined) throw new TypeError(`no paper: ${entity}`)
    return character
  })

const classLists = new Map<string, ReadonlySet<string>>()
const classesOf = (list: string): ReadonlySet<string> => {
  let classes = classLists.get(list)
  if (!classes) {
    // names of sizes differ from paper to paper: kept for the paper at hand, not for ever
    if (classLists.size > 5000) classLists.clear()
    classes = new Set(list.split(' ').filter(Boolean))
    classLists.set(list, classes)
  }
  return classes
}

const tag = /<(\/?)(div|span)(?: class="([\w -]*)")?(?: role="\w*")?>/y

/**
 * The boxes of one page. Papers write very regular HTML (blocks.ts, table.ts); anything else is a mistake and said so,
 * rather than printed wrongly.
 */
export const readPage = (html: string): Box => {
  const root: Box = { classes: new Set(), children: [], text: null }
  const open: Box[] = [root]
  let at = 0
  while (at < html.length) {
    const top = open.at(-1)!
    if (html[at] !== '<') {
      const end = html.indexOf('<', at)
      const text = html.slice(at, end === -1 ? html.length : end)
      if (top.text !== null) top.text += plain(text)
      else if (text.trim() !== '') throw new TypeError(`no paper: ${text.slice(0, 40)}`)
      at = end === -1 ? html.length : end
      continue
    }
    tag.lastIndex = at
    const found = tag.exec(html)
    if (!found) throw new TypeError(`no paper: ${html.slice(at, at + 40)}`)
    at = tag.lastIndex
    if (found[1] === '/') open.pop()
    else {
      const classes = classesOf(found[3] ?? '')
      const box: Box = { classes, children: [], text: found[2] === 'span' ? '' : null }
      top.children.push(box)
      open.push(box)
    }
  }
  const page = root.children[0]
  if (open.length !== 1 || root.children.length !== 1 || !page!.classes.has('page'))
    throw new TypeError('no paper: not one page')
  return page!
}

/** What the classes of a paper say that moves or sizes a box. */
export interface Rules {
  widthMm?: number
  heightMm?: number
  /** Left and right alike. */
  sideMm?: number
  topMm?: number
  liftMm?: number
  points?: number
  lineMm?: number
  /** Shows a picture, which text cannot. */
  picture?: boolean
}

const millimetres = (value: string): number => {
  const found = /^(-?[\d.]+)(?:mm)?$/.exec(value)
  if (!found) throw new TypeError(`no paper: ${value}`)
  return Number(found[1])
}

const padding = (value: string): Rules => {
  const [top = 0, side = 0, lift = top] = value.split(' ').map(millimetres)
  return { topMm: top, sideMm: side, liftMm: lift }
}

const readers: Record<string, (value: string) => Rules> = {
  width: (value) => ({ widthMm: millimetres(value) }),
  height: (value) => ({ heightMm: millimetres(value) }),
  padding,
  'padding-bottom': (value) => ({ liftMm: millimetres(value) }),
  'font-size': (value) => ({ points: Number(value.replace('pt', '')) }),
  'line-height': (value) => ({ lineMm: millimetres(value) }),
  content: () => ({ picture: true }),
  'object-fit': () => ({}),
  'object-position': () => ({}),
}

/** The sized classes of a paper's style sheet (`s0`, `s1` …) by name. */
export const readRules = (css: string): Map<string, Rules> => {
  const rules = new Map<string, Rules>()
  for (const [, name, declarations] of css.matchAll(/^\.(s\d+) \{ (.*) \}$/gm)) {
    const rule: Rules = {}
    // an address may carry a `;` of its own and stands alone in its class
    const parts = declarations!.startsWith('content:') ? [declarations!] : declarations!.split(';')
    for (const part of parts) {
      const colon = part.indexOf(':')
      const reader = readers[part.slice(0, colon).trim()]
      if (!reader) throw new TypeError(`no paper: ${part}`)
      Object.assign(rule, reader(part.slice(colon + 1).trim()))
    }
    rules.set(name!, rule)
  }
  return rules
}

/** What the page itself says: its margins and the size of its text. */
export interface PageRules {
  topMm: number
  sideMm: number
  points: number
  lineMm: number
}

export const readPageRules = ({ css }: PaperOutput): PageRules => {
  const found =
    /\.page \{[^}]*?padding: ([\d.]+)mm ([\d.]+)mm 0;[^}]*?font-size: ([\d.]+)pt;\s*line-height: ([\d.]+)mm/.exec(css)
  if (!found) throw new TypeError('no paper: no page')
  const [topMm, sideMm, points, lineMm] = found.slice(1).map(Number) as [number, number, number, number]
  return { topMm, sideMm, points, lineMm }
}
