import { z } from 'zod'
import { command, query } from './contract.ts'
import { FaxTexts, FaxWritings } from './faxReading.ts'
import { anyText, bytes, count, fen, flag, id, instant, nothing, requiredText, text } from './fields.ts'
import { languages } from './language.ts'
import { PaperOutput } from './papers.ts'
import { largestLayoutFile, Whose } from './layouts.ts'
import { roles } from './permissions.ts'
import { PcPrinters, ProfileDraft, ProfileKey, testPages } from './printers.ts'
import { trades } from './settings.ts'
import { encodingChoices, pictureLimits, pictureProblems, textEncodings } from './sheets.ts'
import { TemplateFile, TemplateReport } from './statementTemplate.ts'

/** What this PC is and how it stands. */
export const PcStatus = z.strictObject({
  version: z.string(),
  host: z.string(),
  lastBackupAt: instant.nullable(),
  lastBackupFolder: z.string().nullable(),
  /** Free bytes of the disk the data lies on. */
  freeBytes: count,
  watchedFolder: z.string().nullable(),
  backupFolder: z.string().nullable(),
})
export type PcStatus = z.output<typeof PcStatus>

export const SessionPerson = z.strictObject({ id, name: z.string(), role: z.enum(roles), language: z.enum(languages) })
export type SessionPerson = z.output<typeof SessionPerson>

/** Papers that can be printed: the query that makes each, and the command that counts the print. */
export const printable = {
  orderConfirmation: { paper: 'orders.confirmationPaper', printed: null },
  quotation: { paper: 'quotations.paper', printed: 'quotations.markPrinted' },
  productionNotice: { paper: 'production.paper', printed: 'production.markPrinted' },
  noticeHandover: { paper: 'production.handoverPaper', printed: null },
  monthPlan: { paper: 'production.planPaper', printed: null },
  changeSlip: { paper: 'changes.paper', printed: 'changes.markPrinted' },
  outsideSlip: { paper: 'outsourcing.paper', printed: 'outsourcing.markPrinted' },
  outsideCalls: { paper: 'outsourcing.callPaper', printed: null },
  reviewSheet: { paper: 'reviews.paper', printed: 'reviews.markPrinted' },
  dossierSheet: { paper: 'dossiers.paper', printed: 'dossiers.markPrinted' },
  deliveryNote: { paper: 'deliveries.paper', printed: 'deliveries.markPrinted' },
  statement: { paper: 'statements.paper', printed: 'statements.markPrinted' },
  receiptSlip: { paper: 'receipts.paper', printed: 'receipts.markPrinted' },
  receivableList: { paper: 'receivables.paper', printed: null },
  monthHandover: { paper: 'monthEnd.paper', printed: 'monthEnd.markPrinted' },
  reportSheet: { paper: 'reports.paper', printed: null },
  exceptionSheet: { paper: 'exceptions.paper', printed: 'exceptions.markPrinted' },
  progressTable: { paper: 'operations.progressPaper', printed: null },
  dailyReport: { paper: 'operations.dailyPaper', printed: null },
  inspection: { paper: 'quality.paper', printed: 'quality.markPrinted' },
  orderList: { paper: 'orderList.paper', printed: null },
  dispatchList: { paper: 'plan.queuePaper', printed: null },
  monthFigures: { paper: 'figures.paper', printed: null },
  invoiceSlip: { paper: 'invoices.slip', printed: null },
  complaintSheet: { paper: 'complaints.paper', printed: 'complaints.markPrinted' },
  replacementSlip: { paper: 'complaints.replacementPaper', printed: 'complaints.markReplacementPrinted' },
  complaintDaily: { paper: 'complaints.dailyPaper', printed: null },
  codHandover: { paper: 'cod.handoverPaper', printed: 'cod.markPrinted' },
  archiveList: { paper: 'archive.paper', printed: 'archive.markPrinted' },
  archiveLabel: { paper: 'archive.label', printed: null },
  registerList: { paper: 'register.paper', printed: null },
  signChaseList: { paper: 'signBacks.chasePaper', printed: null },
  shippingPlan: { paper: 'shipments.paper', printed: null },
  truckSheet: { paper: 'trucks.paper', printed: 'trucks.markPrinted' },
  gatePass: { paper: 'journeys.passPaper', printed: null },
  noteLabels: { paper: 'labels.ofNote', printed: null },
  noticeLabels: { paper: 'labels.ofNoticeLine', printed: null },
  allocationNotice: { paper: 'allocations.paper', printed: 'allocations.markPrinted' },
  progressReply: { paper: 'contacts.progressPaper', printed: null },
  shortageList: { paper: 'purchases.shortagePaper', printed: null },
  materialSlip: { paper: 'materials.slipPaper', printed: null },
  orderFile: { paper: 'orders.filePaper', printed: null },
} as const
export type Printable = keyof typeof printable
const printableNames = Object.keys(printable) as [Printable, ...Printable[]]
const profilePaper = z.enum(printableNames).nullable()

