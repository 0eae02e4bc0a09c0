import { noSums, paretoOf } from '../../../shared/figures.ts'
import type { Printable } from '../../../shared/shell.ts'
import { allocationNotice } from '../allocationNotice.ts'
import { changeSlip } from '../changeSlip.ts'
import { dailyReport } from '../dailyReport.ts'
import { deliveryNote } from '../deliveryNote.ts'
import { dispatchList } from '../dispatchList.ts'
import { dossierSheet } from '../dossierSheet.ts'
import { exceptionSheet } from '../exceptionSheet.ts'
import { handover } from '../handover.ts'
import { inspectionReport } from '../inspectionReport.ts'
import { materialSlip } from '../materialSlip.ts'
import { monthFigures } from '../monthFigures.ts'
import { monthPlan } from '../monthPlan.ts'
import { orderConfirmation } from '../orderConfirmation.ts'
import { orderFile } from '../orderFile.ts'
import { orderTable } from '../orderTable.ts'
import { outsideCalls } from '../outsideCalls.ts'
import { outsideSlip } from '../outsideSlip.ts'
import type { Paper } from '../paper.ts'
import { productionNotice } from '../productionNotice.ts'
import { progressReply } from '../progressReply.ts'
import { progressTable } from '../progressTable.ts'
import { quotationSheet } from '../quotation.ts'
import { reviewSheet } from '../reviewSheet.ts'
import { company, confirmation, daily, delivery, march, notice, progress } from '../samples.ts'
import { orderFileSample, reply } from '../samplesLetters.ts'
import { garmentNotice, handoverSample, monthPlanSample } from '../samplesNotice.ts'
import * as office from '../samplesOffice.ts'
import { allocationSample, planSample } from '../samplesShipping.ts'
import { shippingPlan } from '../shippingPlan.ts'
import { shortageList } from '../shortageList.ts'
import { statement } from '../statement.ts'

const figures = {
  company,
  number: '',
  madeBy: '李敏',
  month: '2026-11',
  through: '2026-11-26',
  note: '',
  rows: [
    {
      ...noSums,
      workshop: '油漆车间',
      processName: '底漆',
      due: 12,
      inTime: 9,
      good: 720_000,
      bad: 12_000,
      untimed: 1,
    },
  ],
  bars: paretoOf([{ causeCode: 'people', operations: 6, days: 14 }], 'operations'),
  missed: [],
  missedTotal: 0,
}

/** One sample of every paper that can be printed, for the tests of the dots: a new paper without one does not compile. */
export const everyPaper: Record<Printable, () => Paper> = {
  orderConfirmation: () => orderConfirmation(confirmation),
  quotation: () => quotationSheet(office.quotationSample),
  productionNotice: () => productionNotice({ ...garmentNotice, lines: notice.lines }, { copies: ['生产', '仓库'] }),
  noticeHandover: () => handover(handoverSample),
  monthPlan: () => monthPlan(monthPlanSample),
  changeSlip: () => changeSlip(office.changeSample),
  outsideSlip: () => outsideSlip(office.outsideSlipSample),
  outsideCalls: () => outsideCalls(office.outsideCallSample),
  reviewSheet: () => reviewSheet(office.reviewSample),
  dossierSheet: () => dossierSheet(office.dossierSample),
  deliveryNote: () => deliveryNote(delivery, { progress: true }),
  statement: () => statement(march),
  exceptionSheet: () =>
    exceptionSheet({ company, number: 'YC261126-01', madeBy: '李敏', printed: 1, slip: office.exceptionSample }),
  progressTable: () => progressTable(progress),
  dailyReport: () => dailyReport(daily),
  inspection: () => inspectionReport(office.inspectionSample),
  orderList: () => orderTable(office.orderTableSample),
  dispatchList: () => dispatchList(office.dispatchSample),
  monthFigures: () => monthFigures(figures),
  shippingPlan: () => shippingPlan(planSample),
  allocationNotice: () => allocationNotice(allocationSample),
  progressReply: () => progressReply(reply),
  shortageList: () => shortageList(office.shortageSample),
  materialSlip: () => materialSlip(office.materialSample),
  orderFile: () => orderFile(orderFileSample),
}
