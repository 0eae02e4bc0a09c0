import type { Context } from '../context.ts'

/** What the one box finds. */
export type SearchKind = 'customer' | 'product' | 'order' | 'po' | 'notice' | 'delivery' | 'receipt' | 'statement'

const fold = (term: string): string =>
  term
    .normalize('NFKC') // full width → half width
    .toLowerCase()
    .replace(/[\s\-_/.()#]/g, '')

/** Every tail of a name, so that a B-tree finds a part of it from the start: 永兴家居 → 永兴家居, 兴家居, 家居. */
const tails = (term: string): string[] => {
  const letters = [...fold(term)].slice(0, 24)
  return letters.map((_, start) => letters.slice(start).join('')).filter((tail, start) => start === 0 || [...tail].length > 1)
}

/**
 * Sets the search terms of one row. `exact` terms are found from their start (paper numbers, initials);
 * `anywhere` terms by any part (names, phone numbers, PO numbers). Both databases use the same B-tree.
 */
export const setSearchTerms = async (
  ctx: Pick<Context, 'db'>,
  kind: SearchKind,
  rowId: number,
  customerId: number | null,
  terms: { exact?: (string | null)[]; anywhere?: (string | null)[] },
): Promise<void> => {
  const all = new Set<string>()
  for (const term of terms.exact ?? []) if (term) all.add(fold(term))
  for (const term of terms.anywhere ?? []) if (term) for (const tail of tails(term)) all.add(tail)
  all.delete('')
  await ctx.db.deleteFrom('searchTerms').where('kind', '=', kind).where('rowId', '=', rowId).execute()
  if (all.size > 0)
    await ctx.db.insertInto('searchTerms').values([...all].map((term) => ({ kind, term, rowId, customerId }))).execute()
}

/** Rows of a kind with a term that starts with what was typed; newest numbers first for papers. */
export const findByTerm = async (ctx: Pick<Context, 'db'>, kind: SearchKind, typed: string, limit: number): Promise<number[]> => {
  const start = fold(typed)
  if (start === '') return []
  const named = kind === 'customer' || kind === 'product'
  const rows = await ctx.db
    .selectFrom('searchTerms')
    .select('rowId')
    .where('kind', '=', kind)
    .where('term', '>=', start)
    .where('term', '<', `${start}\u{10FFFF}`)
    .orderBy('term', named ? 'asc' : 'desc')
    .limit(limit * 3) // one row may be met by several of its terms
    .execute()
  return [...new Set(rows.map((row) => row.rowId))].slice(0, limit)
}
