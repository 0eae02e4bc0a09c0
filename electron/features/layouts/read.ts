import { LayoutContent, type LayoutPaper } from '../../../shared/layouts.ts'
import type { Context } from '../../context.ts'
import type { PaperLayout } from '../../papers/layout.ts'

/** The logo as a paper carries it; '' where there is none or its file is gone. */
export const logoOf = async (ctx: Pick<Context, 'db' | 'files'>, { logo }: LayoutContent): Promise<string> => {
  if (!logo) return ''
  const row = await ctx.db
    .selectFrom('pictures')
    .select('mediaType')
    .where('sha256', '=', logo.picture)
    .executeTakeFirst()
  const bytes = row ? await ctx.files.get(logo.picture) : null
  return row && bytes ? `data:${row.mediaType};base64,${Buffer.from(bytes).toString('base64')}` : ''
}

/**
 * The layout a paper of this customer is made with: the customer's own, else the office's; undefined = as the program
 * brings it.
 */
export const layoutFor = async (
  ctx: Pick<Context, 'db' | 'files'>,
  paper: LayoutPaper,
  customerId: number | null,
): Promise<PaperLayout | undefined> => {
  const rows = await ctx.db
    .selectFrom('layouts')
    .select(['scope', 'name', 'content', 'version'])
    .where('paper', '=', paper)
    .where('scope', 'in', [0, customerId ?? 0])
    .where('active', '=', 1)
    .orderBy('scope', 'desc')
    .execute()
  const row = rows[0]
  if (!row) return undefined
  const content = LayoutContent.parse(JSON.parse(row.content))
  return { name: row.name, version: row.version, content, logo: await logoOf(ctx, content) }
}
