import { translate } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import type { Quotation } from '../../../shared/quotations.ts'
import type { Context } from '../../context.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { type QuotationPaper, quotationSheet } from '../../papers/quotation.ts'
import { layoutFor } from '../layouts/read.ts'
import { picturesForPaper } from '../pictures.ts'
import { readCompany } from '../settings.ts'
import { refuseBelowFloor } from './floor.ts'
import { readQuotation } from './read.ts'

/** Currency and tax in the words of the paper: 人民币元,单价含 13% 增值税. */
const taxText = ({ taxMode, taxBasisPoints }: Quotation): string =>
  translate('zh-CN', taxMode === 'included' ? 'quotations.paperTaxIncluded' : 'quotations.paperTaxExcluded', {
    percent: taxBasisPoints / 100,
  })

/** 报价单 of one version, ready for preview, print and PDF. Its cost lines stay in the office. */
export const quotationPaper = async (
  ctx: Context,
  { id, sequence }: { id: number; sequence?: number | undefined },
  layout?: PaperLayout,
): Promise<PaperOutput> => {
  const quotation = await readQuotation(ctx, id, sequence)
  const company = await readCompany(ctx)
  const version = quotation.versions.find((each) => each.sequence === quotation.sequence)
  // a sheet that is printed is as good as sent
  if (!version?.sentAt) refuseBelowFloor(ctx, quotation.lines)
  const shown = (line: Quotation['lines'][number]): string => line.picture || line.productPicture
  const pictures = await picturesForPaper(ctx, quotation.lines.map(shown))
  const content: QuotationPaper = {
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
      bankName: '',
      bankAccountName: '',
      bankAccount: '',
    },
    number: quotation.number,
    version: quotation.sequence,
    printed: (version?.printed ?? 0) + 1,
    madeBy: version?.madeBy ?? quotation.by,
    customer: quotation.customerName,
    contact: quotation.contact,
    phone: quotation.phone,
    fax: /\d/.test(quotation.fax) ? quotation.fax : '',
    quotedOn: quotation.quotedOn,
    validUntil: quotation.validUntil,
    taxText: taxText(quotation),
    payment: quotation.payment,
    delivery: quotation.delivery,
    remark: quotation.remark,
    lines: quotation.lines.map((line) => ({
      ...line,
      description: [line.code, line.name, line.spec].filter(Boolean).join(' '),
      picture: pictures.get(shown(line)),
    })),
  }
  return quotationSheet(content, {
    layout: layout ?? (await layoutFor(ctx, 'quotation', quotation.customerId)),
  })
}
