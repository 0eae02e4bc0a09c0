import type { ReportRow } from '../../../shared/reports.ts'
import { ledgerKindKeys } from '../../../shared/statements.ts'
import { uninvoicedPage, unpaidOf, unpaidSums } from '../invoices/open.ts'
import { type Build, column, pagedTable } from './table.ts'

/** 已出未开票 (duty 105): what left up to a month's end and is not wholly invoiced, oldest first. */
export const uninvoiced: Build = async (ctx, { filter: { month, customerId }, page, t }) => {
  const asked = { customerId, statementId: null, month, all: false, ...page }
  const { rows: found, total, sums } = await uninvoicedPage(ctx, asked)
  const columns = [
    column('on', t('app.date'), 'date', 92),
    column('kind', t('reports.paper'), 'text', 80),
    column('number', t('app.number'), 'text', 130),
    column('customer', t('app.customer')),
    column('total', t('reports.totalFen'), 'money', 130),
    column('invoiced', t('reports.invoicedFen'), 'money', 130),
    column('open', t('reports.uninvoicedFen'), 'money', 130),
  ]
  const rows = found.map((row): ReportRow => ({
    key: `${row.deliveryNoteId ?? ''} ${row.adjustmentId ?? ''}`,
    cells: [row.on, t(ledgerKindKeys[row.kind]), row.number, row.customer, row.totalFen, row.invoicedFen, row.openFen],
    target: row.deliveryNoteId === null ? null : { word: 'deliveries', id: row.deliveryNoteId, title: row.number },
  }))
  return pagedTable(columns, rows, total, {
    totals: { total: sums.totalFen, invoiced: sums.invoicedFen, open: sums.openFen },
  })
}

/** 已开未收 (duty 105): what of the invoices is not paid, oldest first. */
export const unpaid: Build = async (ctx, { filter: { customerId }, page, t }) => {
  const { rows: found, total } = await unpaidOf(ctx, { customerId, ...page })
  const sums = await unpaidSums(ctx, customerId)
  const columns = [
    column('issuedOn', t('reports.issuedOn'), 'date', 92),
    column('number', t('reports.invoiceNumber'), 'text', 180),
    column('customer', t('app.customer')),
    column('days', t('reports.days'), 'integer', 80),
    column('amount', t('reports.totalFen'), 'money', 140),
    column('open', t('reports.unpaidFen'), 'money', 140),
  ]
  const rows = found.map((row): ReportRow => ({
    key: String(row.id),
    cells: [row.issuedOn, row.number, row.customer, row.days, row.amountFen, row.openFen],
    target: { word: 'invoices', id: row.id, title: row.number },
  }))
  return pagedTable(columns, rows, total, { totals: { amount: sums.amountFen, open: sums.openFen } })
}
