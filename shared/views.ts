import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, flag, nothing, requiredText, text, version } from './fields.ts'

/** How wide a column may be, in CSS px. */
export const narrowestColumn = 36
export const widestColumn = 600

/** One column as a person wants it: its place is its place in the list. */
export const ViewColumn = z.strictObject({
  key: requiredText(40),
  width: count.min(narrowestColumn).max(widestColumn),
  shown: flag,
})
export type ViewColumn = z.output<typeof ViewColumn>

const named = { list: requiredText(40), name: text(30) }

/**
 * How a person looks at a list. The one without a name is how the list opens; those with a name bring their filter
 * along, as the list's own page wrote it.
 */
export const ListView = z.strictObject({
  name: z.string(),
  columns: z.array(ViewColumn).max(80),
  filter: z.string().max(4000),
  version,
})
export type ListView = z.output<typeof ListView>

/** The columns a list shows: the person's order and widths; one the person has not seen yet stays as the list has it. */
export const arrangeColumns = (all: readonly ViewColumn[], chosen: readonly ViewColumn[] | undefined): ViewColumn[] => {
  if (!chosen) return [...all]
  const known = new Set(all.map(({ key }) => key))
  const placed = chosen.filter(
    ({ key }, index) => known.has(key) && chosen.findIndex((one) => one.key === key) === index,
  )
  const placedKeys = new Set(placed.map(({ key }) => key))
  return [...placed, ...all.filter(({ key }) => !placedKeys.has(key)).map((column) => ({ ...column, shown: false }))]
}

/** Views of one person: nobody else sees them, they follow the person to every PC. */
export const views = {
  list: query('signedIn', z.strictObject({ list: named.list }), z.array(ListView).max(50)),
  save: command(
    'signedIn',
    z.strictObject({ ...named, columns: ListView.shape.columns.min(1), filter: ListView.shape.filter, version }),
    ListView,
  ),
  remove: command('signedIn', z.strictObject({ ...named, version }), nothing),
}
