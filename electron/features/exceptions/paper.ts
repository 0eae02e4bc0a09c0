import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context } from '../../context.ts'
import { exceptionSheet } from '../../papers/exceptionSheet.ts'
import { readCompany } from '../settings.ts'
import { readException } from './read.ts'

/** 异常单 on one page. It goes to the workshop: what it cost is not on it. */
export const exceptionPaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const company = await readCompany(ctx)
  const slip = await readException(ctx, id)
  const { printed } = await ctx.db
    .selectFrom('exceptions')
    .select('printed')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return exceptionSheet({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: slip.number,
    madeBy: slip.openedBy,
    printed: printed + 1,
    slip,
  })
}
