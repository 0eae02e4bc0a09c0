import { type Translate, translator } from '../../../shared/language.ts'
import { copyName } from '../../../shared/layouts.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { type Receipt, receiptKindKeys, receiptMethodKeys } from '../../../shared/receipts.ts'
import { ledgerKindKeys, type LedgerRow } from '../../../shared/statements.ts'
import type { Context } from '../../context.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { receiptSlip, type ReceiptSlipPart } from '../../papers/receiptSlip.ts'
import { layoutFor } from '../layouts/read.ts'
import { readCompany } from '../settings.ts'
import { readReceipt } from './reading.ts'

type Facts = Omit<ReceiptSlipPart, 'number' | 'amountFen'>

const some = (ids: readonly (number | null)[]): number[] => {
  const known = ids.filter((id) => id !== null)
  return known.length === 0 ? [0] : known
}

/** Kind, day, customer's order numbers and amount of every document the money was set against, by its key. */
const factsOf = async (ctx: Context, { allocations }: Receipt, t: Translate): Promise<Map<string, Facts>> => {
  const orderIds = some(allocations.map(({ orderId }) => orderId))
  const noteIds = some(allocations.map(({ deliveryNoteId }) => deliveryNoteId))
  const adjustmentIds = some(allocations.map(({ adjustmentId }) => adjustmentId))
  const orders = await ctx.db
    .selectFrom('orders')
    .select(['id', 'orderedOn', 'customerPo', 'totalFen'])
    .where('id', 'in', orderIds)
    .execute()
  const notes = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['id', 'kind', 'deliveryOn', 'totalFen'])
    .where('id', 'in', noteIds)
    .execute()
  const pos = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('orderLines', 'orderLines.id', 'deliveryLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .select(['deliveryLines.deliveryNoteId', 'orders.customerPo'])
    .where('deliveryLines.deliveryNoteId', 'in', noteIds)
    .where('orders.customerPo', '<>', '')
    .groupBy(['deliveryLines.deliveryNoteId', 'orders.customerPo'])
    .orderBy('orders.customerPo')
    .execute()
  const charges = await ctx.db
    .selectFrom('adjustments')
    .leftJoin('openingNotes', 'openingNotes.adjustmentId', 'adjustments.id')
    .select(['adjustments.id', 'kind', 'adjustedOn', 'adjustments.amountFen', 'openingNotes.customerPo'])
    .where('adjustments.id', 'in', adjustmentIds)
    .execute()
  const word = (kind: string): string => t(ledgerKindKeys[kind as LedgerRow['kind']])
  return new Map<string, Facts>([
    ...orders.map(({ id, orderedOn, customerPo, totalFen }): [string, Facts] => [
      `order:${id}`,
      { kind: t('receipts.slipOrder'), on: orderedOn, customerPo, totalFen },
    ]),
    ...notes.map(({ id, kind, deliveryOn, totalFen }): [string, Facts] => [
      `note:${id}`,
      {
        kind: word(kind),
        on: deliveryOn,
        customerPo: pos
          .filter(({ deliveryNoteId }) => deliveryNoteId === id)
          .map(({ customerPo }) => customerPo)
          .join('、'),
        totalFen,
      },
    ]),
    ...charges.map(({ id, kind, adjustedOn, amountFen, customerPo }): [string, Facts] => [
      `charge:${id}`,
      { kind: word(kind), on: adjustedOn, customerPo: customerPo ?? '', totalFen: amountFen },
    ]),
  ])
}

const partsOf = async (ctx: Context, receipt: Receipt, t: Translate): Promise<ReceiptSlipPart[]> => {
  if (receipt.state === 'void') return []
  const facts = await factsOf(ctx, receipt, t)
  return receipt.allocations.flatMap(({ orderId, deliveryNoteId, adjustmentId, number, amountFen }) => {
    const key =
      orderId !== null
        ? `order:${orderId}`
        : deliveryNoteId !== null
          ? `note:${deliveryNoteId}`
          : `charge:${adjustmentId ?? 0}`
    const known = facts.get(key)
    return known ? [{ ...known, number, amountFen }] : []
  })
}

/**
 * 收款收据 as it stands: marked while the cashier has not seen the money, and once it is void. In the layout given, else
 * the customer's or the office's; with its named copies.
 */
export const receiptPaper = async (ctx: Context, id: number, layout?: PaperLayout): Promise<PaperOutput> => {
  const receipt = await readReceipt(ctx, id)
  const t = translator(ctx.language)
  const company = await readCompany(ctx)
  const account = company?.bankAccounts[0]
  const { name } = await ctx.db
    .selectFrom('customers')
    .select('name')
    .where('id', '=', receipt.customerId)
    .executeTakeFirstOrThrow()
  const used = layout ?? (await layoutFor(ctx, 'receiptSlip', receipt.customerId))
  return receiptSlip(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
        bankName: account?.bank ?? '',
        bankAccountName: account?.name ?? '',
        bankAccount: account?.account ?? '',
      },
      number: receipt.number,
      madeBy: receipt.enteredBy,
      on: receipt.receivedOn,
      customer: name,
      payer: receipt.payer,
      kind: t(receiptKindKeys[receipt.kind]),
      method: t(receiptMethodKeys[receipt.method]),
      slipNumber: receipt.slipNumber,
      amountFen: receipt.amountFen,
      remark: receipt.remark,
      parts: await partsOf(ctx, receipt, t),
      printed: receipt.printed + 1,
      confirmedBy: receipt.confirmedByName,
      voided: receipt.state === 'void',
    },
    { language: ctx.language, layout: used, copies: used?.content.copies.map(copyName) ?? [] },
  )
}
