import type { Dossier } from '../../../shared/dossiers.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context } from '../../context.ts'
import { dossierSheet } from '../../papers/dossierSheet.ts'
import { readCompany, readOffice } from '../settings.ts'

/** 资料齐套表, A4: goes on the front of the folder. No price is on it. */
export const dossierPaper = async (ctx: Context, dossier: Dossier): Promise<PaperOutput> => {
  const company = await readCompany(ctx)
  const order = await ctx.db
    .selectFrom('orders')
    .select(['orderedOn', 'dueOn', 'edition'])
    .where('id', '=', dossier.orderId)
    .executeTakeFirstOrThrow()
  return dossierSheet({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: dossier.orderNumber,
    version: order.edition,
    printed: dossier.printed + 1,
    madeBy: ctx.user.name,
    orderedOn: order.orderedOn,
    dueOn: order.dueOn,
    dossier,
    trade: (await readOffice(ctx)).trade,
  })
}
