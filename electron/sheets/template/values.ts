import type { PhraseKey, Translate } from '../../../shared/language.ts'
import type { StatementField } from '../../../shared/statementSheet.ts'
import type { TemplateColumn, TemplatePlace } from '../../../shared/statementTemplate.ts'
import type { StatementPaper, StatementPaperRow, StatementRowKind } from '../../papers/data.ts'
import { sizePattern } from '../../papers/layoutColumns.ts'
import type { ColumnKind, SheetCell } from '../cells.ts'
import { kindLabels, rowCells } from '../statementRows.ts'

/** A statement with what only a template asks of it. */
export type TemplateStatement = StatementPaper & {
  customerAddress: string
  /** The day it was made. */
  madeOn: string
}

/** What a named cell shows, in the units of its kind (cells.ts). */
export interface Value {
  kind: ColumnKind
  value: SheetCell
}

const text = (value: string): Value => ({ kind: 'text', value })
const money = (value: number): Value => ({ kind: 'money', value })
const day = (value: string): Value => ({ kind: 'date', value })

/** Single cells. */
export const placeValues = (paper: TemplateStatement, t: Translate): Record<TemplatePlace, Value> => {
  const { company, customer } = paper
  const hasAccount = Boolean(company.bankAccount)
  return {
    company: text(company.name),
    companyAddress: text(company.address),
    companyPhone: text(company.phone),
    companyFax: text(company.fax),
    customer: text(customer.name || customer.shortName),
    customerShort: text(customer.shortName || customer.name),
    contact: text(customer.contact),
    customerPhone: text(customer.phone),
    customerFax: text(customer.fax),
    customerAddress: text(paper.customerAddress),
    number: text(paper.number),
    period: text(t('templates.period', { from: paper.periodFrom, to: paper.periodTo })),
    from: day(paper.periodFrom),
    to: day(paper.periodTo),
    month: text(paper.periodTo.slice(0, 7)),
    opening: money(paper.openingFen),
    charges: money(paper.chargesFen),
    received: money(paper.receiptsFen),
    closing: money(paper.closingFen),
    words: text(paper.closingWords.startsWith('人民币') ? paper.closingWords : `人民币${paper.closingWords}`),
    uninvoiced: paper.uninvoicedFen === undefined ? text('') : money(paper.uninvoicedFen),
    accountName: text(hasAccount ? company.bankAccountName || company.name : ''),
    bank: text(hasAccount ? (company.bankName ?? '') : ''),
    account: text(company.bankAccount ?? ''),
    terms: text(paper.termsText),
    replyBy: day(paper.replyBy),
    unsignedNote: text(paper.rows.some(({ unsigned }) => unsigned) ? t('sheets.unsignedNote') : ''),
    madeBy: text(paper.madeBy),
    madeOn: day(paper.madeOn),
  }
}

const plainKinds: Partial<Record<StatementRowKind, PhraseKey>> = { ...kindLabels, delivery: 'templates.delivery' }

/** `餐桌 1400×800×750 胡桃` → 规格 `1400×800×750`, 品名 `餐桌 胡桃`. */
export const goodsAndSpec = (description: string): { goods: string; spec: string } => {
  const found = sizePattern.exec(description)
  if (!found) return { goods: description, spec: '' }
  const goods = description.slice(0, found.index) + description.slice(found.index + found[0].length)
  return { goods: goods.replace(/\s+/g, ' ').trim(), spec: found[0] }
}

const kinds: Record<StatementField, ColumnKind> = {
  date: 'date',
  document: 'text',
  po: 'text',
  code: 'text',
  description: 'text',
  length: 'quantity',
  width: 'quantity',
  thick: 'quantity',
  unit: 'text',
  quantity: 'quantity',
  price: 'unitPrice',
  amount: 'money',
  received: 'money',
  balance: 'money',
  invoiced: 'text',
  remark: 'text',
}

/** The cells of one entry; the size stands in 规格 alone where the template has both. */
export const columnValues = (
  row: StatementPaperRow,
  index: number,
  hasSpec: boolean,
  t: Translate,
): Record<TemplateColumn, Value> => {
  const cells = rowCells(row, t)
  const of = (field: StatementField): Value => ({ kind: kinds[field], value: cells[field] })
  const { goods, spec } = goodsAndSpec(String(cells.description ?? ''))
  const label = plainKinds[row.kind]
  return {
    sequence: { kind: 'integer', value: index + 1 },
    kind: text(label ? t(label) : ''),
    date: of('date'),
    document: of('document'),
    po: of('po'),
    code: of('code'),
    goods: text(hasSpec ? goods : String(cells.description ?? '')),
    spec: text(spec),
    description: of('description'),
    length: of('length'),
    width: of('width'),
    thick: of('thick'),
    unit: of('unit'),
    quantity: of('quantity'),
    price: of('price'),
    amount: of('amount'),
    received: of('received'),
    balance: of('balance'),
    invoiced: of('invoiced'),
    remark: of('remark'),
  }
}
