import { z } from 'zod'
import { flag, sha256, text } from './fields.ts'
import type { PhraseKey, PhraseValues } from './language.ts'
import { plainHeading } from './sheets.ts'

/**
 * The office's own .xlsx as the customer's statement (papers.md 4.6): Excel's defined names say where our figures go. A
 * name of `templatePlaces` stands on one cell, 明细 on one row, a name of `templateColumns` on a cell of that row.
 */

/** The template of a layout: its bytes lie under their hash beside the papers. */
export const TemplateFile = z.strictObject({ file: sha256, name: text(100) })
export type TemplateFile = z.output<typeof TemplateFile>

/** 5 MB: a form with a logo has 20 to 200 kB. */
export const largestTemplateBytes = 5 * 1024 * 1024

/** The row that is repeated for each entry. */
export const detailName = '明细'

/** Single cells: the name we give, then what else offices call it. */
export const templatePlaces = {
  company: ['公司名称'],
  companyAddress: ['公司地址'],
  companyPhone: ['公司电话'],
  companyFax: ['公司传真'],
  customer: ['客户名称'],
  customerShort: ['客户简称'],
  contact: ['客户联系人', '联系人'],
  customerPhone: ['客户电话'],
  customerFax: ['客户传真'],
  customerAddress: ['客户地址'],
  number: ['对账单号'],
  period: ['对账期间'],
  from: ['期间开始'],
  to: ['期间结束'],
  month: ['对账月份'],
  opening: ['期初余额', '上期余额', '上次结欠'],
  charges: ['本期应收', '本期发生', '本次结欠'],
  received: ['本期已收', '本期收款', '本期回款'],
  closing: ['期末余额', '本期余额', '累积结欠'],
  words: ['大写', '金额大写'],
  uninvoiced: ['未开票', '票未开'],
  accountName: ['户名', '收款户名'],
  bank: ['开户行', '开户银行'],
  account: ['账号', '收款账号'],
  terms: ['付款条件', '付款期限'],
  replyBy: ['回传日期'],
  unsignedNote: ['未回签说明'],
  madeBy: ['制表人', '制单人'],
  madeOn: ['制表日期', '制单日期'],
} as const
export type TemplatePlace = keyof typeof templatePlaces

/** Cells of the row 明细. */
export const templateColumns = {
  sequence: ['序号'],
  kind: ['类别'],
  date: ['日期', '送货日期'],
  document: ['单号', '送货单号', '出仓单号'],
  po: ['客户订单号', '客户订单', '采购单号', '客户PO'],
  code: ['货号', '物料号'],
  goods: ['品名', '货品名称'],
  spec: ['规格'],
  description: ['品名规格'],
  length: ['长'],
  width: ['宽'],
  thick: ['厚'],
  unit: ['单位'],
  quantity: ['数量'],
  price: ['单价'],
  amount: ['金额'],
  received: ['收款', '已收'],
  balance: ['余额', '结余'],
  invoiced: ['开票'],
  remark: ['备注'],
} as const
export type TemplateColumn = keyof typeof templateColumns

// Characters of our names that plainHeading does not turn into their simplified form.
const more: Record<string, string> = { 對: '对', 餘: '余', 應: '应', 結: '结', 間: '间', 寫: '写', 製: '制', 審: '审' }
const plain = (name: string): string => [...plainHeading(name)].map((each) => more[each] ?? each).join('')

const known = <Key extends string>(table: Record<Key, readonly string[]>): Map<string, Key> =>
  new Map(
    Object.entries<readonly string[]>(table).flatMap(([key, names]) => names.map((name) => [plain(name), key as Key])),
  )
const places = known(templatePlaces)
const columns = known(templateColumns)

export type NameMeaning =
  | { kind: 'detail' }
  | { kind: 'place'; place: TemplatePlace }
  | { kind: 'column'; column: TemplateColumn }

/** What a defined name means to us, in either script; null for a name of the office's own. */
export const meaningOf = (name: string): NameMeaning | null => {
  const said = plain(name)
  const place = places.get(said)
  const column = columns.get(said)
  if (said === plain(detailName)) return { kind: 'detail' }
  return place ? { kind: 'place', place } : column ? { kind: 'column', column } : null
}

/** What papers.md 4.6 asks of every statement: one of each list. */
export const neededPlaces: readonly (readonly (TemplatePlace | readonly TemplatePlace[])[])[] = [
  ['customer', 'customerShort'],
  ['period', ['from', 'to']],
  ['opening'],
  ['closing'],
]
export const neededColumns: readonly (readonly TemplateColumn[])[] = [
  ['date'],
  ['document'],
  ['goods', 'description'],
  ['amount'],
  ['received'],
]

/** Why a file cannot be the template: nothing is changed by it. Each is a sentence `templates.<code>`. */
export const templateProblems = [
  'noDetail',
  'detailNotRow',
  'notOneCell',
  'sameName',
  'sameCell',
  'columnOffRow',
  'placeOnRow',
  'missingPlace',
  'missingColumn',
] as const
/** What the office should know and may leave as it is. */
export const templateNotes = ['unknownName', 'moreUnknown', 'pivot'] as const

const sentence = <Codes extends readonly [string, ...string[]]>(codes: Codes) =>
  z.strictObject({
    code: z.enum(codes),
    /** Names as they stand in the file. */
    name: z.string().max(400),
    other: z.string().max(400),
  })
export const TemplateProblem = sentence(templateProblems)
export type TemplateProblem = z.output<typeof TemplateProblem>
export const TemplateNote = sentence(templateNotes)
export type TemplateNote = z.output<typeof TemplateNote>
/** What was found in a file that is to be a template. */
export const TemplateReport = z.strictObject({
  problems: z.array(TemplateProblem).max(100),
  notes: z.array(TemplateNote).max(30),
  /** Names of ours that are in use. */
  used: z.array(z.string().max(400)).max(100),
  hasRow: flag,
})
export type TemplateReport = z.output<typeof TemplateReport>

/** The sentence of a problem or a note. */
export const templateSentence = ({ code, name, other }: TemplateProblem | TemplateNote): [PhraseKey, PhraseValues] => [
  `templates.${code}`,
  { name, other },
]
