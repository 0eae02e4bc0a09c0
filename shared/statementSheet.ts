import { z } from 'zod'
import { text } from './fields.ts'
import { plainWishes, StatementWishes } from './statementGroups.ts'
import type { LayoutContent } from './layouts.ts'

/** Every column a statement's workbook can have. */
export const statementFields = [
  'date',
  'document',
  'po',
  'code',
  'description',
  'length',
  'width',
  'thick',
  'unit',
  'quantity',
  'price',
  'amount',
  'received',
  'balance',
  'invoiced',
  'remark',
] as const
export type StatementField = (typeof statementFields)[number]
const extraFields: readonly StatementField[] = ['code', 'length', 'width', 'thick', 'invoiced']
/** The columns of a customer that has said nothing. */
export const usualFields = statementFields.filter((field) => !extraFields.includes(field))

/** A customer's own layout: which columns, in which order, under which heading (demands.md, point 12); '' = as usual. */
export const SheetShape = StatementWishes.extend({
  columns: z
    .array(z.strictObject({ field: z.enum(statementFields), heading: text(16) }))
    .min(1)
    .max(20),
})
export type SheetShape = z.output<typeof SheetShape>

const usualColumns = usualFields.map((field) => ({ field, heading: '' }))

/**
 * The workbook as the customer wants its paper: the same columns, in the same order, under the same names. The paper
 * writes the order number of the customer under the note's; a workbook gives it a column of its own.
 */
export const sheetShapeOf = (content: LayoutContent | undefined): SheetShape => {
  if (!content) return { ...plainWishes, columns: usualColumns }
  const shown = content.columns.filter((column) => column.shown)
  const hasPo = shown.some(({ key }) => key === 'po')
  const columns = shown.flatMap(({ key, label }) => {
    const field = statementFields.find((each) => each === key)
    if (!field) return []
    const own = { field, heading: label }
    return field === 'document' && !hasPo ? [own, { field: 'po' as const, heading: '' }] : [own]
  })
  return { ...content.statement, columns: columns.length > 0 ? columns : usualColumns }
}
