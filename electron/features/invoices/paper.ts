import { wantedKindKeys } from '../../../shared/invoices.ts'
import { invoiceKinds } from '../../../shared/customers.ts'
import { translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { invoiceSlip } from '../../papers/invoiceSlip.ts'
import { readCompany } from '../settings.ts'

/** 开票资料 of a customer (duty 86). */
export const slipPaper = async (ctx: Context, customerId: number): Promise<PaperOutput> => {
  const card = await ctx.db.selectFrom('customers').selectAll().where('id', '=', customerId).executeTakeFirst()
  if (!card) throw refuse('app.notFound')
  const t = translator(ctx.language)
  const company = await readCompany(ctx)
  const kind = invoiceKinds.find((each) => each === card.invoiceKind) ?? 'special'
  return invoiceSlip(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number: card.code,
      madeBy: ctx.user.name,
      on: ctx.today,
      kind: t(wantedKindKeys[kind]),
      title: card.invoiceTitle || card.name,
      taxNumber: card.taxNumber,
      address: card.taxAddress,
      phone: card.taxPhone,
      bank: card.taxBank,
      receiver: [card.contact, card.phone].filter(Boolean).join(' '),
      sendTo: card.address,
      remark: card.remark,
    },
    { language: ctx.language },
  )
}
