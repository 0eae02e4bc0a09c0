import { z } from 'zod'
import { checkFields, checkListOf } from './checks.ts'
import { command, query } from './contract.ts'
import { count, date, fen, flag, id, nothing, requiredText, text, thousandths, typedFen, version } from './fields.ts'

export const trades = ['furniture', 'printing', 'garment', 'hardware'] as const
export type Trade = (typeof trades)[number]

/** The company's head on every paper (papers.md, common header). */
export const Company = z.strictObject({
  name: requiredText(60),
  shortName: text(20),
  address: text(100),
  phone: text(40),
  fax: text(40),
  taxNumber: text(40),
  bankAccounts: z
    .array(z.strictObject({ name: requiredText(60), bank: requiredText(60), account: requiredText(40) }))
    .max(10),
})
export type Company = z.output<typeof Company>

/** Who reviews an order and what each looks at, until the office names its own (duties 22–25). */
export const usualDepartments = ['业务', '生管', '技术', '品管', '采购', '财务', '总经理']
export const usualReviewLines = ['人力', '设备产能', '物料', '工艺', '品质', '价格付款']
export const creditControls = ['off', 'warn', 'ask'] as const
export type CreditControl = (typeof creditControls)[number]

/** Check columns; what costs money is on the list whatever was chosen, in an older office's settings too (duty 6). */
const CheckList = z.array(z.enum(checkFields)).max(checkFields.length).transform(checkListOf)
export const FamilyFields = z.strictObject({ family: requiredText(20), fields: CheckList })

/** What the office decided: each is a switch or a text of Settings. */
export const Office = z.strictObject({
  trade: z.enum(trades),
  /** Who keyed the order cannot check it (duty 4, reliability 3.4). */
  fourEyes: flag,
  /** The signed confirmation must be back before the notice goes out (duty 9). */
  signedConfirmationNeeded: flag,
  /** Inspection is a condition of releasing a delivery note (duty 74). */
  inspectionNeeded: flag,
  /** Fields of each line checked in the call-back: the standard list (duty 6). */
  checkFields: CheckList,
  /** The lists of families that are asked for something else: 系列 as it is written on the product. */
  familyFields: z.array(FamilyFields).max(60).default([]),
  /** How a faxed order is checked: called back, keyed a second time blind, or both. */
  checkWay: z.enum(['callBack', 'blind', 'both']).default('callBack'),
  /** From this amount on an order is always keyed a second time; 0 = never for its amount. */
  blindFromFen: typedFen.nonnegative().default(0),
  /** The salesperson must have been asked before the call-back begins (duty 5). */
  salespersonFirst: flag.default(false),
  /** A sentence for everybody on the sign-in page. */
  signInNote: text(100).default(''),
  /** The first sentence on the phone (duty 7). */
  greeting: text(100),
  /** Named copies of the delivery note: 白存根 红客户 黄回单 (papers.md 4.5). */
  noteCopies: z.array(requiredText(12)).min(1).max(5),
  noteText: text(100),
  confirmationTerms: text(300),
  statementTerms: text(300),
  /** Days until a signed paper is due back: confirmation, delivery note, statement. */
  signBackDays: z.strictObject({
    confirmation: count.max(90),
    delivery: count.max(90),
    statement: count.max(90),
    quotation: count.max(90).default(3),
    outsourcing: count.max(90).default(1),
  }),
  hideCustomerOnNotice: flag,
  /** A line of a new version (新版) needs an accepted quotation before its notice (duty 12). */
  newVersionQuoted: flag.default(true),
  /** Over the limit, overdue or blacklisted: not looked at, a warning, or a manager asked by name (duty 28). */
  creditControl: z.enum(creditControls).default('warn'),
  taxMode: z.enum(['included', 'excluded']),
  taxBasisPoints: count.max(10_000),
  backupHours: count.max(168),
  /** Which orders are reviewed by the departments before they are made (duty 22). */
  reviewWish: z.enum(['off', 'above', 'newVersion', 'all']).default('off'),
  reviewAboveFen: fen.min(0).default(0),
  reviewDepartments: z.array(requiredText(20)).min(1).max(20).default(usualDepartments),
  reviewLines: z.array(requiredText(20)).max(20).default(usualReviewLines),
  restDays: z.array(z.number().int().min(0).max(6)).max(6),
})
export type Office = z.output<typeof Office>

export const ProcessRow = z.strictObject({
  id,
  name: z.string(),
  sequence: count,
  standardDays: count,
  dailyCapacity: thousandths,
  workshop: z.string(),
  active: flag,
  version,
})
export type ProcessRow = z.output<typeof ProcessRow>
export const ProcessDraft = z.strictObject({
  id: id.nullable(),
  name: requiredText(20),
  sequence: count,
  standardDays: count.max(365),
  dailyCapacity: thousandths,
  workshop: text(20),
  active: flag,
  version,
})
export const Holiday = z.strictObject({ day: date, works: flag, name: text(20) })

export const settings = {
  read: query(
    'signedIn',
    nothing,
    z.strictObject({
      company: Company.nullable(),
      office: Office,
      versions: z.strictObject({ company: version, office: version }),
    }),
  ),
  saveCompany: command('settings.write', z.strictObject({ company: Company, version }), z.strictObject({ version })),
  saveOffice: command('settings.write', z.strictObject({ office: Office, version }), z.strictObject({ version })),
  processes: query('signedIn', nothing, z.array(ProcessRow).max(200)),
  saveProcess: command('settings.write', ProcessDraft, ProcessRow),
  holidays: query(
    'signedIn',
    z.strictObject({ year: z.number().int().min(2000).max(2100) }),
    z.array(Holiday).max(400),
  ),
  saveHoliday: command('settings.write', Holiday, nothing),
  /** Sets the processes, papers and calendar of a trade up in a new office (first start). */
  chooseTrade: command('settings.write', z.strictObject({ trade: z.enum(trades) }), nothing),
}
