import { z } from 'zod'
import { command, query } from './contract.ts'
import { count, fen, flag, id, pageOf, paging, requiredText, text, version } from './fields.ts'
import { importProcedures } from './imports.ts'

/** 现金 (driver collects) · 款到发货 · 订金+余款 · 月结 (duty 28). */
export const settlements = ['cash', 'prepaid', 'deposit', 'monthly'] as const
export type Settlement = (typeof settlements)[number]
export const grades = ['A', 'B', 'C'] as const
/** 不开票 · 普票 · 专票: the tax bureau's invoice a customer wants. */
export const invoiceKinds = ['none', 'general', 'special'] as const

const card = {
  code: requiredText(20),
  name: requiredText(60),
  /** What the office says on the phone and the statement prints (demands 3.3). */
  shortName: requiredText(20),
  /** 对账抬头: the name on the statement; the full name when empty. */
  statementName: text(60),
  /** 助记码: pinyin initials, corrected by hand where a name has several readings. */
  initials: text(20),
  grade: z.enum(grades),
  contact: text(20),
  phone: text(40),
  fax: text(40),
  address: text(100),
  region: text(20),
  /** 业务员 the customer belongs to; an order may name another (duty 107). */
  salesperson: text(20).default(''),
  settlement: z.enum(settlements),
  /** Deposit in basis points of the order: 3000 = 30 %. */
  depositBasisPoints: count.max(10_000),
  /** Days of credit of a monthly customer. */
  termDays: count.max(365),
  creditLimitFen: fen.min(0),
  /** Last day of a statement's period; 0 = end of the month. */
  cutoffDay: count.max(28),
  taxNumber: text(40),
  taxBank: text(100),
  /** 开票资料 (duty 86): the title is the full name when empty. */
  invoiceKind: z.enum(invoiceKinds).default('special'),
  invoiceTitle: text(60).default(''),
  taxAddress: text(100).default(''),
  taxPhone: text(40).default(''),
  blacklistNote: text(100),
  remark: text(200),
  /** More than was ordered that the customer takes, basis points of the line: 300 = 3 % (duty 87). */
  overBasisPoints: count.max(10_000).default(0),
  /** 正唛 and 侧唛 on the packs (duty 83). */
  shippingMark: text(120).default(''),
  sideMark: text(120).default(''),
  active: flag,
}
export const Customer = z.strictObject({ id, ...card, version })
export type Customer = z.output<typeof Customer>
export const CustomerDraft = z.strictObject({ id: id.nullable(), ...card, version })
export type CustomerDraft = z.output<typeof CustomerDraft>

export const emptyCustomer: CustomerDraft = {
  id: null,
  code: '',
  name: '',
  shortName: '',
  statementName: '',
  initials: '',
  grade: 'B',
  contact: '',
  phone: '',
  fax: '',
  address: '',
  region: '',
  salesperson: '',
  settlement: 'deposit',
  depositBasisPoints: 3000,
  termDays: 30,
  creditLimitFen: 0,
  cutoffDay: 0,
  taxNumber: '',
  taxBank: '',
  invoiceKind: 'special',
  invoiceTitle: '',
  taxAddress: '',
  taxPhone: '',
  blacklistNote: '',
  remark: '',
  overBasisPoints: 0,
  shippingMark: '',
  sideMark: '',
  active: true,
  version: 0,
}

export const CustomerRow = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  initials: z.string(),
  grade: z.enum(grades),
  contact: z.string(),
  phone: z.string(),
  region: z.string(),
  settlement: z.enum(settlements),
  active: flag,
})
export const CustomerFound = z.strictObject({
  id,
  code: z.string(),
  name: z.string(),
  shortName: z.string(),
  phone: z.string(),
})

/** What a customer owes and may owe, in fen: the coloured strip on every order (duty 28). */
export const Credit = z.strictObject({
  settlement: z.enum(settlements),
  limitFen: fen,
  /** Released notes and adjustments less confirmed money. */
  owedFen: fen,
  /** The part of it older than the customer's term. */
  overdueFen: fen,
  /** Ordered and not delivered yet. */
  onOrderFen: fen,
  /** Owed and on order together: what stands against the limit. */
  usedFen: fen,
  /** Days of credit of a monthly customer. */
  termDays: count,
  blacklistNote: z.string(),
})

/** Columns of a list that can be imported (shared/customerImport.ts). */
export const customerFields = [
  'code',
  'name',
  'shortName',
  'statementName',
  'initials',
  'grade',
  'contact',
  'phone',
  'fax',
  'address',
  'region',
  'salesperson',
  'settlement',
  'deposit',
  'termDays',
  'creditLimit',
  'cutoffDay',
  'invoiceKind',
  'invoiceTitle',
  'taxNumber',
  'taxAddress',
  'taxPhone',
  'taxContact',
  'taxBank',
  'taxAccount',
  'remark',
] as const
export type CustomerField = (typeof customerFields)[number]

export const customers = {
  list: query(
    'customers.read',
    z.strictObject({ ...paging, typed: text(60).default(''), inactive: flag.default(false) }),
    pageOf(CustomerRow),
  ),
  find: query(
    'customers.read',
    z.strictObject({ typed: text(60), limit: count.min(1).max(20).default(8) }),
    z.array(CustomerFound).max(20),
  ),
  read: query('customers.read', z.strictObject({ id }), Customer),
  credit: query('prices.read', z.strictObject({ id }), Credit),
  save: command('customers.write', CustomerDraft, Customer),
  /** Initials and a free code for a name: what the card is pre-filled with. */
  suggest: query(
    'customers.write',
    z.strictObject({ name: text(60) }),
    z.strictObject({ initials: z.string(), code: z.string() }),
  ),
  ...importProcedures('customers.write', customerFields),
}
