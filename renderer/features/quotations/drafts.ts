import { keptForms } from '../../lib/keptForms.ts'
import { filledLines, type QuotationForm } from './quotationForm.ts'

const noPicture = { picture: '', productPicture: '' }

/** New quotations that are being keyed. */
export const quotationDrafts = keptForms<QuotationForm>({
  pack: (form) => ({ quotation: form }),
  unpack: (content) => {
    const { quotation } = content as { quotation?: QuotationForm }
    if (!quotation || !Array.isArray(quotation.lines) || !Array.isArray(quotation.ladder)) return null
    // a draft of an older version of the program knows no pictures
    return { ...quotation, lines: quotation.lines.map((line) => ({ ...noPicture, ...line })) }
  },
  worthKeeping: (form) => form.id === null && filledLines(form.lines).length > 0,
})
