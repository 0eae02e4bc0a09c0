import { translate } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { type ReceivableFilter, viewKeys } from '../../../shared/receivables.ts'
import type { Context } from '../../context.ts'
import { receivableList } from '../../papers/receivableList.ts'
import { readCompany } from '../settings.ts'
import { receivablePage } from './page.ts'

/** At most this many customers go on one print. */
const mostPrinted = 1000

/** 应收账龄表 as it stands, with the same filter. */
export const receivablePaper = async (ctx: Context, filter: ReceivableFilter): Promise<PaperOutput> => {
  const company = await readCompany(ctx)
  const first = await receivablePage(ctx, filter, 0, 200)
  const rows = [...first.rows]
  while (rows.length < Math.min(first.total, mostPrinted)) {
    const page = await receivablePage(ctx, filter, rows.length, 200)
    if (page.rows.length === 0) break
    rows.push(...page.rows)
  }
  return receivableList(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number: '',
      madeBy: ctx.user.name,
      on: first.on,
      view: translate(ctx.language, viewKeys[filter.view]),
      total: first.total,
      rows,
      sums: first.sums,
    },
    { language: ctx.language },
  )
}