/** Tables that can be exported as a workbook; each is made by electron/exports.ts in the reader. */
export const exportKinds = [
  'statement',
  'statements',
  'statementBook',
  'statementTemplate',
  'orders',
  'ledger',
  'receivables',
  'monthPack',
  'reports',
  'figures',
  'shipments',
  'journeys',
  'monthPlan',
  'inspections',
  'shortages',
  'outsourcing',
  'register',
  'complaints',
  'complaintDaily',
] as const
export type ExportKind = (typeof exportKinds)[number]

/** Rows and fen of each money table, named `orders.rows`, `orders.fen` … */
export const Totals = z.record(z.string(), z.number())
export const RestoreCandidate = z.strictObject({
  /** Names the chosen backup for one use; the path itself never leaves the main process. */
  token: z.string(),
  fileName: z.string(),
  madeAt: instant,
  there: Totals,
  here: Totals,
})

/** Work not saved yet, kept on this PC's disk; `content` is the page's own. */
export const KeptText = z.strictObject({ key: requiredText(60), at: instant, content: anyText(900_000) })
export type KeptText = z.output<typeof KeptText>

const place = z.number().int()
/** How a text was read; null for workbooks, which carry their own. */
const encoding = z.enum(textEncodings).nullable()
export const PaperTable = z.strictObject({
  fileName: z.string(),
  encoding,
  sheets: z.array(
    z.strictObject({
      name: z.string(),
      rows: z.array(z.array(z.string())),
      merges: z
        .array(z.tuple([place, place, place, place]).readonly())
        .readonly()
        .optional(),
      hiddenRows: z.array(place).optional(),
      hiddenColumns: z.array(place).optional(),
      hidden: flag.optional(),
      pictures: z
        .array(
          z.strictObject({
            at: z.tuple([place, place, place, place]).readonly(),
            picture: count.nullable(),
            problem: z.enum(pictureProblems).nullable(),
          }),
        )
        .max(pictureLimits.anchors)
        .optional(),
    }),
  ),
  /** PNG and JPEG files as they lie in a workbook, only where they were asked for; `pictures` of a sheet name them. */
  pictures: z.array(bytes).max(pictureLimits.pictures).optional(),
  picturesMissing: flag.optional(),
})

/** A list picked from the disk; its `token` names it until the program ends, the path never leaves the main process. */
export const PickedTable = z.strictObject({
  token: z.string(),
  fileName: z.string(),
  encoding,
  sheets: z.array(z.strictObject({ name: z.string(), rows: z.array(z.array(z.string())) })),
})
export type PickedTable = z.output<typeof PickedTable>

