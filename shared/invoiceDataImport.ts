import type { invoiceKinds, CustomerField } from './customers.ts'
import type { Cells, ImportColumn } from './imports.ts'

/** 开票资料 in a list of customers (duty 86), under the headings of offices and of the tax bureau's own form. */
export const invoiceDataColumns: readonly ImportColumn<CustomerField>[] = [
  {
    field: 'invoiceKind',
    label: 'customers.invoiceKind',
    aliases: ['发票类型', '发票种类', '开票类型', '开票种类', '票种', '要什么票', 'invoice kind', 'invoice type'],
  },
  {
    field: 'invoiceTitle',
    label: 'customers.invoiceTitle',
    aliases: [
      '发票抬头',
      '开票抬头',
      '开票名称',
      '开票单位',
      '开票单位名称',
      '发票名称',
      '购货单位名称',
      '购买方名称',
      '购方名称',
      '抬头',
      'invoice title',
    ],
  },
  {
    field: 'taxNumber',
    label: 'customers.taxNumber',
    aliases: [
      '纳税人识别号',
      '纳税识别号',
      '纳税人税号',
      '税务登记号',
      '税号',
      '统一社会信用代码',
      '社会信用代码',
      '信用代码',
      'tax number',
      'tax no',
      'tax id',
    ],
  },
  {
    field: 'taxAddress',
    label: 'customers.taxAddress',
    aliases: ['开票地址', '注册地址', '税务地址', '营业执照地址', 'invoice address', 'registered address'],
  },
  {
    field: 'taxPhone',
    label: 'customers.taxPhone',
    aliases: ['开票电话', '注册电话', '税务电话', '开票联系电话', 'invoice phone'],
  },
  {
    field: 'taxContact',
    label: 'customers.taxContact',
    aliases: [
      '开票地址电话',
      '开票地址及电话',
      '开票地址和电话',
      '注册地址电话',
      '注册地址及电话',
      '地址电话',
      '地址及电话',
      '地址和电话',
      '单位地址电话',
      '公司地址电话',
      'address and phone',
    ],
  },
  {
    field: 'taxBank',
    label: 'customers.taxBank',
    aliases: [
      '开户行及账号',
      '开户行账号',
      '开户行和账号',
      '开户银行及账号',
      '开户银行账号',
      '银行及账号',
      '开户银行',
      '开户行',
      '开户行名称',
      '银行名称',
      '银行',
      'bank',
      'bank and account',
    ],
  },
  {
    field: 'taxAccount',
    label: 'customers.taxAccount',
    aliases: [
      '银行账号',
      '银行账户',
      '开户账号',
      '对公账号',
      '公司账号',
      '基本户账号',
      '账号',
      'bank account',
      'account',
      'account no',
    ],
  },
]

type InvoiceKind = (typeof invoiceKinds)[number]
const kindWords: [RegExp, InvoiceKind][] = [
  [/不开|不要|不需|无票|^无$|^否$|none|^no$/, 'none'],
  [/专/, 'special'],
  [/普/, 'general'],
  [/special|vat/, 'special'],
  [/general|normal|plain/, 'general'],
]

/** 增值税专用发票, 普票, 不开票: what a customer wants; null when the words say none of them. */
export const readInvoiceKind = (words: string): InvoiceKind | null => {
  const plain = words.toLowerCase().replaceAll('專', '专').replaceAll('開', '开').replaceAll('無', '无')
  return kindWords.find(([pattern]) => pattern.test(plain))?.[1] ?? null
}

const phone = /(?:\+?86[- ]?)?(?:\(?0\d{2,3}\)?[- ]?\d{7,8}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\d{7,8})(?:[-转轉]\d{1,6})?$/

/** 地址、电话 of one cell as the tax bureau's form has it; all of it is the address where no phone ends it. */
export const splitTaxContact = (typed: string): { address: string; phone: string } => {
  const found = phone.exec(typed)
  // digits before it belong to a longer number, which is no phone
  if (!found || /\d$/.test(typed.slice(0, found.index))) return { address: typed, phone: '' }
  const address = typed
    .slice(0, found.index)
    .replace(/(联系)?(电话|電話|tel\.?)[::]?\s*$/i, '')
    .replace(/[\s,,、;;::/|]+$/, '')
  return { address, phone: found[0] }
}

/** The digits at the end of 工行解放碑支行 3100 0245 0920: an account has eight or more. */
const accountAt = /(?:账号|帳號|A\/C|:|:|,|,|、|\s)*((?:\d[ -]?){7,}\d)$/i

/**
 * 开户行及账号 of the card from a column for each; a blank cell keeps what the card has of that part. Gives '' where
 * nothing is said.
 */
export const joinTaxBank = (bank: string, account: string, before: string): string => {
  if (bank === '' && account === '') return ''
  const known = accountAt.exec(before)
  const name = bank === '' ? (known ? before.slice(0, known.index) : before) : bank
  const number = account === '' && !accountAt.test(bank) ? (known?.[1] ?? '') : account
  return [name.trim(), number].filter(Boolean).join(' ')
}

/** 6.2E+18: a long number Excel has shortened; its last digits are lost. */
export const isShortened = (typed: string | undefined): boolean => /^\d(\.\d+)?e\+\d+$/i.test(typed ?? '')

export interface InvoiceData {
  invoiceKind?: InvoiceKind
  taxAddress?: string
  taxPhone?: string
  taxBank?: string
}

/** What the columns that are more than a text of the card say; columns of their own go before the joined ones. */
export const readInvoiceData = (cells: Cells<CustomerField>, before: { taxBank: string }): InvoiceData => {
  const both = splitTaxContact(cells.taxContact ?? '')
  const taxAddress = cells.taxAddress || both.address
  const taxPhone = cells.taxPhone || both.phone
  const taxBank = joinTaxBank(cells.taxBank ?? '', cells.taxAccount ?? '', before.taxBank)
  const invoiceKind = cells.invoiceKind ? readInvoiceKind(cells.invoiceKind) : null
  return {
    ...(taxAddress && { taxAddress }),
    ...(taxPhone && { taxPhone }),
    ...(taxBank && { taxBank }),
    ...(invoiceKind && { invoiceKind }),
  }
}
