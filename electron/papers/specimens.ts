import type { Printable } from '../../shared/shell.ts'
import { allocationNotice } from './allocationNotice.ts'
import { archiveLabel, archiveList } from './archiveList.ts'
import { awkward, punctuated } from './awkward.ts'
import { changeSlip } from './changeSlip.ts'
import { codHandover } from './codHandover.ts'
import { invoiceSlip } from './invoiceSlip.ts'
import { complaintDaily } from './complaintDaily.ts'
import { complaintSheet } from './complaintSheet.ts'
import { dailyReport } from './dailyReport.ts'
import { deliveryNote } from './deliveryNote.ts'
import { dispatchList } from './dispatchList.ts'
import { dossierSheet } from './dossierSheet.ts'
import { exceptionSheet } from './exceptionSheet.ts'
import { gatePass } from './gatePass.ts'
import { handover } from './handover.ts'
import { inspectionReport } from './inspectionReport.ts'
import { type PackLabel, packLabels } from './labels.ts'
import { materialSlip } from './materialSlip.ts'
import { monthFigures } from './monthFigures.ts'
import { monthHandover } from './monthHandover.ts'
import { monthPlan } from './monthPlan.ts'
import { orderConfirmation } from './orderConfirmation.ts'
import { orderFile } from './orderFile.ts'
import { orderTable } from './orderTable.ts'
import { outsideCalls } from './outsideCalls.ts'
import { outsideSlip } from './outsideSlip.ts'
import type { Paper, PaperOptions } from './paper.ts'
import { productionNotice } from './productionNotice.ts'
import { progressReply } from './progressReply.ts'
import { progressTable } from './progressTable.ts'
import { quotationSheet } from './quotation.ts'
import { receiptSlip } from './receiptSlip.ts'
import { receivableList } from './receivableList.ts'
import { reportSheet } from './reportSheet.ts'
import { reviewSheet } from './reviewSheet.ts'
import { replacementSlip } from './replacementSlip.ts'
import { confirmation, daily, delivery, march, notice, progress } from './samples.ts'
import { archiveSample, chaseSample, handoverCodSample, invoiceSlipSample, registerSample } from './samplesArchive.ts'
import { complaintSample, dailyComplaintsSample, slipSample as replacementSample } from './samplesComplaints.ts'
import * as desk from './samplesDesk.ts'
import * as shop from './samplesWorkshop.ts'
import { orderFileSample, reply } from './samplesLetters.ts'
import { monthHandoverSample, reportSample } from './samplesMonth.ts'
import { handoverSample, monthPlanSample } from './samplesNotice.ts'
import { receivableSample, slipSample } from './samplesMoney.ts'
import { allocationSample, planSample } from './samplesShipping.ts'
import { labelSamples, passSample, truckSample } from './samplesLeaving.ts'
import { shippingPlan } from './shippingPlan.ts'
import { shortageList } from './shortageList.ts'
import { registerList } from './registerList.ts'
import { signChaseList } from './signChaseList.ts'
import { statement } from './statement.ts'
import { truckSheet } from './truckSheet.ts'

/** The names of the rows of a long paper: each must be printed once on each copy. */
export const rowNames: string[] = Array.from({ length: 160 }, (_, index) => `Q${1000 + index}`)

/** A paper as offices meet it: an everyday one, one of many rows, one full of 标点, and the largest and oddest the database can hold. */
export interface Specimen {
  short: (options?: PaperOptions) => Paper
  /** Null for what is one sheet by its nature. */
  long: (() => Paper) | null
  punctuated: () => Paper
  extreme: () => Paper
  /** Words that may stand on the last form only (of each copy): the sum. */
  lastOnly: string | null
}

const specimen = <Data>(
  lay: (data: Data, options?: PaperOptions) => Paper,
  data: Data,
  grow: ((data: Data) => Data) | null,
  lastOnly: string | null = null,
): Specimen => ({
  short: (options) => lay(data, options),
  long: grow && (() => lay(grow(data))),
  punctuated: () => lay(punctuated(data)),
  extreme: () => lay(awkward(data)),
  lastOnly,
})

/** The rows of a paper over and over, each with a name of its own in the field `field`. */
const many = <Row>(rows: readonly Row[], field: keyof Row): Row[] =>
  rowNames.map((name, index) => ({ ...rows[index % rows.length]!, [field]: name }))

