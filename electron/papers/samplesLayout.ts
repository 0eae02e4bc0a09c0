import { translator } from '../../shared/language.ts'
import { copyName, type LayoutPaper } from '../../shared/layouts.ts'
import { changeSlip, type ChangeSlipPaper, entryColumns } from './changeSlip.ts'
import type { CompanyHead } from './data.ts'
import { deliveryColumns, deliveryForm } from './deliveryForm.ts'
import { deliveryNote } from './deliveryNote.ts'
import type { PaperLayout } from './layout.ts'
import { letterSheet } from './letterhead.ts'
import { confirmationColumns, orderConfirmation } from './orderConfirmation.ts'
import { outsideColumns, outsideSlip, type OutsideSlipPaper } from './outsideSlip.ts'
import type { Paper } from './paper.ts'
import { noticeColumns, productionNotice } from './productionNotice.ts'
import { quotationColumns, type QuotationPaper, quotationSheet } from './quotation.ts'
import { receiptColumns, receiptSlip, slipSheet } from './receiptSlip.ts'
import { company, confirmation, customer, delivery, march, notice } from './samples.ts'
import { slipSample } from './samplesMoney.ts'
import { planSample } from './samplesShipping.ts'
import { planColumns, shippingPlan, type ShippingPlanPaper } from './shippingPlan.ts'
import { statement, statementColumns } from './statement.ts'
import { Style } from './style.ts'
import type { Column } from './table.ts'

/** What each paper shows while its layout is chosen and nothing real is there yet: the furniture order of the samples. */
const quotation: QuotationPaper = {
  company,
  number: 'BJD261122-01',
  version: 1,
  printed: 1,
  madeBy: '李敏',
  customer: customer.name,
  contact: customer.contact,
  phone: customer.phone,
  fax: customer.fax,
  quotedOn: '2026-11-22',
  validUntil: '2026-12-22',
  taxText: '人民币元，单价含 13% 增值税',
  payment: '订金 30%，余款发货前付清',
  delivery: '供方送货到仓库',
  remark: '',
  lines: confirmation.lines.map((line) => ({
    description: [line.code, line.description].join(' '),
    material: line.requirement,
    unit: line.unit,
    steps: [
      { quantity: 10_000, priceMicros: line.priceMicros },
      { quantity: 50_000, priceMicros: Math.round(line.priceMicros * 0.95) },
    ],
    minQuantity: 10_000,
    mouldFen: 0,
    leadDays: 20,
    packing: '纸箱',
    remark: line.remark,
  })),
}
const outside: OutsideSlipPaper = {
  company,
  number: 'WX261124-01',
  version: 1,
  printed: 1,
  madeBy: '李敏',
  factory: '龙江美雅喷涂厂',
  contact: '黄厂长',
  phone: '138 0000 6677',
  fax: '',
  sentOn: '2026-11-24',
  packing: '珍珠棉隔开',
  enclosures: '色板 1 块',
  requirement: '色号 H02，三底两面',
  remark: '',
  lines: confirmation.lines.slice(0, 2).map((line) => ({
    noticeNumber: 'SC261123-01',
    process: '底漆',
    goods: [line.code, line.description].join(' '),
    requirement: line.requirement,
    unit: line.unit,
    quantity: line.quantity,
    priceMicros: 35_000_000,
    amountFen: (line.quantity / 1000) * 3500,
    wantedOn: '2026-12-02',
  })),
  totalFen: 294_000,
  copies: [{ name: '厂方', priced: true }],
}
const change: ChangeSlipPaper = {
  company,
  number: 'BG261125-01',
  version: 2,
  printed: 1,
  madeBy: '李敏',
  orderNumber: 'DH261122-01 第 2 版',
  customerName: customer.name,
  asked: '客户 · 电话 · 单先生',
  writtenOn: '2026-11-25',
  reason: '客户加订餐椅',
  bought: '',
  proof: '',
  entries: [
    { place: '第 2 行 TS-812 餐椅', label: '数量', before: '72', after: '84' },
    { place: '整张订单', label: '交期', before: '2026-12-15', after: '2026-12-18' },
  ],
  effects: [],
  lossText: '',
  moneyText: '47,376.00 → 50,232.00',
  approvedBy: '张总',
  approvedOn: '2026-11-25',
  departments: [],
  customerSigns: true,
}
const plan: ShippingPlanPaper = {
  ...planSample,
  total: 6,
  rows: planSample.rows.slice(1, 7).map((row, index) => ({
    ...row,
    rush: index === 0,
    description: confirmation.lines[index % 3]!.description,
    quantity: confirmation.lines[index % 3]!.quantity,
    packs: confirmation.lines[index % 3]!.packs,
    gone: 0,
  })),
}

