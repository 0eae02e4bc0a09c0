import { changeStateKeys } from './changes.ts'
import { noteStateKeys } from './deliveries.ts'
import type { PhraseKey } from './language.ts'
import type { OrderChain } from './orders.ts'
import { noticeStateKeys } from './production.ts'
import { inspectionStateKeys } from './quality.ts'
import { quotationStateKeys } from './quotations.ts'
import { receiptStateKeys } from './receipts.ts'
import { signBackStateKeys } from './signBacks.ts'
import { statementStateKeys } from './statements.ts'

/** What the office calls the papers made of an order, and what it calls their states. */
export type OrderPaperKind = OrderChain['papers'][number]['kind']

export const orderPaperKindKeys: Record<OrderPaperKind, PhraseKey> = {
  confirmation: 'papers.orderConfirmation',
  change: 'changes.paperTitle',
  notice: 'papers.productionNotice',
  inspection: 'quality.inspection',
  delivery: 'papers.deliveryNote',
  receipt: 'search.receipt',
  quotation: 'search.quotation',
  statement: 'papers.statement',
}

export const orderPaperStateKeys: Record<OrderPaperKind, Record<string, PhraseKey>> = {
  confirmation: signBackStateKeys,
  change: changeStateKeys,
  notice: noticeStateKeys,
  inspection: inspectionStateKeys,
  delivery: noteStateKeys,
  receipt: receiptStateKeys,
  quotation: quotationStateKeys,
  statement: statementStateKeys,
}
