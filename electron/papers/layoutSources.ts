import type { PhraseKey } from '../../shared/language.ts'
import type { LayoutPaper } from '../../shared/layouts.ts'
import type { ChangeSlipPaper } from './changeSlip.ts'
import type {
  CustomerHead,
  DeliveryNotePaper,
  OrderConfirmationPaper,
  ProductionNoticePaper,
  StatementPaper,
} from './data.ts'
import type { OutsideSlipPaper } from './outsideSlip.ts'
import type { QuotationPaper } from './quotation.ts'
import type { ReceiptSlipPaper } from './receiptSlip.ts'
import type { ShippingPlanPaper } from './shippingPlan.ts'

/** What each paper is made of. */
export interface PaperData {
  deliveryNote: DeliveryNotePaper
  orderConfirmation: OrderConfirmationPaper
  statement: StatementPaper
  quotation: QuotationPaper
  productionNotice: ProductionNoticePaper
  outsideSlip: OutsideSlipPaper
  changeSlip: ChangeSlipPaper
  shippingPlan: ShippingPlanPaper
  receiptSlip: ReceiptSlipPaper
}

type Sources<P> = Record<string, { label: PhraseKey; of: (paper: P) => string }>

const joined = (texts: readonly string[]): string => [...new Set(texts)].filter(Boolean).join('、')

const customerSources: Sources<{ customer: CustomerHead }> = {
  customerShort: { label: 'papers.customerShort', of: ({ customer }) => customer.shortName },
  contact: { label: 'papers.contact', of: ({ customer }) => customer.contact },
  phone: { label: 'papers.phone', of: ({ customer }) => customer.phone },
  fax: { label: 'papers.fax', of: ({ customer }) => customer.fax },
}
const madeBy: Sources<{ madeBy: string }> = { madeBy: { label: 'papers.madeBy', of: (paper) => paper.madeBy } }
const payTo: Sources<{ company: { bankName?: string; bankAccount?: string } }> = {
  bankName: { label: 'papers.bankName', of: ({ company }) => company.bankName ?? '' },
  bankAccount: { label: 'papers.account', of: ({ company }) => company.bankAccount ?? '' },
}

/** Facts of each paper that a further field of its head can print. No price is among those of the workshop's papers. */
export const sources: { [K in LayoutPaper]: Sources<PaperData[K]> } = {
  deliveryNote: {
    customerPo: { label: 'papers.customerPo', of: ({ lines }) => joined(lines.map((line) => line.customerPo)) },
    orderNumbers: { label: 'papers.orderNumbers', of: (paper) => paper.orderNumbers },
    serialNumber: { label: 'papers.serialNumber', of: (paper) => paper.serialNumber },
    warehouse: { label: 'papers.warehouse', of: (paper) => paper.warehouse },
    deliverer: { label: 'papers.deliverer', of: (paper) => paper.deliverer },
    remark: { label: 'papers.remark', of: (paper) => paper.remark ?? '' },
    ...customerSources,
    ...madeBy,
  },
  orderConfirmation: {
    salesperson: { label: 'papers.salesperson', of: (paper) => paper.salesperson },
    merchandiser: { label: 'papers.merchandiser', of: (paper) => paper.merchandiser },
    packing: { label: 'papers.packing', of: (paper) => paper.packingText },
    ...customerSources,
    ...payTo,
    ...madeBy,
  },
  statement: {
    customerPo: { label: 'papers.customerPo', of: ({ rows }) => joined(rows.map((row) => row.customerPo)) },
    ...customerSources,
    ...payTo,
    ...madeBy,
  },
  quotation: {
    payment: { label: 'papers.payment', of: (paper) => paper.payment },
    delivery: { label: 'quotations.delivery', of: (paper) => paper.delivery },
    ...madeBy,
  },
  productionNotice: {
    orderNumber: { label: 'papers.orderNumber', of: (paper) => paper.orderNumber },
    approvedBy: { label: 'papers.checkedBy', of: (paper) => paper.approvedBy },
    marks: { label: 'papers.marks', of: (paper) => paper.marksText },
    packing: { label: 'papers.packingWay', of: (paper) => paper.packingText },
    ...madeBy,
  },
  outsideSlip: {
    notices: { label: 'papers.productionNotice', of: ({ lines }) => joined(lines.map((line) => line.noticeNumber)) },
    remark: { label: 'papers.remark', of: (paper) => paper.remark },
    ...madeBy,
  },
  changeSlip: {
    reason: { label: 'changes.reason', of: (paper) => paper.reason },
    proof: { label: 'changes.proof', of: (paper) => paper.proof },
    ...madeBy,
  },
  shippingPlan: { ...madeBy },
  receiptSlip: {
    papers: { label: 'receipts.slipPaper', of: ({ parts }) => joined(parts.map(({ number }) => number)) },
    customerPo: { label: 'papers.customerPo', of: ({ parts }) => joined(parts.map((part) => part.customerPo)) },
    cashier: { label: 'receipts.slipCashier', of: ({ confirmedBy }) => confirmedBy ?? '' },
    ...payTo,
    ...madeBy,
  },
}

/** The text of a source of this very paper; '' for one it does not know. */
export const sourceText =
  <K extends LayoutPaper>(kind: K, paper: PaperData[K]) =>
  (key: string): string => {
    const known: Sources<PaperData[K]> = sources[kind]
    return Object.hasOwn(known, key) ? known[key]!.of(paper) : ''
  }