/** Whose name stands on a sample. */
export type SampleCustomer = typeof customer

/** The sample of a paper under the office's own head, to the customer it is laid out for. */
export const samplePaper = (
  paper: LayoutPaper,
  ours: CompanyHead,
  layout: PaperLayout,
  whom: SampleCustomer = customer,
): Paper => {
  const head = { company: ours }
  const to = { ...head, customer: whom }
  const copies = layout.content.copies.length > 0 ? ['—'] : []
  const makers: Record<LayoutPaper, () => Paper> = {
    // goods of several units have no sum of quantities on a real note either
    deliveryNote: () => deliveryNote({ ...delivery, ...to, totalQuantity: null }, { layout, copies }),
    orderConfirmation: () => orderConfirmation({ ...confirmation, ...to }, { layout }),
    statement: () => statement({ ...march, ...to }, { layout }),
    quotation: () =>
      quotationSheet(
        { ...quotation, ...head, customer: whom.name, contact: whom.contact, phone: whom.phone, fax: whom.fax },
        { layout },
      ),
    productionNotice: () =>
      productionNotice(
        { ...notice, ...head, customerName: whom.name },
        { layout, copies: layout.content.copies.map(copyName) },
      ),
    outsideSlip: () => outsideSlip({ ...outside, ...head }, { layout }),
    changeSlip: () => changeSlip({ ...change, ...head, customerName: whom.name }, { layout }),
    shippingPlan: () => shippingPlan({ ...plan, ...head }, { layout }),
    receiptSlip: () =>
      receiptSlip(
        { ...slipSample, ...head, customer: whom.name, payer: whom.name },
        { layout, copies: layout.content.copies.map(copyName) },
      ),
  }
  return makers[paper]()
}

/** Columns of a paper and the records of its sample: what a layout is checked with before it is saved. */
export interface SampleTable {
  columns: Column<unknown>[]
  records: readonly unknown[]
}
const table = <Row>(columns: Column<Row>[], records: readonly Row[]): SampleTable => ({
  columns: columns as Column<unknown>[],
  records,
})

/** Every column the paper can have, in its order, on its own sheet. */
export const sampleTable = (paper: LayoutPaper): SampleTable => {
  const t = translator('zh-CN')
  const pen = { sheet: letterSheet(10.5), style: new Style() }
  const across = { sheet: letterSheet(9, true), style: new Style() }
  const shown = { prices: true, progress: false, severalOrders: false, grid: null }
  const makers: Record<LayoutPaper, () => SampleTable> = {
    deliveryNote: () => table(deliveryColumns(shown, t), delivery.lines),
    orderConfirmation: () => table(confirmationColumns(confirmation, t), confirmation.lines),
    statement: () => table(statementColumns(march, t), march.rows),
    quotation: () => {
      const lines = quotation.lines.map((line) => ({ ...line, picture: 'data:,', mouldFen: 100 }))
      return table(quotationColumns(pen, { ...quotation, lines }, t), quotation.lines)
    },
    productionNotice: () => table(noticeColumns(t, true), notice.lines),
    outsideSlip: () => table(outsideColumns(pen, true, t), outside.lines),
    changeSlip: () => table(entryColumns(t), change.entries),
    shippingPlan: () => table(planColumns(across, t), plan.rows),
    receiptSlip: () => table(receiptColumns({ sheet: slipSheet(), style: new Style() }, t), slipSample.parts),
  }
  return makers[paper]()
}

/** Lines of goods the note's form can hold, whatever the office asked for. */
export const mostLines = (layout: PaperLayout): number =>
  deliveryForm({ ...layout.content, lines: null, overprint: { ...layout.content.overprint, on: false } }).lines
