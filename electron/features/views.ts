import { z } from 'zod'
import { refuse } from '../../shared/refusals.ts'
import { type ListView, ViewColumn, type views } from '../../shared/views.ts'
import type { Context, Handlers } from '../context.ts'

/** Named views of one list, beside the one it opens with. */
const mostNamed = 40

const ownViews = (ctx: Context, list: string) =>
  ctx.db.selectFrom('listViews').selectAll().where('userId', '=', ctx.user.id).where('list', '=', list)

const viewOf = (row: { name: string; columns: string; filter: string; version: number }): ListView => ({
  name: row.name,
  columns: z.array(ViewColumn).parse(JSON.parse(row.columns)),
  filter: row.filter,
  version: row.version,
})

const findView = async (ctx: Context, list: string, name: string, version: number) => {
  const row = await ownViews(ctx, list).where('name', '=', name).executeTakeFirst()
  if ((row?.version ?? 0) !== version) throw refuse('app.stale')
  return row
}

/** Each person's own ways to look at a list: columns, widths, named filters. Nobody sees those of another. */
export const viewsHandlers: Handlers<typeof views> = {
  async list(ctx, { list }) {
    return (await ownViews(ctx, list).orderBy('name').execute()).map(viewOf)
  },

  async save(ctx, { list, name, columns, filter, version }) {
    const before = await findView(ctx, list, name, version)
    if (!before && name !== '') {
      const named = await ownViews(ctx, list).where('name', '<>', '').execute()
      if (named.length >= mostNamed) throw refuse('views.tooMany', {}, 'name')
    }
    const values = { columns: JSON.stringify(columns), filter, version: version + 1 }
    const row = before
      ? await ctx.db
          .updateTable('listViews')
          .set(values)
          .where('id', '=', before.id)
          .returningAll()
          .executeTakeFirstOrThrow()
      : await ctx.db
          .insertInto('listViews')
          .values({ ...values, userId: ctx.user.id, list, name })
          .returningAll()
          .executeTakeFirstOrThrow()
    ctx.record({ entity: 'listViews', id: row.id, after: { list, name } })
    return viewOf(row)
  },

  async remove(ctx, { list, name, version }) {
    const row = await findView(ctx, list, name, version)
    if (!row) throw refuse('app.notFound')
    await ctx.db.deleteFrom('listViews').where('id', '=', row.id).execute()
    ctx.record({ entity: 'listViews', id: row.id, before: { list, name } })
    return {}
  },
}
