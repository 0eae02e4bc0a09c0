import { sql } from 'kysely'
import { may, type Permission } from '../../../shared/permissions.ts'
import type { Hit, HitKind } from '../../../shared/search.ts'
import type { Context } from '../../context.ts'

type Found = Omit<Hit, 'box' | 'kind' | 'detail'> & { words: string; more: string }

/** Papers whose number is unique in their table: its index is all that is needed. */
const papers: readonly {
  kind: HitKind
  letters: string
  permission: Permission
  /** `id title customerId words more` of table `p`. */
  columns: ReturnType<typeof sql>
  from: ReturnType<typeof sql>
}[] = [
  {
    kind: 'adjustment',
    letters: 'TZ',
    permission: 'statements.read',
    columns: sql`p."customerId", c."shortName" as "words", p."reason" as "more"`,
    from: sql`"adjustments" p join "customers" c on c."id" = p."customerId"`,
  },
  {
    kind: 'truck',
    letters: 'PC',
    permission: 'deliveries.read',
    columns: sql`null as "customerId", p."onDay" as "words", p."plate" || ' ' || p."driver" as "more"`,
    from: sql`"trucks" p`,
  },
  {
    kind: 'monthHandover',
    letters: 'YJ',
    permission: 'statements.read',
    columns: sql`null as "customerId", p."month" as "words", p."taker" as "more"`,
    from: sql`"monthHandovers" p`,
  },
]

/**
 * 调整 (TZ…), 拼车 (PC…) and 月结移交 (YJ…) by their number, as it stands on the paper: whole, without its letters, or
 * from its beginning. At most six of a kind, the newest first.
 */
export const papersByNumber = async (ctx: Pick<Context, 'db' | 'user'>, typed: string): Promise<Omit<Hit, 'box'>[]> => {
  const wanted = typed.trim().toUpperCase()
  // a day and more: less of a number would be half the office's papers
  const parts = /^([A-Z]{2})?(\d{6}(?:-\d{0,6})?)$/.exec(wanted)
  if (!parts) return []
  const hits: Omit<Hit, 'box'>[] = []
  for (const { kind, letters, permission, columns, from } of papers) {
    if (!may(ctx.user.role, permission) || (parts[1] ?? letters) !== letters) continue
    const number = `${letters}${parts[2]!}`
    const { rows } = await sql<Found>`
      select p."id", p."number" as "title", ${columns} from ${from}
      where p."number" >= ${number} and p."number" < ${`${number}~`} order by p."number" desc limit 6`.execute(ctx.db)
    for (const { id, title, customerId, words, more } of rows)
      hits.push({
        kind,
        id: Number(id),
        customerId: customerId === null ? null : Number(customerId),
        title,
        detail: [words, more.trim()].filter(Boolean).join(' · '),
      })
  }
  return hits
}
