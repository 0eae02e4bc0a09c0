import { z } from 'zod'

/** A paper ready for preview, print and PDF: the HTML of each page, all text escaped, sizes in millimetres. */
export const PaperOutput = z.strictObject({
  title: z.string(),
  css: z.string(),
  pages: z.array(z.string()),
  widthMm: z.number(),
  heightMm: z.number(),
  /** Name of the copy of each page (`红 客户`), or '' where the paper has one copy. */
  copies: z.array(z.string()),
  /** Laid out for dots (ESC/P): how much narrower it is printed than laid out, 1 or more. Absent: for the screen's fonts. */
  squeeze: z.number().min(1).max(10).optional(),
  /** The office's own layout it was made with; absent where nobody has changed the paper. */
  layout: z.strictObject({ name: z.string(), version: z.number() }).optional(),
})
export type PaperOutput = z.output<typeof PaperOutput>
