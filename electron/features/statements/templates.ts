import { lastDayOfMonth } from '../../../shared/dates.ts'
import { LayoutContent } from '../../../shared/layouts.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { layoutFor } from '../layouts/read.ts'

/** The bytes a statement is exported in. Refuses where its customer has no template, or the file is gone. */
export const templateOf = async (ctx: Context, id: number): Promise<{ bytes: Uint8Array }> => {
  const { customerId } = await ctx.db
    .selectFrom('statements')
    .select('customerId')
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => refuse('app.notFound'))
  const template = (await layoutFor(ctx, 'statement', customerId))?.content.template
  const bytes = template ? await ctx.files.get(template.file) : null
  if (!bytes) throw refuse('templates.gone')
  return { bytes }
}

/** Whose statements of a month are in a template: the customer's own layout decides, else the office's. */
export const templatedOf = async (ctx: Context, month: string) => {
  const layouts = await ctx.db
    .selectFrom('layouts')
    .select(['scope', 'content'])
    .where('paper', '=', 'statement')
    .where('active', '=', 1)
    .execute()
  const templated = new Map(
    layouts.map(({ scope, content }) => [scope, LayoutContent.parse(JSON.parse(content)).template !== null]),
  )
  const standing = await ctx.db
    .selectFrom('statements')
    .innerJoin('customers', 'customers.id', 'statements.customerId')
    .select(['customers.id', 'customers.shortName', 'customers.name'])
    .where('statements.periodTo', '>=', `${month}-01`)
    .where('statements.periodTo', '<=', lastDayOfMonth(month))
    .where('statements.voidedAt', 'is', null)
    .orderBy('customers.shortName')
    .execute()
  const apart = standing.filter(({ id }) => templated.get(id) ?? templated.get(0) ?? false)
  return {
    made: standing.length,
    apart: apart.length,
    customers: apart.slice(0, 5).map(({ shortName, name }) => shortName || name),
  }
}
