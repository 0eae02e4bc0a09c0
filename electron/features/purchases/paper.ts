import { translate } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { type ShortageRow, type ShortageView, shortageViewKeys } from '../../../shared/purchases.ts'
import type { Context } from '../../context.ts'
import { shortageList } from '../../papers/shortageList.ts'
import { readCompany } from '../settings.ts'
import { shortageRows } from './shortages.ts'

/** At most this many rows go on one print. */
const mostPrinted = 1000

/** 欠料表 as it stands, with the same filter. */
export const shortagePaper = async (
  ctx: Context,
  filter: { view: ShortageView; mine: boolean; orderId: number | null },
): Promise<PaperOutput> => {
  const company = await readCompany(ctx)
  const rows: ShortageRow[] = []
  for (;;) {
    const page = await shortageRows(ctx, { ...filter, offset: rows.length, limit: 200 })
    rows.push(...page)
    if (page.length < 200 || rows.length >= mostPrinted) break
  }
  return shortageList({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: '',
    madeBy: ctx.user.name,
    on: ctx.today,
    view: translate('zh-CN', shortageViewKeys[filter.view]),
    rows,
  })
}
