import { z } from 'zod'
import { anyText, bytes, count } from './fields.ts'

/** What one call may bring to be read: a page has at most some hundred cells, and fewer dots than a whole sheet. */
export const faxReadingLimits = { pictures: 600, width: 3000, height: 1000, bytes: 2 * 1024 * 1024 }

/** One line of writing, black on white: eight dots a byte from the left, every row begun in a new byte, 1 is black. */
export const FaxWriting = z
  .strictObject({
    width: count.min(1).max(faxReadingLimits.width),
    height: count.min(1).max(faxReadingLimits.height),
    dots: bytes,
  })
  .refine(({ width, height, dots }) => dots.length === Math.ceil(width / 8) * height, { path: ['dots'] })
export type FaxWriting = z.output<typeof FaxWriting>

export const FaxWritings = z
  .array(FaxWriting)
  .max(faxReadingLimits.pictures)
  .refine((pictures) => pictures.reduce((sum, { dots }) => sum + dots.length, 0) <= faxReadingLimits.bytes)

/** What a line of writing seems to say, read in two ways; how sure each is, from 0 to 100. */
export const FaxText = z.strictObject({ text: anyText(300), confidence: z.number().min(0).max(100) })
export type FaxText = z.output<typeof FaxText>
export const FaxTexts = z.array(z.array(FaxText).max(2)).max(faxReadingLimits.pictures)
export type FaxTexts = z.output<typeof FaxTexts>
