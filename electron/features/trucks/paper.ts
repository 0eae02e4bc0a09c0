import { translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context } from '../../context.ts'
import { truckSheet } from '../../papers/truckSheet.ts'
import { headOfCompany } from '../shipments/paper.ts'
import { readTruck } from './read.ts'

/** 装车单 of a truck, in the language of the one who prints it. */
export const truckPaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const truck = await readTruck(ctx, id)
  const t = translator(ctx.language)
  const { plate, driver, phone, carrier, route, load, limitPacks, limitVolume, limitWeight } = truck
  return truckSheet(
    {
      company: await headOfCompany(ctx),
      number: truck.number,
      madeBy: ctx.user.name,
      printed: truck.printed + 1,
      on: truck.onDay,
      plate,
      driver,
      phone,
      carrier,
      route,
      remark: [truck.remark, truck.overReason && t('trucks.overBecause', { why: truck.overReason })]
        .filter(Boolean)
        .join('\n'),
      stops: truck.stops,
      load,
      limitPacks,
      limitVolume,
      limitWeight,
    },
    { language: ctx.language },
  )
}
