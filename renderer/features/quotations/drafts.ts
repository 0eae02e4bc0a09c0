import { keptForms } from '../../lib/keptForms.ts'
import { filledLines, type QuotationForm } from './quotationForm.ts'

/** New quotations that are being keyed. */
export const quotationDrafts = keptForms<QuotationForm>({
  pack: (form) => ({ quotation: form }),
  unpack: (content) => {
    const { quotation } = content as { quotation?: QuotationForm }
    return quotation && Array.isArray(quotation.lines) && Array.isArray(quotation.ladder) ? quotation : null
  },
  worthKeeping: (form) => form.id === null && filledLines(form.lines).length > 0,
})
