import { z } from 'zod'
import { count, fen, month } from './fields.ts'
import type { PhraseKey } from './language.ts'

export const findingKinds = [
  'numberGap',
  'serialGap',
  'orderWithoutNote',
  'unsignedNote',
  'openDifference',
  'noteInNoStatement',
  'zeroPrice',
  'moneyNotAssigned',
  'moneyNotConfirmed',
  'codNotHandedIn',
  'customerWithoutStatement',
  'statementNotSigned',
] as const
export type FindingKind = (typeof findingKinds)[number]
export const findingKeys: Record<FindingKind, PhraseKey> = {
  numberGap: 'statements.findNumberGap',
  serialGap: 'statements.findSerialGap',
  orderWithoutNote: 'statements.findOrderWithoutNote',
  unsignedNote: 'statements.findUnsignedNote',
  openDifference: 'statements.findOpenDifference',
  noteInNoStatement: 'statements.findNoteInNoStatement',
  zeroPrice: 'statements.findZeroPrice',
  moneyNotAssigned: 'statements.findMoneyNotAssigned',
  moneyNotConfirmed: 'statements.findMoneyNotConfirmed',
  codNotHandedIn: 'statements.findCodNotHandedIn',
  customerWithoutStatement: 'statements.findCustomerWithoutStatement',
  statementNotSigned: 'statements.findStatementNotSigned',
}
export const Finding = z.strictObject({
  id: count,
  number: z.string(),
  customer: z.string(),
  on: z.string(),
  text: z.string(),
  fen,
})
export type Finding = z.output<typeof Finding>
/** 月结检查 (duty 103): what is missing before the month goes to accounting. */
export const MonthEnd = z.strictObject({
  month,
  findings: z.array(z.strictObject({ kind: z.enum(findingKinds), total: count, rows: z.array(Finding).max(200) })),
})
export type MonthEnd = z.output<typeof MonthEnd>
