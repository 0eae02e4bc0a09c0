import { sql } from 'kysely'
import { type AccountFact, type RowKind, runAccount } from '../../../shared/statementAccount.ts'
import type { Context } from '../../context.ts'
import { unstatedReversals } from './reversals.ts'

type Reader = Pick<Context, 'db'>

/** A fact of a customer's account that stands in no statement yet. Quantities thousandths, prices micros, money fen. */
export interface UnstatedFact extends AccountFact {
  /** `note:12:34`, `receipt:5`, `adjustment:7`: in one standing statement at most. */
  sourceKey: string
  /** 物料号: the customer's own code of the goods, else ours. */
  code: string
  customerPo: string
  description: string
  unit: string
  quantity: number | null
  priceMicros: number | null
  unsigned: boolean
  remark: string
}

const noteKind = (kind: string, quantity: number): RowKind => {
  if (kind === 'exchange') return quantity < 0 ? 'exchangeOut' : 'exchangeIn'
  return kind as RowKind
}

/** Lines of released notes up to a day that stand in no statement (papers.md 4.6: every note in exactly one). */
const unstatedLines = async (ctx: Reader, customerId: number, to: string): Promise<UnstatedFact[]> => {
  const rows = await ctx.db
    .selectFrom('deliveryNotes')
    .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
    .leftJoin('statementRows', (join) =>
      join.on(
        'statementRows.sourceKey',
        '=',
        sql<string>`'note:' || "deliveryNotes"."id" || ':' || "deliveryLines"."id"`,
      ),
    )
    .leftJoin('signBacks', (join) =>
      join
        .onRef('signBacks.documentId', '=', 'deliveryNotes.id')
        .on('signBacks.kind', '=', 'delivery')
        .on('signBacks.state', '=', 'waiting'),
    )
    .select([
      'deliveryNotes.id as noteId',
      'deliveryNotes.number',
      'deliveryNotes.kind',
      'deliveryNotes.deliveryOn',
      'deliveryLines.id as lineId',
      'deliveryLines.sequence',
      sql<string>`coalesce((select "customerItems"."itemCode" from "customerItems" join "orderLines" on "orderLines"."productId" = "customerItems"."productId"
        where "orderLines"."id" = "deliveryLines"."orderLineId" and "customerItems"."customerId" = "deliveryNotes"."customerId" and "customerItems"."itemCode" <> ''
        order by "customerItems"."id" desc limit 1), "deliveryLines"."code")`.as('code'),
      'deliveryLines.customerPo',
      'deliveryLines.description',
      'deliveryLines.colour',
      'deliveryLines.unit',
      'deliveryLines.quantity',
      'deliveryLines.priceMicros',
      'deliveryLines.amountFen',
      'deliveryLines.remark',
      'signBacks.id as waiting',
    ])
    .where('deliveryNotes.customerId', '=', customerId)
    .where('deliveryNotes.deliveryOn', '<=', to)
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .where('statementRows.id', 'is', null)
    .execute()
  return rows.map((row) => ({
    on: row.deliveryOn,
    kind: noteKind(row.kind, row.quantity),
    documentNumber: row.number,
    sequence: row.sequence,
    sourceKey: `note:${row.noteId}:${row.lineId}`,
    code: row.code,
    customerPo: row.customerPo,
    description: [row.description, row.colour].filter(Boolean).join(' '),
    unit: row.unit,
    quantity: row.quantity,
    priceMicros: row.priceMicros,
    amountFen: row.amountFen,
    receivedFen: 0,
    unsigned: row.waiting !== null,
    remark: row.remark,
  }))
}

const unstatedMoney = async (ctx: Reader, customerId: number, to: string): Promise<UnstatedFact[]> => {
  const rows = await ctx.db
    .selectFrom('receipts')
    .leftJoin('statementRows', (join) =>
      join.on('statementRows.sourceKey', '=', sql<string>`'receipt:' || "receipts"."id"`),
    )
    .select([
      'receipts.id',
      'receipts.number',
      'receipts.receivedOn',
      'receipts.amountFen',
      'receipts.slipNumber',
      'receipts.remark',
    ])
    .where('receipts.customerId', '=', customerId)
    .where('receipts.receivedOn', '<=', to)
    .where('receipts.confirmedAt', 'is not', null)
    .where('receipts.voidedAt', 'is', null)
    .where('statementRows.id', 'is', null)
    .execute()
  return rows.map((row) => ({
    on: row.receivedOn,
    kind: 'receipt',
    documentNumber: row.number,
    sequence: 0,
    sourceKey: `receipt:${row.id}`,
    code: '',
    customerPo: '',
    description: row.slipNumber,
    unit: '',
    quantity: null,
    priceMicros: null,
    amountFen: 0,
    receivedFen: row.amountFen,
    unsigned: false,
    remark: row.remark,
  }))
}

