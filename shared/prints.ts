import { z } from 'zod'
import { command, query } from './contract.ts'
import {
  byId,
  bytes,
  count,
  date,
  flag,
  id,
  instant,
  nothing,
  pageOf,
  paging,
  requiredText,
  sha256,
  text,
} from './fields.ts'
import type { PhraseKey } from './language.ts'
import { PaperOutput } from './papers.ts'
import type { Permission } from './permissions.ts'
import { printable, type Printable } from './shell.ts'

/** What a printed paper belongs to: the table of its document, or '' for lists and reports. */
export const printedDocuments = [
  'orders',
  'quotations',
  'notices',
  'orderChanges',
  'outsideSlips',
  'deliveryNotes',
  'statements',
  'receipts',
  'exceptions',
  'inspections',
  'allocations',
  'complaints',
  'replacements',
] as const
export type PrintedDocument = (typeof printedDocuments)[number]

interface PaperFacts {
  label: PhraseKey
  /** Who may make this paper may see what was printed of it. */
  permission: Permission
  document: PrintedDocument | ''
  /** `byRole`: hidden for whoever sees no prices. `asked`: left out where the paper was asked for without. */
  prices: 'always' | 'byRole' | 'asked' | 'never'
}

/** Each paper that can be printed. A paper without its line does not compile. */
export const paperFacts: Record<Printable, PaperFacts> = {
  orderConfirmation: {
    label: 'prints.orderConfirmation',
    permission: 'orders.read',
    document: 'orders',
    prices: 'always',
  },
  quotation: { label: 'prints.quotation', permission: 'prices.read', document: 'quotations', prices: 'always' },
  productionNotice: {
    label: 'prints.productionNotice',
    permission: 'operations.read',
    document: 'notices',
    prices: 'never',
  },
  noticeHandover: {
    label: 'prints.noticeHandover',
    permission: 'operations.read',
    document: 'notices',
    prices: 'never',
  },
  monthPlan: { label: 'prints.monthPlan', permission: 'operations.read', document: '', prices: 'never' },
  changeSlip: { label: 'prints.changeSlip', permission: 'orders.read', document: 'orderChanges', prices: 'byRole' },
  outsideSlip: {
    label: 'prints.outsideSlip',
    permission: 'operations.read',
    document: 'outsideSlips',
    prices: 'byRole',
  },
  outsideCalls: { label: 'prints.outsideCalls', permission: 'operations.read', document: '', prices: 'never' },
  reviewSheet: { label: 'prints.reviewSheet', permission: 'orders.read', document: 'orders', prices: 'never' },
  dossierSheet: { label: 'prints.dossierSheet', permission: 'orders.read', document: 'orders', prices: 'never' },
  deliveryNote: {
    label: 'prints.deliveryNote',
    permission: 'deliveries.read',
    document: 'deliveryNotes',
    prices: 'asked',
  },
  statement: { label: 'prints.statement', permission: 'statements.read', document: 'statements', prices: 'always' },
  monthHandover: { label: 'prints.monthHandover', permission: 'statements.read', document: '', prices: 'always' },
  reportSheet: { label: 'prints.reportSheet', permission: 'reports.read', document: '', prices: 'byRole' },
  receiptSlip: { label: 'prints.receiptSlip', permission: 'receipts.read', document: 'receipts', prices: 'always' },
  receivableList: { label: 'prints.receivableList', permission: 'statements.read', document: '', prices: 'always' },
  exceptionSheet: {
    label: 'prints.exceptionSheet',
    permission: 'operations.read',
    document: 'exceptions',
    prices: 'byRole',
  },
  progressTable: { label: 'prints.progressTable', permission: 'operations.read', document: '', prices: 'never' },
  dailyReport: { label: 'prints.dailyReport', permission: 'operations.read', document: '', prices: 'never' },
  inspection: { label: 'prints.inspection', permission: 'quality.read', document: 'inspections', prices: 'never' },
  orderList: { label: 'prints.orderList', permission: 'orders.read', document: '', prices: 'byRole' },
  dispatchList: { label: 'prints.dispatchList', permission: 'operations.read', document: '', prices: 'never' },
  monthFigures: { label: 'prints.monthFigures', permission: 'operations.read', document: '', prices: 'never' },
  shippingPlan: { label: 'prints.shippingPlan', permission: 'deliveries.read', document: '', prices: 'never' },
  allocationNotice: {
    label: 'prints.allocationNotice',
    permission: 'deliveries.read',
    document: 'allocations',
    prices: 'never',
  },
  progressReply: { label: 'prints.progressReply', permission: 'customers.read', document: '', prices: 'never' },
  shortageList: { label: 'prints.shortageList', permission: 'materials.read', document: '', prices: 'never' },
  materialSlip: { label: 'prints.materialSlip', permission: 'materials.read', document: '', prices: 'never' },
  truckSheet: { label: 'prints.truckSheet', permission: 'deliveries.read', document: '', prices: 'never' },
  gatePass: { label: 'prints.gatePass', permission: 'deliveries.read', document: 'deliveryNotes', prices: 'never' },
  noteLabels: { label: 'prints.labels', permission: 'deliveries.read', document: 'deliveryNotes', prices: 'never' },
  noticeLabels: { label: 'prints.labels', permission: 'deliveries.read', document: '', prices: 'never' },
  invoiceSlip: { label: 'prints.invoiceSlip', permission: 'customers.read', document: '', prices: 'never' },
  complaintSheet: {
    label: 'prints.complaintSheet',
    permission: 'complaints.read',
    document: 'complaints',
    prices: 'byRole',
  },
  replacementSlip: {
    label: 'prints.replacementSlip',
    permission: 'complaints.read',
    document: 'replacements',
    prices: 'never',
  },
  complaintDaily: { label: 'prints.complaintDaily', permission: 'complaints.read', document: '', prices: 'never' },
  codHandover: { label: 'prints.codHandover', permission: 'receipts.read', document: '', prices: 'always' },
  archiveList: { label: 'prints.archiveList', permission: 'orders.read', document: '', prices: 'never' },
  archiveLabel: { label: 'prints.archiveLabel', permission: 'orders.read', document: '', prices: 'never' },
  signChaseList: { label: 'prints.signChaseList', permission: 'signBacks.write', document: '', prices: 'never' },
  registerList: { label: 'prints.registerList', permission: 'inbox.read', document: '', prices: 'never' },
  orderFile: { label: 'prints.orderFile', permission: 'orders.read', document: 'orders', prices: 'byRole' },
}
const paperNames = Object.keys(printable) as [Printable, ...Printable[]]
const paper = z.enum(paperNames)

