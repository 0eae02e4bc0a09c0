import type { Context } from '../context.ts'
import { inPieces, insertMany } from './batches.ts'
import { formedStatement } from './statement.ts'

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
  | 'inspection'
  | 'material'
  | 'outside'
  | 'outsideGoods'
  | 'outsideFactory'
  | 'fax'
  | 'handover'
  | 'archive'
  | 'invoice'
  | 'complaint'

/** A term as it is compared: half width, lower case, without separators. */
export const foldTerm = (term: string): string =>
  term
    .normalize('NFKC') // full width → half width
    .toLowerCase()
    .replace(/[\s\-_/.()#]/g, '')

/**
 * The other way to write the red serial of a pre-printed form, as it is compared: `No.000132` for `000132`, and the other
 * way round; null for what is no serial.
 */
export const otherSerial = (typed: string): string | null => {
  const folded = foldTerm(typed)
  if (!/^[a-z]{0,6}\d{2,12}$/.test(folded)) return null
  return folded.startsWith('no') ? folded.slice(2) : `no${folded}`
}

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

/** What one row is found by; a `fresh` row has no terms yet, so nothing is taken away first. */
interface Termed {
  rowId: number
  customerId: number | null
  fresh?: boolean
  terms: SearchTerms
}

/** The search terms of rows of several kinds, written together. */
export const setTermsOfKinds = async (
  ctx: Pick<Context, 'db'>,
  kinds: readonly { kind: SearchKind; rows: readonly Termed[] }[],
): Promise<void> => {
  for (const { kind, rows } of kinds) {
    const known = rows.filter(({ fresh }) => fresh !== true).map(({ rowId }) => rowId)
    for (const ids of inPieces(known)) await forget(ctx.db, null, { kind, ids })
  }
  const all = kinds.flatMap(({ kind, rows }) =>
    rows.flatMap(({ rowId, customerId, terms }) => termsOf(terms).map((term) => ({ kind, term, rowId, customerId }))),
  )
  await insertMany(ctx.db, 'searchTerms', all)
}

/** The search terms of many rows of a kind, in few statements. */
export const setManySearchTerms = (
  ctx: Pick<Context, 'db'>,
  kind: SearchKind,
  rows: readonly Termed[],
): Promise<void> => setTermsOfKinds(ctx, [{ kind, rows }])

/** Sets the search terms of one row. Both databases find them with the same B-tree. */
export const setSearchTerms = (
  ctx: Pick<Context, 'db'>,
  kind: SearchKind,
  rowId: number,
  customerId: number | null,
  terms: SearchTerms,
): Promise<void> => setManySearchTerms(ctx, kind, [{ rowId, customerId, terms }])

const namedKinds: readonly SearchKind[] = ['customer', 'product', 'material', 'outsideFactory']
const named = (kind: SearchKind): boolean => namedKinds.includes(kind)

/** Of each kind the terms nearest to what was typed, by one statement: the one box asks a dozen kinds at every letter. */
const nearest = formedStatement(
  (db, kinds: readonly SearchKind[], { from, below, most }: { from: string; below: string; most: number }) =>
    kinds
      .map((kind) =>
        db
          .selectFrom((own) =>
            own
              .selectFrom('searchTerms')
              .select(['kind', 'term', 'rowId'])
              .where('kind', '=', kind)
              .where('term', '>=', from)
              .where('term', '<', below)
              .orderBy('term', named(kind) ? 'asc' : 'desc')
              .limit(most)
              .as('met'),
          )
          .selectAll(),
      )
      .reduce((all, one) => all.unionAll(one)),
)

/**
 * Rows of some kinds with a term that starts with what was typed, at most `limit` of a kind; newest numbers first for
 * papers. A kind nothing was found of is not in the answer.
 */
export const findByTerms = async (
  ctx: Pick<Context, 'db'>,
  kinds: readonly SearchKind[],
  typed: string,
  limit: number,
): Promise<Map<SearchKind, number[]>> => {
  const start = foldTerm(typed)
  if (start === '' || kinds.length === 0) return new Map()
  const most = limit * 3 // one row may be met by several of its terms
  const rows = await nearest(ctx.db, kinds, { from: start, below: `${start}\u{10FFFF}`, most })
  const before = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  const found = new Map<SearchKind, number[]>()
  for (const kind of kinds) {
    const own = rows
      .filter((row) => row.kind === kind)
      .toSorted((a, b) => (named(kind) ? before(a.term, b.term) : before(b.term, a.term)))
    if (own.length > 0) found.set(kind, [...new Set(own.map(({ rowId }) => rowId))].slice(0, limit))
  }
  return found
}

/** The same for one kind. */
export const findByTerm = async (
  ctx: Pick<Context, 'db'>,
  kind: SearchKind,
  typed: string,
  limit: number,
): Promise<number[]> => (await findByTerms(ctx, [kind], typed, limit)).get(kind) ?? []
