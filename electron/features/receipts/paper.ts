import { translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { type Receipt, receiptKindKeys, receiptMethodKeys } from '../../../shared/receipts.ts'
import type { Context } from '../../context.ts'
import { receiptSlip } from '../../papers/receiptSlip.ts'
import { readCompany } from '../settings.ts'

/** 收款收据 as it stands: marked while the cashier has not seen the money, and once it is void. */
export const receiptPaper = async (ctx: Context, receipt: Receipt): Promise<PaperOutput> => {
  const t = translator(ctx.language)
  const company = await readCompany(ctx)
  const { name } = await ctx.db
    .selectFrom('customers')
    .select('name')
    .where('id', '=', receipt.customerId)
    .executeTakeFirstOrThrow()
  return receiptSlip(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number: receipt.number,
      madeBy: receipt.enteredBy,
      on: receipt.receivedOn,
      customer: name,
      payer: receipt.payer,
      kind: t(receiptKindKeys[receipt.kind]),
      method: t(receiptMethodKeys[receipt.method]),
      slipNumber: receipt.slipNumber,
      amountFen: receipt.amountFen,
      remark: receipt.remark,
      parts: receipt.state === 'void' ? [] : receipt.allocations,
      printed: receipt.printed + 1,
      confirmedBy: receipt.confirmedByName,
      voided: receipt.state === 'void',
    },
    { language: ctx.language },
  )
}
