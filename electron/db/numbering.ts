import { sql } from 'kysely'
import { dayCode, type DateText } from '../../shared/dates.ts'
import type { Context } from '../context.ts'
import { statement } from './statement.ts'

/** Kinds of numbered papers (papers.md, numbering convention). */
export type PaperKind =
  | 'DH'
  | 'SC'
  | 'XS'
  | 'TH'
  | 'BJ'
  | 'HH'
  | 'SK'
  | 'DZ'
  | 'TZ'
  | 'BG'
  | 'BJD'
  | 'FP'
  | 'ZJ'
  | 'YC'
  | 'CG'
  | 'LL'
  | 'TL'
  | 'WX'
  | 'PC'
  | 'JK'
  | 'GD'
  | 'YJ'
  | 'SW'
  | 'FW'
  | 'TS'

const countUp = statement((db, kind: string, day: string) =>
  db
    .insertInto('numberSeries')
    .values({ kind, day, last: 1 })
    .onConflict((clash) => clash.columns(['kind', 'day']).doUpdateSet({ last: sql<number>`"numberSeries"."last" + 1` }))
    .returning('last'),
)

/**
 * The next number of a kind on a day: `DH261122-03`. Day-sequence, never used twice: the counter only grows,
 * in the same transaction as the paper, so a refused paper gives its number back and a voided one keeps it.
 */
export const nextNumber = async (ctx: Pick<Context, 'db'>, kind: PaperKind, on: DateText): Promise<string> => {
  const [row] = await countUp(ctx.db, kind, on)
  const last = row!.last
  return `${kind}${dayCode(on)}-${String(last).padStart(2, '0')}`
}
