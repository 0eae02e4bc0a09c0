import type { FormItem } from './inspectionForm.ts'

const good = new Set(['✓', '√', 'y', 'v', 'ok', '1', '是', '对', '合格'])
const bad = new Set(['×', 'x', 'n', 'no', '0', '否', '错', '不合格'])

/** What a hand means by a mark: `1` or `y` is ✓, `0` or `x` is ×. */
export const readMark = (typed: string): FormItem['result'] | null => {
  const text = typed.trim().normalize('NFKC').toLowerCase()
  if (text === '') return ''
  return good.has(text) || good.has(typed.trim()) ? '✓' : bad.has(text) || bad.has(typed.trim()) ? '×' : null
}

/** Two characters that stand side by side say what a Chinese word is about: 套印准确 and 套印不准 share 套印. */
const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2))

/** Whether a defect that is written down is of this item: it is not ticked with the rest. */
export const hasDefect = (item: string, defects: readonly string[]): boolean =>
  pairsOf(item).some((pair) => defects.some((defect) => defect.includes(pair)))

/** 其余全 ✓: what has no mark yet and no defect written down for it. */
export const restGood = (items: readonly FormItem[], defects: readonly string[]): FormItem[] =>
  items.map((each) => (each.result === '' && !hasDefect(each.item, defects) ? { ...each, result: '✓' } : each))
