import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context } from '../../context.ts'
import { monthHandover } from '../../papers/monthHandover.ts'
import { readCompany } from '../settings.ts'
import { readHandover } from './handovers.ts'

/** 月结移交单: the cover sheet that is signed, as the month was handed over. */
export const handoverPaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const { number, printed, by, ...handover } = await readHandover(ctx, id)
  const company = await readCompany(ctx)
  return monthHandover(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number,
      printed: printed + 1,
      madeBy: by,
      month: handover.month,
      taker: handover.taker,
      takenOn: handover.takenOn,
      remark: handover.remark,
      voided: handover.voided,
      sums: handover.sums,
      classes: handover.classes.filter(({ total }) => total > 0),
    },
    { language: ctx.language },
  )
}