const unstatedAdjustments = async (ctx: Reader, customerId: number, to: string) =>
  ctx.db
    .selectFrom('adjustments')
    .leftJoin('statementRows', (join) =>
      join.on('statementRows.sourceKey', '=', sql<string>`'adjustment:' || "adjustments"."id"`),
    )
    .select([
      'adjustments.id',
      'adjustments.number',
      'adjustments.adjustedOn',
      'adjustments.kind',
      'adjustments.amountFen',
      'adjustments.reason',
    ])
    .where('adjustments.customerId', '=', customerId)
    .where('adjustments.adjustedOn', '<=', to)
    .where('adjustments.voidedAt', 'is', null)
    .where('statementRows.id', 'is', null)
    .execute()

/** The last standing statement of a customer, or undefined before the first. */
export const lastStatement = (ctx: Reader, customerId: number) =>
  ctx.db
    .selectFrom('statements')
    .select(['id', 'number', 'periodFrom', 'periodTo', 'closingFen'])
    .where('customerId', '=', customerId)
    .where('voidedAt', 'is', null)
    .orderBy('periodTo', 'desc')
    .limit(1)
    .executeTakeFirst()

const adjustmentKind = (kind: string): RowKind =>
  kind === 'freight' || kind === 'sample' || kind === 'deduction' ? kind : 'adjustment'

export interface Account {
  openingFen: number
  closingFen: number
  rows: (UnstatedFact & { balanceFen: number })[]
  /** Opening balances that were typed in: part of the opening, not rows of their own. */
  openings: { sourceKey: string; on: string; amountFen: number; documentNumber: string }[]
}

/**
 * A customer's account up to a day: the last statement's closing (or the typed opening) and everything that stands in
 * no statement yet, late ones included, so that nothing is ever missing (duties 100, 103).
 */
export const accountOf = async (ctx: Reader, customerId: number, to: string): Promise<Account> => {
  const last = await lastStatement(ctx, customerId)
  const adjusted = await unstatedAdjustments(ctx, customerId, to)
  const isOpening = ({ kind }: { kind: string }): boolean => kind === 'opening' && last === undefined
  const openings = adjusted.filter(isOpening).map(({ id, adjustedOn, amountFen, number }) => ({
    sourceKey: `adjustment:${id}`,
    on: adjustedOn,
    amountFen,
    documentNumber: number,
  }))
  const others = adjusted
    .filter((row) => !isOpening(row))
    .map((row): UnstatedFact => ({
      on: row.adjustedOn,
      kind: adjustmentKind(row.kind),
      documentNumber: row.number,
      sequence: 0,
      sourceKey: `adjustment:${row.id}`,
      code: '',
      customerPo: '',
      description: row.reason,
      unit: '',
      quantity: null,
      priceMicros: null,
      amountFen: row.amountFen,
      receivedFen: 0,
      unsigned: false,
      remark: '',
    }))
  const openingFen = (last?.closingFen ?? 0) + openings.reduce((sum, { amountFen }) => sum + amountFen, 0)
  const facts = [
    ...(await unstatedLines(ctx, customerId, to)),
    ...(await unstatedReversals(ctx, customerId, to)),
    ...others,
    ...(await unstatedMoney(ctx, customerId, to)),
  ]
  return { openingFen, openings, ...runAccount(openingFen, facts) }
}

/** Sums of an account's rows in fen: charges without returns and deductions, each on its own. */
export const sumsOf = (
  rows: readonly AccountFact[],
): { chargesFen: number; returnsFen: number; deductionsFen: number; receiptsFen: number } => {
  const sum = (use: (row: AccountFact) => boolean, field: 'amountFen' | 'receivedFen'): number =>
    rows.filter(use).reduce((total, row) => total + row[field], 0)
  const isReturn = ({ kind }: AccountFact): boolean => kind === 'return'
  const isDeduction = ({ kind, amountFen }: AccountFact): boolean => kind === 'deduction' && amountFen < 0
  return {
    chargesFen: sum((row) => !isReturn(row) && !isDeduction(row), 'amountFen'),
    returnsFen: sum(isReturn, 'amountFen'),
    deductionsFen: sum(isDeduction, 'amountFen'),
    receiptsFen: sum(() => true, 'receivedFen'),
  }
}
