import { translator } from '../../shared/language.ts'
import { gap, paragraphs, type Pen } from './blocks.ts'
import type { PaperHead } from './data.ts'
import { letterhead, letterSheet } from './letterhead.ts'
import { type Flow, layPages } from './pages.ts'
import { finishPaper, type Paper, type PaperOptions } from './paper.ts'
import { innerWidth, Style } from './style.ts'
import { type Column, tableFlow } from './table.ts'

/** 开票资料 (duty 86): what whoever makes the invoice of a customer needs. No amount is on it. */
export interface InvoiceSlipPaper extends PaperHead {
  on: string
  kind: string
  title: string
  taxNumber: string
  address: string
  phone: string
  bank: string
  /** Who gets the invoice, and where it is sent. */
  receiver: string
  sendTo: string
  remark: string
}

interface Fact {
  label: string
  value: string
}

/** 开票资料, A4 upright: a fact a line, an empty one to be written in by hand. */
export const invoiceSlip = (paper: InvoiceSlipPaper, options: PaperOptions = {}): Paper => {
  const t = translator(options.language ?? 'zh-CN')
  const pen: Pen = { sheet: letterSheet(12), style: new Style() }
  const width = innerWidth(pen.sheet)
  const facts: Fact[] = [
    { label: t('invoices.slipTitle'), value: paper.title },
    { label: t('invoices.slipTaxNumber'), value: paper.taxNumber },
    { label: t('invoices.slipAddress'), value: [paper.address, paper.phone].filter(Boolean).join('　') },
    { label: t('invoices.slipBank'), value: paper.bank },
    { label: t('invoices.kind'), value: paper.kind },
    { label: t('invoices.slipReceiver'), value: paper.receiver },
    { label: t('invoices.slipSendTo'), value: paper.sendTo },
    { label: t('papers.remark'), value: paper.remark },
  ]
  const columns: Column<Fact>[] = [
    { label: t('invoices.slipItem'), width: 46, text: (fact) => fact.label },
    { label: t('invoices.slipContent'), width: width - 46, text: (fact) => fact.value },
  ]
  const title = t('invoices.slip')
  const head = letterhead(
    pen,
    { company: paper.company, title, number: paper.number, dateText: `${t('papers.date')}：${paper.on}` },
    t,
  )
  const flow: Flow[] = [
    ...tableFlow(pen, columns, facts, { rowMm: 12, headMm: 10, mostLines: 4 }, 'lines'),
    { block: gap(pen, 4), together: 'foot' },
    ...paragraphs(pen, t('invoices.slipAsk'), { width }).map((block): Flow => ({ block, together: 'foot' })),
    ...paragraphs(pen, `${t('papers.madeBy')}：${paper.madeBy}`, { width }).map((block): Flow => ({
      block,
      together: 'foot',
    })),
  ]
  return finishPaper(pen, `${title} ${paper.title}`, layPages(pen, flow, head, 8))
}
