import { z } from 'zod'
import { checkFields } from './checks.ts'
import { command, query } from './contract.ts'
import { count, date, flag, id, instant, pageOf, paging, requiredText, text } from './fields.ts'

/** What a question may be about: a field of a line, or a whole line that may be missing or too many. */
export const questionFields = [...checkFields, 'line'] as const
export type QuestionField = (typeof questionFields)[number]

/** 疑问 (duty 15): what, asked whom, the answer, when and by whom. An open one holds the order back. */
export const QuestionRow = z.strictObject({
  id,
  orderId: id,
  number: z.string(),
  customerName: z.string(),
  orderLineId: id.nullable(),
  /** Place of the line when it was asked; 0 for a line the order does not have. */
  line: count,
  field: z.enum(questionFields),
  /** What the field said when it was asked. */
  keyedValue: z.string(),
  question: z.string(),
  askedWhom: z.string(),
  askedBy: z.string(),
  askedAt: instant,
  ageDays: count,
  answer: z.string(),
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  /** The day the customer answered. */
  answeredOn: date.nullable(),
  /** What the answer made of the field; '' when it stays. */
  newValue: z.string(),
  withdrawn: flag,
})
export type QuestionRow = z.output<typeof QuestionRow>

export const questions = {
  list: query(
    'checks.write',
    z.strictObject({
      ...paging,
      state: z.enum(['open', 'answered', 'all']).default('open'),
      orderId: id.optional(),
      mine: flag.default(false),
    }),
    pageOf(QuestionRow),
  ),
  /** Asks about a field of a line, before or after the check; until the answer the order goes no further. */
  ask: command(
    'checks.write',
    z.strictObject({
      orderLineId: id,
      field: z.enum(checkFields),
      question: requiredText(200),
      askedWhom: text(40),
    }),
    QuestionRow,
  ),
  /** The answer; `newValue` changes the field as 改 does, both values kept. */
  answer: command(
    'checks.write',
    z.strictObject({ id, answer: requiredText(200), answeredOn: date.optional(), newValue: text(200).nullable() }),
    QuestionRow,
  ),
}
