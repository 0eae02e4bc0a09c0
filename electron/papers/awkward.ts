const oddTexts = [
  '，。、；：？！“”（）《》【】'.repeat(4),
  'W'.repeat(70),
  '《特急》“胡桃”（开放漆）；1400×800×750/2000×900×750，4″-φ12±0.5°，$t(papers.page){{number}}',
  '一行\n二行\r\n\t三行\u202e反\u0007',
  '🪑 Ünïcödé Ελληνικά مرحبا עברית 한국어 ｱｲｳ',
  '龘'.repeat(120),
]

/** Texts people write at length; all others are names, numbers and words of a few characters. */
const longTexts =
  /name|address|description|requirement|text|remark|place|term|standard|spec|value|reason|cause|product|equipment|attendance/i

/** Words of a list the program knows: never typed by anybody. */
const listed = new Set(['kind', 'slot', 'other', 'state', 'level', 'causeCode', 'verdict', 'way', 'transport'])

/** The same paper with every text somebody writes at length full of 标点: figures, numbers and days stay. */
export const punctuated = <T>(paper: T): T => {
  const change = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item: unknown) => change(item, key))
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, name)]))
    if (typeof value !== 'string' || listed.has(key) || !longTexts.test(key)) return value
    return `《${value}》（“${value}”、‘含税’；——见附件：①、②……）！？【${value}】`
  }
  return change(paper, '') as T
}

/** The same paper with every text as long and odd and every figure as large as the database lets them be. */
export const awkward = <T>(paper: T): T => {
  let turn = 0
  const change = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.flatMap((item: unknown) => [change(item, key), change(item, key)])
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner, name)]))
    if (key.endsWith('Fen')) return -9_999_999_999_999
    if (key.endsWith('Micros')) return 999_999_999_999_999
    if (typeof value === 'number' && /packs|total|quantity|good|bad|actual|stocked|livered/i.test(key))
      return 999_999_999_999
    if (typeof value !== 'string' || /^\d{4}-\d\d-\d\d$/.test(value) || listed.has(key)) return value
    turn += 1
    const text = oddTexts[turn % oddTexts.length]!
    return longTexts.test(key) ? text : text.slice(0, 20)
  }
  return change(paper, '') as T
}