/** What the program itself puts on a label stays as it puts it there: its place among the packs, the text of its symbol. */
const numbered = (labels: readonly PackLabel[]): PackLabel[] =>
  labels.map((label, index) => ({
    ...label,
    place: `${index + 1}/${labels.length}`,
    text: /^[\w-]{1,24}$/.test(label.text) ? label.text : `XS261126-01-1-${index + 1}`,
  }))

/** One of every printable paper: a new one does not compile until it has its specimen. */
export const specimens: Record<Printable, Specimen> = {
  orderConfirmation: specimen(
    orderConfirmation,
    confirmation,
    (paper) => ({ ...paper, lines: many(paper.lines, 'code') }),
    '47,376.00',
  ),
  quotation: specimen(quotationSheet, desk.quotationSample, (paper) => ({
    ...paper,
    lines: many(paper.lines, 'description'),
  })),
  productionNotice: specimen(productionNotice, notice, (paper) => ({ ...paper, lines: many(paper.lines, 'code') })),
  noticeHandover: specimen(handover, handoverSample, (paper) => ({ ...paper, rows: many(paper.rows, 'label') })),
  monthPlan: specimen(monthPlan, monthPlanSample, (paper) => ({ ...paper, rows: many(paper.rows, 'code') })),
  changeSlip: specimen(changeSlip, desk.changeSlipSample, (paper) => ({
    ...paper,
    entries: many(paper.entries, 'before'),
  })),
  outsideSlip: specimen(
    outsideSlip,
    shop.outsideSlipSample,
    (paper) => ({ ...paper, lines: many(paper.lines, 'process') }),
    '166,080.00',
  ),
  outsideCalls: specimen(outsideCalls, shop.outsideCallsSample, (paper) => ({
    ...paper,
    lines: many(paper.lines, 'number'),
  })),
  reviewSheet: specimen(reviewSheet, desk.reviewSheetSample, (paper) => ({
    ...paper,
    lines: many(paper.lines, 'code'),
  })),
  dossierSheet: specimen(dossierSheet, desk.dossierSample, (paper) => ({
    ...paper,
    dossier: { ...paper.dossier, conflicts: many(paper.dossier.conflicts, 'words') },
  })),
  deliveryNote: specimen(deliveryNote, delivery, (paper) => ({ ...paper, lines: many(paper.lines, 'code') }), '大写'),
  statement: specimen(
    statement,
    march,
    (paper) => ({ ...paper, rows: many(paper.rows, 'documentNumber').map((row) => ({ ...row, customerPo: '' })) }),
    '贰万零壹拾贰元整',
  ),
  receiptSlip: specimen(receiptSlip, slipSample, (paper) => ({
    ...paper,
    parts: rowNames.flatMap((number) => [
      { ...paper.parts[0]!, number, amountFen: 1_234_567 },
      { ...paper.parts[1]!, number: number.replace('Q', 'XS26112'), amountFen: 1_234_567 },
    ]),
    amountFen: 2 * 1_234_567 * rowNames.length,
  })),
  receivableList: specimen(
    receivableList,
    receivableSample,
    (paper) => ({ ...paper, rows: many(paper.rows, 'customer'), total: rowNames.length }),
    '40,024.00',
  ),
  monthHandover: specimen(monthHandover, monthHandoverSample, (paper) => ({
    ...paper,
    classes: many(paper.classes, 'reason'),
  })),
  reportSheet: specimen(reportSheet, reportSample, (paper) => ({
    ...paper,
    rows: rowNames.map((name) => ['广东', name, ...paper.rows[0]!.slice(2)]),
    total: rowNames.length,
  })),
  exceptionSheet: specimen(exceptionSheet, shop.exceptionSample, null),
  progressTable: specimen(progressTable, progress, (paper) => ({ ...paper, rows: many(paper.rows, 'number') })),
  dailyReport: specimen(dailyReport, daily, (paper) => ({ ...paper, rows: many(paper.rows, 'noticeNumber') })),
  inspection: specimen(inspectionReport, shop.inspectionSample, (paper) => ({
    ...paper,
    defects: many(paper.defects, 'defect'),
  })),
  orderList: specimen(
    orderTable,
    desk.orderTableSample,
    (paper) => ({ ...paper, rows: rowNames.map((name) => [name, '长乐家居', '84', '1.00']) }),
    '47,376.00',
  ),
  dispatchList: specimen(dispatchList, shop.dispatchSample, (paper) => ({
    ...paper,
    parts: paper.parts.map((part) => ({ ...part, rows: many(part.rows, 'noticeNumber'), total: rowNames.length })),
  })),
  monthFigures: specimen(monthFigures, shop.monthFiguresSample, (paper) => ({
    ...paper,
    missed: many(paper.missed, 'orderNumber'),
    missedTotal: rowNames.length,
  })),
  shippingPlan: specimen(shippingPlan, { ...planSample, rows: planSample.rows.slice(1, 4), total: 3 }, (paper) => ({
    ...paper,
    rows: many(paper.rows, 'orderNumber'),
    total: rowNames.length,
  })),
  allocationNotice: specimen(
    allocationNotice,
    {
      ...allocationSample,
      goods: 'TS-801 餐桌 1400×800×750 胡桃',
      voided: false,
      customers: allocationSample.customers.map((each) => ({ ...each, lines: each.lines.slice(0, 3) })),
    },
    (paper) => ({
      ...paper,
      customers: paper.customers.slice(0, 1).map((each) => ({ ...each, lines: many(each.lines, 'orderNumber') })),
    }),
  ),
  truckSheet: specimen(truckSheet, truckSample, (paper) => ({ ...paper, stops: many(paper.stops, 'number') })),
  gatePass: specimen(gatePass, passSample, (paper) => ({ ...paper, lines: many(paper.lines, 'orderNumber') })),
  noteLabels: specimen(
    (labels: readonly PackLabel[]) => packLabels('标签', numbered(labels), { form: '70x50', code: 'qr' }),
    labelSamples,
    (labels) => many(labels, 'text'),
  ),
  noticeLabels: specimen(
    (labels: readonly PackLabel[]) => packLabels('标签', numbered(labels), { form: 'a4x8', code: 'code128' }),
    labelSamples,
    (labels) => many(labels, 'text'),
  ),
  invoiceSlip: specimen(invoiceSlip, invoiceSlipSample, null),
  complaintSheet: specimen(complaintSheet, complaintSample, null),
  replacementSlip: specimen(replacementSlip, replacementSample, (paper) => ({
    ...paper,
    parts: many(paper.parts, 'name'),
  })),
  complaintDaily: specimen(complaintDaily, dailyComplaintsSample, (paper) => ({
    ...paper,
    rows: many(paper.rows, 'complaintNumber'),
    earlier: [],
  })),
  codHandover: specimen(
    codHandover,
    {
      ...handoverCodSample,
      voided: false,
      handedFen: 1_234_558_889,
      collectedFen: 1_234_568_889,
      lines: handoverCodSample.lines.slice(0, 3),
    },
    (paper) => ({ ...paper, lines: many(paper.lines, 'number') }),
  ),
  archiveList: specimen(archiveList, { ...archiveSample, lines: archiveSample.lines.slice(0, 3) }, (paper) => ({
    ...paper,
    lines: many(paper.lines, 'orderNumber'),
  })),
  archiveLabel: specimen(
    archiveLabel,
    { ...archiveSample, orders: 50, first: 'DH261001-01', last: 'DH261031-03' },
    null,
  ),
  registerList: specimen(registerList, registerSample, (paper) => ({ ...paper, rows: many(paper.rows, 'number') })),
  signChaseList: specimen(signChaseList, { ...chaseSample, lines: chaseSample.lines.slice(1, 4) }, (paper) => ({
    ...paper,
    lines: many(paper.lines, 'number'),
  })),
  progressReply: specimen(progressReply, reply, (paper) => ({ ...paper, rows: many(paper.rows, 'orderNumber') })),
  shortageList: specimen(shortageList, shop.shortageSample, (paper) => ({ ...paper, rows: many(paper.rows, 'code') })),
  materialSlip: specimen(materialSlip, shop.materialSlipSample, (paper) => ({
    ...paper,
    rows: many(paper.rows, 'code'),
  })),
  orderFile: specimen(orderFile, orderFileSample, (paper) => ({ ...paper, lines: many(paper.lines, 'code') })),
}

/** What a line printer can print in its own letters: all but labels, whose symbol is a picture and whose paper is no form. */
export const lettered = Object.fromEntries(
  Object.entries(specimens).filter(([kind]) => kind !== 'noteLabels' && kind !== 'noticeLabels'),
) as Record<Exclude<Printable, 'noteLabels' | 'noticeLabels'>, Specimen>