/** Where a print went. `text`: the letters of a dot-matrix printer. */
export const printTargets = ['printer', 'pdf', 'text'] as const
export type PrintTarget = (typeof printTargets)[number]

/** What a paper is made of at this moment, read before it is made. */
export const PrintAbout = z.strictObject({
  document: z.enum(printedDocuments).or(z.literal('')),
  documentId: id.nullable(),
  /** The order whose goods it shows, where it is one order's. */
  orderId: id.nullable(),
  number: z.string().max(40),
  /** The version of the document's data; 0 for lists and reports. */
  version: count,
  priced: flag,
})
export type PrintAbout = z.output<typeof PrintAbout>

/** A print that is kept (duty 121): what, of which data, the how manieth, by whom, where to. */
export const PrintRow = z.strictObject({
  id,
  paper,
  document: PrintAbout.shape.document,
  documentId: id.nullable(),
  number: z.string(),
  title: z.string(),
  version: count,
  /** First, second … print of this document on this paper; of a list, of the same title. */
  nth: count,
  copies: count,
  to: z.enum(printTargets),
  /** Name of the printer, '' where the dialog chose it; the file's name of a PDF. */
  place: z.string(),
  by: z.string(),
  host: z.string(),
  at: instant,
  pages: count,
  byteLength: count,
  sha256,
  priced: flag,
  /** 重印: the same bytes as the print of this number of the record. */
  reprintOf: id.nullable(),
  /** Whether whoever asks may look at it: no prices for those who see none. */
  open: flag,
})
export type PrintRow = z.output<typeof PrintRow>

const place = text(300)
const copies = count.min(1).max(99)

export const PrintFilter = z.strictObject({
  paper: paper.nullable().default(null),
  document: z.enum(printedDocuments).nullable().default(null),
  documentId: id.nullable().default(null),
  from: date.nullable().default(null),
  till: date.nullable().default(null),
  personId: id.nullable().default(null),
  /** The beginning of a number. */
  number: text(40).default(''),
})

export const prints = {
  about: query('signedIn', z.strictObject({ paper, input: z.record(z.string(), z.unknown()) }), PrintAbout),
  /** `keep` and `keepAgain` are called by main alone (electron/shell/ipc.ts). Keeps what was printed, and counts it with the document; the files are on the disk before the row is. */
  keep: command(
    'signedIn',
    z.strictObject({
      paper,
      input: z.record(z.string(), z.unknown()),
      about: PrintAbout,
      title: requiredText(200),
      pages: count.min(1),
      copies,
      to: z.enum(printTargets),
      place,
      pdf: bytes,
      /** The paper itself as gzipped JSON, so that it can be printed again to the letter. */
      exact: bytes,
    }),
    z.strictObject({ id, nth: count }),
  ),
  /** Keeps that a print was printed once more, from the same bytes. */
  keepAgain: command(
    'signedIn',
    z.strictObject({ id, copies, to: z.enum(printTargets), place }),
    z.strictObject({ id, nth: count }),
  ),
  /** Newest first. */
  list: query('signedIn', z.strictObject({ ...paging, ...PrintFilter.shape }), pageOf(PrintRow)),
  read: query('signedIn', byId, PrintRow),
  /** The PDF as it was. */
  bytes: query('signedIn', byId, z.strictObject({ bytes, sha256 })),
  /** The paper as it was, to print it again. */
  exact: query('signedIn', byId, PaperOutput),
  /** Who printed anything: for the filter. */
  people: query('signedIn', nothing, z.array(z.strictObject({ id, name: z.string() })).max(500)),
}
