import { z } from 'zod'
import { command, query } from './contract.ts'
import { narrowestColumn, widestColumn } from './viewColumns.ts'
import { anyText, count, flag, nothing, requiredText, text, version } from './fields.ts'

/** One column as a person wants it: its place is its place in the list. */
export const ViewColumn = z.strictObject({
  key: requiredText(40),
  width: count.min(narrowestColumn).max(widestColumn),
  shown: flag,
})

const named = { list: requiredText(40), name: text(30) }

/**
 * How a person looks at a list. The one without a name is how the list opens; those with a name bring their filter
 * along, as the list's own page wrote it.
 */
export const ListView = z.strictObject({
  name: z.string(),
  columns: z.array(ViewColumn).max(80),
  filter: anyText(4000),
  version,
})
export type ListView = z.output<typeof ListView>

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