/** What needs the desktop itself: dialogs, printing, folders, the session. Answered by electron/shell. */
export const shell = {
  session: query('public', nothing, z.strictObject({ person: SessionPerson.nullable() })),
  signOut: command('public', nothing, nothing),
  status: query('public', nothing, PcStatus),
  /** What this person has keyed and not saved, oldest first. */
  drafts: query('signedIn', nothing, z.array(KeptText).max(10)),
  /** Keeps a draft under its key, or drops it (null). Answered when the disk has it. */
  keepDraft: command(
    'signedIn',
    z.strictObject({ key: requiredText(60), content: anyText(900_000).nullable() }),
    nothing,
  ),
  pickFaxes: command('inbox.write', nothing, z.array(z.strictObject({ name: z.string(), bytes })).max(50)),
  /** A PNG or JPG for a product, a line or a defect; null when nothing was picked. */
  pickPicture: command('pictures.write', nothing, z.strictObject({ bytes }).nullable()),
  /** A list of customers, products or prices, of old notes, or of a bank; null when nothing was picked. */
  pickTable: command('receipts.write', nothing, PickedTable.nullable()),
  /** The same file once more, its characters read another way. Refused when it cannot be read so, or is gone. */
  readPickedTable: query(
    'receipts.write',
    z.strictObject({ token: z.string().max(100), encoding: z.enum(encodingChoices) }),
    PickedTable,
  ),
  /** A customer's own order: read once to see that it can be, then taken into the inbox as written proof (duty 2). */
  pickOrderFile: command('inbox.write', nothing, z.strictObject({ inboxItemId: id }).nullable()),
  /** The sheets of a table in the inbox, read in the process that is thrown away; a text with the encoding chosen. */
  readPaperTable: query(
    'inbox.read',
    z.strictObject({
      id,
      encoding: z.enum(encodingChoices).default('auto'),
      /** With the pictures of an .xlsx. */
      withPictures: flag.default(false),
    }),
    PaperTable,
  ),
  /** What lines of writing cut out of a fax seem to say, read on this PC in a process that is thrown away: only a hint. */
  readFax: query('checks.write', z.strictObject({ pictures: FaxWritings }), z.strictObject({ texts: FaxTexts })),
  /** Ends what this page is having read. */
  cancelReadFax: query('checks.write', nothing, nothing),
  chooseFolder: command(
    'settings.write',
    z.strictObject({ purpose: z.enum(['watched', 'backup']), clear: flag.default(false) }),
    PcStatus,
  ),
  /** Prints through the system's dialog, or saves a PDF; `saved` is the file's name, null when cancelled. */
  print: command(
    'signedIn',
    z.strictObject({
      paper: z.enum(printableNames),
      input: z.record(z.string(), z.unknown()),
      /** `prn`: a file of what a dot-matrix printer would get. */
      to: z.enum(['printer', 'pdf', 'prn']),
    }),
    z.strictObject({ saved: text(300).nullable(), printed: flag }),
  ),
  /** A paper as a dot-matrix printer prints it as text, and in sentences what text cannot show of it. */
  dots: query(
    'signedIn',
    z.strictObject({ paper: z.enum(printableNames), input: z.record(z.string(), z.unknown()) }),
    z.strictObject({ paper: PaperOutput, losses: z.array(z.string()).max(2) }),
  ),
  /** Prints a kept print again, from the same bytes, or saves its PDF. */
  reprint: command(
    'signedIn',
    z.strictObject({ id, to: z.enum(['printer', 'pdf']) }),
    z.strictObject({ saved: text(300).nullable(), printed: flag }),
  ),
  /** The printers of this PC and how its papers are printed. */
  printers: query('signedIn', nothing, PcPrinters),
  /** `replaces`: the profile that was opened; null makes a new one. */
  saveProfile: command(
    'printers.write',
    z.strictObject({ draft: ProfileDraft.extend({ paper: profilePaper }), replaces: ProfileKey.nullable() }),
    PcPrinters,
  ),
  removeProfile: command('printers.write', ProfileKey, PcPrinters),
  testPaper: query(
    'signedIn',
    z.strictObject({
      page: z.enum(testPages),
      ...ProfileKey.pick({ widthMicrons: true, heightMicrons: true }).shape,
      /** As text, not as a page. */
      dots: flag.default(false),
    }),
    PaperOutput,
  ),
  /** Prints a test page as the profile stands, without the dialog unless its way is the dialog. */
  printTest: command(
    'printers.write',
    z.strictObject({ page: z.enum(testPages), key: ProfileKey }),
    z.strictObject({ printed: flag }),
  ),
  /** The person has looked at the test page: this profile prints without the dialog from now on. */
  acceptProfile: command('printers.write', ProfileKey, PcPrinters),
  export: command(
    'signedIn',
    z.strictObject({ kind: z.enum(exportKinds), input: z.record(z.string(), z.unknown()), name: text(100) }),
    z.strictObject({ saved: text(300).nullable(), files: count }),
  ),
  /** Saves the layout of a paper as a file; `saved` is its name, null when cancelled. */
  exportLayout: command('settings.write', Whose, z.strictObject({ saved: text(300).nullable() })),
  /** The text of a layout's file; null when nothing was picked. */
  pickLayout: command(
    'settings.write',
    nothing,
    z.strictObject({ text: z.string().max(largestLayoutFile) }).nullable(),
  ),
  /**
   * The office's own .xlsx for a paper: looked at in a process that is thrown away, put away where it will do (`template`).
   * Null when nothing was picked.
   */
  pickTemplate: command(
    'settings.write',
    nothing,
    z.strictObject({ name: z.string(), report: TemplateReport, template: TemplateFile.nullable() }).nullable(),
  ),
  cancelExport: command('signedIn', nothing, nothing),
  /** Makes a verified backup; `ask` lets the person choose the drive, otherwise the set folder is used. */
  backup: command(
    'backup.write',
    z.strictObject({ ask: flag }),
    z.strictObject({ fileName: z.string().nullable(), byteLength: count }),
  ),
  pickRestore: command('backup.restore', nothing, RestoreCandidate.nullable()),
  restore: command(
    'backup.restore',
    z.strictObject({ token: z.string().max(100), password: z.string().max(100) }),
    z.strictObject({ keptAs: z.string() }),
  ),
  /** Builds the demo office of a trade in an empty one (first start only). */
  beginDemo: command(
    'public',
    z.strictObject({ trade: z.enum(trades) }),
    z.strictObject({ orders: count, totalFen: fen }),
  ),
}
