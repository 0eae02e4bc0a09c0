import { translator } from '../../../shared/language.ts'
import { type FieldValues, headFields, lineFields, tableCells } from '../../../shared/noticeFields.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Trade } from '../../../shared/settings.ts'
import { readSizeRun } from '../../../shared/sizeRuns.ts'
import type { NoticeLineSheet, NoticeMatrix } from '../../papers/noticeSheets.ts'

/** Papers are in Chinese. */
const t = translator('zh-CN')

/** What stands elsewhere on the paper: in the table of lines, the head, the matrix, a table of its own. */
const elsewhere = new Set(['process', 'spare', 'plate', 'run', 'sizeTable'])
/** Longer than this it takes its row for itself. */
const longValue = 34

/** The lines of a notice as their trade's fields say them. */
export interface SheetLine {
  code: string
  name: string
  colour: string
  quantity: number
  unit: string
  values: FieldValues
}

const sheetOf = (trade: Trade, { values }: SheetLine): Pick<NoticeLineSheet, 'fields' | 'table'> => ({
  fields: lineFields[trade].flatMap(({ key, label, kind }) => {
    const value = values[key] ?? ''
    if (value === '' || elsewhere.has(key)) return []
    return [{ label: t(label), value, wide: kind === 'long' || value.length > longValue }]
  }),
  table: tableCells(values['sizeTable'] ?? ''),
})

/** The fields of each line; lines that say the same stand together, and alone they need no name. */
export const sheetsOf = (trade: Trade, lines: readonly SheetLine[]): NoticeLineSheet[] => {
  const read = lines.map((line, index) => ({
    name: [index + 1, line.code, line.name, line.colour].filter(Boolean).join(' '),
    ...sheetOf(trade, line),
  }))
  const alike = Map.groupBy(read, ({ fields, table }) => JSON.stringify([fields, table]))
  return [...alike.values()].flatMap((own) => {
    const { fields, table } = own[0]!
    if (fields.length === 0 && table.length === 0) return []
    const caption = own.length === lines.length ? '' : own.map(({ name }) => name).join('；')
    return [{ caption, fields, table }]
  })
}

/** Colours × sizes, one table for each code; a line whose sizes are not written is in none. */
export const matricesOf = (lines: readonly SheetLine[]): NoticeMatrix[] => {
  const read = lines.map((line) => ({ ...line, run: readSizeRun(line.values['run'] ?? '').run }))
  const byCode = Map.groupBy(
    read.filter(({ run }) => run.length > 0),
    ({ code, name }) => `${code} ${name}`.trim(),
  )
  return [...byCode].map(([caption, own]) => {
    const sizes = [...new Set(own.flatMap(({ run }) => run.map(({ size }) => size)))]
    return {
      caption: `${caption} (${own[0]!.unit})`,
      sizes,
      rows: own.map(({ colour, run, quantity }) => ({
        colour,
        quantities: sizes.map((size) => run.find((each) => each.size === size)?.quantity ?? null),
        total: quantity,
      })),
    }
  })
}

/** 装箱方式, 总箱数: what of the head is printed two a row; the long texts have their own places. */
export const particularsOf = (head: FieldValues): { label: string; value: string }[] =>
  headFields.flatMap(({ key, label, kind }) => {
    const value = head[key] ?? ''
    if (value === '' || kind === 'long') return []
    return [{ label: t(label), value: kind === 'count' ? formatQuantity(Number(value) * 1000) : value }]
  })
