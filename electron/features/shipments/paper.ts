import { translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { type ShipFilter, type ShipRow, shipShowKeys, shipWayKeys } from '../../../shared/shipments.ts'
import type { Context } from '../../context.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { shippingPlan } from '../../papers/shippingPlan.ts'
import { layoutFor } from '../layouts/read.ts'
import { readCompany } from '../settings.ts'
import { listPlans } from './list.ts'

/** At most this many lines go on the paper; it says how many there are. */
const mostPrinted = 600

/** The company's head as a paper without an account carries it. */
export const headOfCompany = async (ctx: Context) => {
  const company = await readCompany(ctx)
  return {
    name: company?.name ?? '',
    address: company?.address ?? '',
    phone: company?.phone ?? '',
    fax: company?.fax ?? '',
  }
}

/** 出货计划 as it is filtered, in the language of the one who prints it. */
export const planPaper = async (ctx: Context, filter: ShipFilter, layout?: PaperLayout): Promise<PaperOutput> => {
  const t = translator(ctx.language)
  const rows: ShipRow[] = []
  let total = 0
  for (let offset = 0; offset < mostPrinted; offset += 200) {
    const page = await listPlans(ctx, { ...filter, offset, limit: 200 })
    rows.push(...page.rows)
    total = page.total
    if (page.rows.length < 200) break
  }
  const customer =
    filter.customerId === null
      ? undefined
      : await ctx.db.selectFrom('customers').select('shortName').where('id', '=', filter.customerId).executeTakeFirst()
  const words = [
    t(shipShowKeys[filter.show]),
    customer?.shortName,
    filter.region,
    filter.way && t(shipWayKeys[filter.way]),
    filter.mine && t('shipments.showMine'),
  ]
  return shippingPlan(
    {
      company: await headOfCompany(ctx),
      number: '',
      madeBy: ctx.user.name,
      on: ctx.today,
      note: words.filter(Boolean).join(' · '),
      rows,
      total,
    },
    { language: ctx.language, layout: layout ?? (await layoutFor(ctx, 'shippingPlan', null)) },
  )
}
