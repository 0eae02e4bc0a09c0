import { type FigureFilter, paretoOf } from '../../../shared/figures.ts'
import { translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context } from '../../context.ts'
import { monthFigures } from '../../papers/monthFigures.ts'
import { readCompany } from '../settings.ts'
import { causes, overview } from './overview.ts'
import { planned } from './planned.ts'

/** At most this many missed processes go on the paper; it says how many there are. */
const mostPrinted = 200

/** The filter in words: 木工车间 · 永兴家居; '' for the whole factory. */
const filterWords = async (ctx: Context, { workshop, process, customerId }: FigureFilter): Promise<string> => {
  const customer =
    customerId === null
      ? undefined
      : await ctx.db
          .selectFrom('customers')
          .select(['shortName', 'name'])
          .where('id', '=', customerId)
          .executeTakeFirst()
  const shop = workshop === '' ? translator(ctx.language)('figures.noWorkshop') : workshop
  return [shop, process, customer && (customer.shortName || customer.name)].filter(Boolean).join(' · ')
}

/** 生产月报 for the manager (duty 52): figures by workshop and process, the causes, and what was missed. */
export const paper = async (ctx: Context, filter: FigureFilter): Promise<PaperOutput> => {
  const company = await readCompany(ctx)
  const { rows, through } = await overview(ctx, filter)
  const missed = await planned(ctx, {
    ...filter,
    which: 'missed',
    last: false,
    cause: null,
    causeSub: null,
    causeNote: null,
    offset: 0,
    limit: mostPrinted,
  })
  return monthFigures(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number: '',
      madeBy: ctx.user.name,
      month: filter.month,
      through,
      note: await filterWords(ctx, filter),
      rows,
      bars: paretoOf(await causes(ctx, filter), 'operations'),
      missed: missed.rows,
      missedTotal: missed.total,
    },
    { language: ctx.language },
  )
}
