import { z } from 'zod'
import { checkFields, checkListOf } from './checks.ts'
import { command, query } from './contract.ts'
import { labelCodes, labelForms, labelNames } from './labels.ts'
import { severities } from './severities.ts'
import { aqls, levels } from './samplingTables.ts'
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
/** Copies of a production notice (papers.md 4.2) and what is looked at on a film, until the office names its own. */
export const usualNoticeCopies = ['生产', '仓库', '品管', '跟单存']
export const usualFilmItems = ['文字', '尺寸', '颜色', '出血', '条码']
/** Which offices check films before printing. */
export const filmWishes = ['trade', 'all', 'off'] as const
export type FilmWish = (typeof filmWishes)[number]
export const creditControls = ['off', 'warn', 'ask'] as const
export type CreditControl = (typeof creditControls)[number]

const aql = count.refine((value) => value === 0 || (aqls as readonly number[]).includes(value))
const InspectionAql = z.strictObject({ critical: aql, major: aql, minor: aql })
/** 致命 0 · 严重 2.5 · 轻微 4.0: what buyers ask where they say nothing else. */
export const usualAql = { critical: 0, major: 2500, minor: 4000 }

/** Check columns; what costs money is on the list whatever was chosen, in an older office's settings too (duty 6). */
const CheckList = z.array(z.enum(checkFields)).max(checkFields.length).transform(checkListOf)
export const FamilyFields = z.strictObject({ family: requiredText(20), fields: CheckList })

/** What the office decided: each is a switch or a text of Settings. */
export const Office = z.strictObject({
  trade: z.enum(trades),
  /** Who keyed the order cannot check it (duty 4, reliability 3.4). */
  fourEyes: flag,
  /** Who enters money does not confirm it himself. */
  twoForMoney: flag.default(false),
  /** The signed confirmation must be back before the notice goes out (duty 9). */
  signedConfirmationNeeded: flag,
  /** Inspection is a condition of releasing a delivery note (duty 74). */
  inspectionNeeded: flag,
  /** What proves it: a person's word on the note, or 出货检验单 that cover its goods. */
  inspectionProof: z.enum(['hand', 'sheet']).default('hand'),
  /** 检验水平 and AQL (thousandths, 0 = none) an inspection starts with. */
  inspectionLevel: z.enum(levels).default('II'),
  inspectionAql: InspectionAql.default(usualAql),
  /** Checklist and kinds of defects; empty = those of the trade (duty 127). */
  inspectionItems: z.array(requiredText(30)).max(60).default([]),
  inspectionDefects: z
    .array(z.strictObject({ defect: requiredText(30), severity: z.enum(severities) }))
    .max(100)
    .default([]),
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
  /** Signed papers overdue longer than this are the manager's business, calendar days (duty 87); 0 = never. */
  signEscalateDays: count.max(365).default(7),
  /** Goods must be put into the store before they are picked for a delivery (货要先入库). */
  storeFirst: flag.default(false),
  /** Finished goods not put into the store for so many days are asked after (督促入库, duty 57). */
  storeChaseDays: count.max(90).default(2),
  /** Goods longer in the store are waiting too long: finished too early (duty 48). */
  storeLongDays: count.max(365).default(7),
  hideCustomerOnNotice: flag,
  /** 装车查对 and 出厂 are steps of their own behind 放行 (duties 88, 89); else goods leave when they are released. */
  gateSteps: flag.default(false),
  /** 已送 and 未送 stand on the delivery note (duty 87). */
  noteProgress: flag.default(false),
  /** Labels for packs (duty 83): the form, the symbol, and what stands for the customer. */
  labelForm: z.enum(labelForms).default('100x70'),
  labelCode: z.enum(labelCodes).default('qr'),
  labelName: z.enum(labelNames).default('name'),
  /** Copies of the production notice that are handed out and signed for (duty 36). */
  noticeCopyNames: z.array(requiredText(12)).min(1).max(6).default(usualNoticeCopies),
  /** Films are checked before printing: in the printing trade, always, never; and what is looked at (duty 42). */
  filmCheck: z.enum(filmWishes).default('trade'),
  filmItems: z.array(requiredText(20)).min(1).max(20).default(usualFilmItems),
  /** A line of a new version (新版) needs an accepted quotation before its notice (duty 12). */
  newVersionQuoted: flag.default(true),
  /** The page that releases an order tells which of its papers and samples are missing (duty 128). */
  dossierAsked: flag.default(false),
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
  /** Finished goods that wait longer than this for their due date are made too early, calendar days (duty 48). */
  earlyDays: count.max(365).default(5),
  /** Hours the manager has for a complaint (duty 96), and the office to answer the customer; 0 = never late. */
  complaintConfirmHours: count.max(240).default(4),
  complaintReplyHours: count.max(720).default(24),
  /** A replacement leaves for a confirmed complaint alone (duty 97). */
  replacementByComplaint: flag.default(true),
  restDays: z.array(z.number().int().min(0).max(6)).max(6),
})
export type Office = z.output<typeof Office>

export const ProcessRow = z.strictObject({
  id,
  name: z.string(),
  sequence: count,
  standardDays: count,
  dailyCapacity: thousandths,
  capacityUnit: z.string(),
  workshop: z.string(),
  /** 流程及质量标准, shown beside the daily report and the inspection (duty 76). */
  standard: z.string(),
  active: flag,
  version,
})
export type ProcessRow = z.output<typeof ProcessRow>
export const ProcessDraft = z.strictObject({
  id: id.nullable(),
  name: requiredText(20),
  sequence: count,
  standardDays: count.max(365),
  dailyCapacity: thousandths.min(0).max(1e12),
  /** What the capacity counts: 件, 张, 平方, 小时. */
  capacityUnit: requiredText(8).default('件'),
  workshop: text(20),
  standard: text(500).default(''),
  active: flag,
  version,
})
export const Holiday = z.strictObject({ day: date, works: flag, name: text(20) })
/** At most this many days are entered at once: a whole Spring Festival, not a slip of the hand. */
export const mostDaysAtOnce = 62

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
  /** All days from–to at once: a holiday of a year whose notice came out later than the program. */
  saveHolidays: command(
    'settings.write',
    z.strictObject({ from: date, to: date, works: flag, name: text(20) }),
    z.strictObject({ days: count }),
  ),
  /** The day is an ordinary day of the week again. */
  removeHoliday: command('settings.write', z.strictObject({ day: date }), nothing),
  /** Sets the processes, papers and calendar of a trade up in a new office (first start). */
  chooseTrade: command('settings.write', z.strictObject({ trade: z.enum(trades) }), nothing),
}
