import type { PaperOutput } from '../../../shared/papers.ts'
import { formatFen } from '../../../shared/money.ts'
import { orderTax, taxRate } from '../../../shared/lineTax.ts'
import { translate } from '../../../shared/language.ts'
import { type Order, orderSourceKeys } from '../../../shared/orders.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import type { CompanyHead, OrderConfirmationPaper } from '../../papers/data.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { orderConfirmation } from '../../papers/orderConfirmation.ts'
import { layoutFor } from '../layouts/read.ts'
import { readCompany, readOffice } from '../settings.ts'
import { accountText } from './drafts.ts'
import { readOrder } from './read.ts'

/** The head of the paper, with the account that stands on the order: what the customer was told is what is printed. */
const companyHead = async (ctx: Context, order: Order): Promise<CompanyHead> => {
  const company = await readCompany(ctx)
  const known = company?.bankAccounts.find((each) => accountText(each) === order.bankAccount)
  const typed = order.bankAccount === '' ? null : { name: '', bank: '', account: order.bankAccount }
  const account = known ?? typed ?? company?.bankAccounts[0]
  return {
    name: company?.name ?? '',
    address: company?.address ?? '',
    phone: company?.phone ?? '',
    fax: company?.fax ?? '',
    bankName: account?.bank ?? '',
    bankAccountName: account?.name ?? '',
    bankAccount: account?.account ?? '',
  }
}

/** 付款方式 in the words of the paper: 订金 30% ￥14,212.80,余款 ￥… 发货前付清. */
const paymentText = (order: Order): string => {
  const values = {
    percent: order.depositBasisPoints / 100,
    deposit: formatFen(order.depositFen ?? 0),
    balance: formatFen((order.totalFen ?? 0) - (order.depositFen ?? 0)),
  }
  const keys = {
    deposit: 'orders.payDeposit',
    prepaid: 'orders.payPrepaid',
    monthly: 'orders.payMonthly',
    cash: 'orders.payCash',
  } as const
  return translate('zh-CN', keys[order.settlement], values)
}

/** 不含税 41,925.66 + 税 13% 5,450.34 — nothing where the prices are without tax. */
const taxText = (order: Order): { taxText?: string } => {
  if (taxRate(order) === 0) return {}
  const { netFen, taxFen } = orderTax(
    order.lines.map((line) => ({ ...line, priceMicros: line.priceMicros ?? 0, amountFen: line.amountFen ?? 0 })),
    order,
  )
  const values = { net: formatFen(netFen), percent: order.taxBasisPoints / 100, tax: formatFen(taxFen) }
  return { taxText: translate('zh-CN', 'orders.taxOfTotal', values) }
}

const paperOf = async (ctx: Context, order: Order): Promise<OrderConfirmationPaper> => {
  const customer = await ctx.db
    .selectFrom('customers')
    .select(['name', 'shortName', 'contact', 'phone', 'fax'])
    .where('id', '=', order.customerId)
    .executeTakeFirstOrThrow()
  const office = await readOffice(ctx)
  const sent = await ctx.db
    .selectFrom('signBacks')
    .select('state')
    .where('kind', '=', 'confirmation')
    .where('documentId', '=', order.id)
    .where('edition', '=', order.edition)
    .orderBy('id')
    .execute()
  // the copy that is out or came back the same is the standing one; otherwise this print is the next one
  const standing = sent.at(-1)?.state === 'waiting' || sent.at(-1)?.state === 'same'
  const oneUnit = new Set(order.lines.map((line) => line.unit)).size === 1
  return {
    company: await companyHead(ctx, order),
    number: order.number,
    version: order.edition,
    printed: standing ? sent.length : sent.length + 1,
    madeBy: order.keyedBy,
    customer: { ...customer, contact: order.contact || customer.contact, phone: order.phone || customer.phone },
    customerPo: order.customerPo,
    orderedOn: order.orderedOn,
    source: translate('zh-CN', orderSourceKeys[order.source]),
    salesperson: order.salesperson,
    merchandiser: order.merchandiser,
    checkedBy: order.checkedBy ?? '',
    taxIncluded: order.taxMode === 'included',
    ...taxText(order),
    lines: order.lines.map((line) => ({
      code: line.code,
      description: [line.name, line.spec].filter(Boolean).join(' '),
      color: line.colour,
      requirement: line.material,
      unit: line.unit,
      quantity: line.quantity,
      packs: line.packs,
      priceMicros: line.priceMicros ?? 0,
      amountFen: line.amountFen ?? 0,
      dueOn: line.dueOn,
      customerPo: line.customerPo,
      remark: line.remark,
    })),
    totalQuantity: oneUnit ? order.totalQuantity : null,
    totalPacks: order.totalPacks,
    totalFen: order.totalFen ?? 0,
    depositFen: order.depositFen ?? 0,
    paymentText: paymentText(order),
    deliveryPlace: order.deliveryPlace,
    deliveryMode: order.deliveryMethod,
    freightText: '',
    packingText: order.packing,
    acceptanceText: order.acceptance,
    validUntil: '',
    remark: order.remark,
    termsText: office.confirmationTerms,
  }
}

/** 订货确认书 of an order, ready for preview, print and PDF (papers.md 4.1). Needs prices, and the call-back behind it. */
export const confirmationPaper = async (ctx: Context, id: number, layout?: PaperLayout): Promise<PaperOutput> => {
  const order = await readOrder(ctx, id)
  if (order.totalFen === null) throw refuse('orders.pricesHidden')
  if (order.state === 'void') throw refuse('orders.isVoid', { number: order.number })
  return orderConfirmation(await paperOf(ctx, order), {
    layout: layout ?? (await layoutFor(ctx, 'orderConfirmation', order.customerId)),
  })
}
