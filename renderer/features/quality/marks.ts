import type { FormItem } from './inspectionForm.ts'

const good = new Set(['✓', '√', 'y', 'v', 'ok', '1', '是', '对', '合格'])
const bad = new Set(['×', 'x', 'n', 'no', '0', '否', '错', '不合格'])

/** What a hand means by a mark: `1` or `y` is ✓, `0` or `x` is ×. */
export const readMark = (typed: string): FormItem['result'] | null => {
  const text = typed.trim().normalize('NFKC').toLowerCase()
  if (text === '') return ''
  return good.has(text) || good.has(typed.trim()) ? '✓' : bad.has(text) || bad.has(typed.trim()) ? '×' : null
}
