import type { Context } from '../context.ts'
import { inPieces, insertMany } from './batches.ts'
import { formedStatement, statement } from './statement.ts'

/** What the one box finds. */
export type SearchKind =
  | 'customer'
  | 'product'
  | 'order'
  | 'po'
  | 'notice'
  | 'delivery'
  | 'receipt'
  | 'statement'
  | 'change'
  | 'quotation'
  | 'quotedGoods'
  | 'message'

/** A term as it is compared: half width, lower case, without separators. */
export const foldTerm = (term: string): string =>
  term
    .normalize('NFKC') // full width → half width
    .toLowerCase()
    .replace(/[\s\-_/.()#]/g, '')

/** Every tail of a name, so that a B-tree finds a part of it from the start: 永兴家居 → 永兴家居, 兴家居, 家居. */
const tails = (term: string): string[] => {
  const letters = [...foldTerm(term)].slice(0, 40)
  return letters
    .map((_, start) => letters.slice(start).join(''))
    .filter((tail, start) => start === 0 || [...tail].length > 1)
}

/** Two telephones in one field are found each by its own digits. */
const partsOf = (term: string): string[] => term.split(/[;,;,、/]/)

/** What one row is found by: `exact` from its start (paper numbers, initials), `anywhere` by any part (names, phones). */
export interface SearchTerms {
  exact?: (string | null)[]
  anywhere?: (string | null)[]
}

const termsOf = ({ exact = [], anywhere = [] }: SearchTerms): string[] => {
  const all = new Set<string>()
  for (const term of exact) if (term) all.add(foldTerm(term))
  for (const term of anywhere) for (const part of partsOf(term ?? '')) for (const tail of tails(part)) all.add(tail)
  all.delete('')
  return [...all]
}

const forget = formedStatement((db, _form: null, { kind, ids }: { kind: SearchKind; ids: number[] }) =>
  db.deleteFrom('searchTerms').where('kind', '=', kind).where('rowId', 'in', ids),
)

/** The search terms of many rows, in few statements. `fresh` rows have none yet, so nothing is taken away first. */
export const setManySearchTerms = async (
  ctx: Pick<Context, 'db'>,
  kind: SearchKind,
  rows: readonly { rowId: number; customerId: number | null; fresh?: boolean; terms: SearchTerms }[],
): Promise<void> => {
  const known = rows.filter(({ fresh }) => fresh !== true).map(({ rowId }) => rowId)
  for (const ids of inPieces(known)) await forget(ctx.db, null, { kind, ids })
  const all = rows.flatMap(({ rowId, customerId, terms }) =>
    termsOf(terms).map((term) => ({ kind, term, rowId, customerId })),
  )
  await insertMany(ctx.db, 'searchTerms', all)
}

/** Sets the search terms of one row. Both databases find them with the same B-tree. */
export const setSearchTerms = (
  ctx: Pick<Context, 'db'>,
  kind: SearchKind,
  rowId: number,
  customerId: number | null,
  terms: SearchTerms,
): Promise<void> => setManySearchTerms(ctx, kind, [{ rowId, customerId, terms }])

const terms = (order: 'asc' | 'desc') =>
  statement((db, kind: string, from: string, below: string, most: number) =>
    db
      .selectFrom('searchTerms')
      .select('rowId')
      .where('kind', '=', kind)
      .where('term', '>=', from)
      .where('term', '<', below)
      .orderBy('term', order)
      .limit(most),
  )
const fromFirst = terms('asc')
const fromLast = terms('desc')

/** Rows of a kind with a term that starts with what was typed; newest numbers first for papers. */
export const findByTerm = async (
  ctx: Pick<Context, 'db'>,
  kind: SearchKind,
  typed: string,
  limit: number,
): Promise<number[]> => {
  const start = foldTerm(typed)
  if (start === '') return []
  const named = kind === 'customer' || kind === 'product'
  const most = limit * 3 // one row may be met by several of its terms
  const rows = await (named ? fromFirst : fromLast)(ctx.db, kind, start, `${start}\u{10FFFF}`, most)
  return [...new Set(rows.map((row) => row.rowId))].slice(0, limit)
}
