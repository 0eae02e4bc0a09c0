import { sql } from 'kysely'
import { lastDayOfMonth, plusDays, statementPeriod } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { MonthSums, statements, StatementRow, StatementState } from '../../../shared/statements.ts'
import type { Context, Handlers } from '../../context.ts'
import { accountOf, lastStatement } from './account.ts'
import { voidAdjustment, writeAdjustment } from './adjusting.ts'
import { accountsOf, balancesOn, ledgerOf } from './ledger.ts'
import { allowSettling } from './disputes.ts'
import { isSigned } from './locking.ts'
import { customerOf, customersToMake, makeAllStatements, makeNext, makeStatement, runAhead } from './making.ts'
import {
  readStatement,
  receivedSince,
  receivedSinceFen,
  rowOf,
  statementColumns,
  statementData,
  statementRows,
  withInvoiced,
  withState,
} from './reading.ts'
import { statementPaper } from './paper.ts'
import { templatedOf, templateOf } from './templates.ts'
import { correctPrice, refuseEarlierCorrection, settleDispute } from './correcting.ts'
import { voidStatement } from './voiding.ts'

const adjustmentQuery = (ctx: Context) =>
  ctx.db
    .selectFrom('adjustments')
    .innerJoin('customers', 'customers.id', 'adjustments.customerId')
    .innerJoin('users', 'users.id', 'adjustments.userId')
    .leftJoin('statementRows', (join) =>
      join.on('statementRows.sourceKey', '=', sql<string>`'adjustment:' || "adjustments"."id"`),
    )

const adjustmentColumns = [
  'adjustments.id',
  'adjustments.number',
  'adjustments.customerId',
  'customers.shortName as customer',
  'adjustments.adjustedOn',
  'adjustments.kind',
  'adjustments.amountFen',
  'adjustments.reason',
  'users.name as by',
  'adjustments.version',
  'statementRows.id as statedId',
  'adjustments.voidedAt',
  'adjustments.deliveryLineId',
] as const

const adjustmentRow = <
  T extends { statedId: number | null; voidedAt: string | null; kind: string; deliveryLineId: number | null },
>({
  statedId,
  voidedAt,
  deliveryLineId,
  ...row
}: T) => ({
  ...row,
  kind: row.kind as 'other',
  stated: statedId !== null,
  voided: voidedAt !== null,
  ofPrice: deliveryLineId !== null,
})

const readAdjustment = async (ctx: Context, id: number) => {
  const row = await adjustmentQuery(ctx).select(adjustmentColumns).where('adjustments.id', '=', id).executeTakeFirst()
  if (!row) throw refuse('app.notFound')
  return adjustmentRow(row)
}

/** No charge of its own paper (freight, samples) but money put on an account, or taken off it. */
const putsMoney = ({ kind, amountFen }: { kind: string; amountFen: number }): boolean =>
  kind === 'deduction' || kind === 'other' || amountFen < 0

/** How far the statements of a month are: their states and sums. */
const monthSums = async (ctx: Context, month: string): Promise<MonthSums> => {
  const rows = (
    await statementRows(ctx)
      .where('statements.periodTo', '>=', `${month}-01`)
      .where('statements.periodTo', '<=', lastDayOfMonth(month))
      .where('statements.voidedAt', 'is', null)
      .select([...statementColumns, receivedSince])
      .execute()
  ).map(withState)
  const many = (state: StatementState): number => rows.filter((row) => row.state === state).length
  const sum = (
    field: 'openingFen' | 'chargesFen' | 'returnsFen' | 'deductionsFen' | 'receiptsFen' | 'closingFen',
  ): number => rows.reduce((total, row) => total + row[field], 0)
  return {
    made: rows.length,
    draft: many('draft'),
    sent: many('sent'),
    signed: many('signed'),
    disputed: many('disputed'),
    settled: many('settled'),
    openingFen: sum('openingFen'),
    chargesFen: sum('chargesFen') + sum('returnsFen') + sum('deductionsFen'),
    receiptsFen: sum('receiptsFen'),
    closingFen: sum('closingFen'),
  }
}

export const statementsHandlers: Handlers<typeof statements> = {
  async list(ctx, { offset, limit, month, customerId, state }) {
    let rows = statementRows(ctx)
    if (month !== null)
      rows = rows
        .where('statements.periodTo', '>=', `${month}-01`)
        .where('statements.periodTo', '<=', lastDayOfMonth(month))
    if (customerId !== null) rows = rows.where('statements.customerId', '=', customerId)
    if (state === 'void') rows = rows.where('statements.voidedAt', 'is not', null)
    else if (state !== null) {
      rows = rows.where('statements.voidedAt', 'is', null)
      if (state === 'draft') rows = rows.where('signBacks.id', 'is', null)
      if (state === 'sent') rows = rows.where('signBacks.state', '=', 'waiting')
      if (state === 'disputed')
        rows = rows.where('signBacks.state', '=', 'different').where('signBacks.settledAt', 'is', null)
      if (state === 'signed' || state === 'settled')
        rows = rows
          .where(isSigned)
          .where(
            receivedSinceFen,
            state === 'settled' ? '>=' : '<',
            sql<number>`"statements"."closingFen" + "statements"."disputeFen"`,
          )
    }
    const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await rows
      .select([...statementColumns, receivedSince])
      .orderBy('statements.periodTo', 'desc')
      .orderBy('statements.id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute()
    return { rows: found.map(withState) as StatementRow[], total: Number(total) }
  },
  read: (ctx, { id }) => readStatement(ctx, id),

  async preview(ctx, { customerId, month }) {
    const customer = await customerOf(ctx, customerId)
    const period = statementPeriod(month, customer.cutoffDay)
    const last = await lastStatement(ctx, customerId)
    const account = await accountOf(ctx, customerId, period.to)
    return {
      periodFrom: period.from,
      periodTo: period.to,
      openingFen: account.openingFen,
      closingFen: account.closingFen,
      lines: await withInvoiced(ctx, account.rows),
      unsignedNotes: new Set(
        account.rows.filter(({ unsigned }) => unsigned).map(({ documentNumber }) => documentNumber),
      ).size,
      zeroPrices: account.rows.filter(({ kind, priceMicros }) => kind !== 'replacement' && priceMicros === 0).length,
      madeAs: last?.periodTo === period.to ? last.number : null,
    }
  },
  make: async (ctx, { customerId, month }) => readStatement(ctx, await makeStatement(ctx, customerId, month)),
  makeAll: (ctx, { month }) => makeAllStatements(ctx, month),
  toMake: async (ctx, { month }) => (await customersToMake(ctx, month)).map(({ id, customer }) => ({ id, customer })),
  runAhead: (ctx, { month }) => runAhead(ctx, month),
  async makeNext(ctx, { customerId, month }) {
    const made = await makeNext(ctx, customerId, month)
    return { id: made?.id ?? null, closingFen: made?.closingFen ?? null }
  },

  async void(ctx, { id, version, reason }) {
    const statement = await readStatement(ctx, id)
    if (statement.version !== version) throw refuse('app.stale')
    await voidStatement(ctx, statement, reason)
    return rowOf(ctx, id)
  },

  paper: (ctx, { id }) => statementPaper(ctx, id),
  data: (ctx, { id }) => statementData(ctx, id),
  template: (ctx, { id }) => templateOf(ctx, id),
  templated: (ctx, { month }) => templatedOf(ctx, month),

  async markPrinted(ctx, { id }) {
    const { printed } = await ctx.db
      .updateTable('statements')
      .set(({ eb }) => ({ printed: eb('printed', '+', 1) }))
      .where('id', '=', id)
      .returning('printed')
      .executeTakeFirstOrThrow()
    ctx.record({ entity: 'statements', id, after: { printed } })
    return { printed }
  },

  monthSums: (ctx, { month }) => monthSums(ctx, month),
  accounts: (ctx, { month, offset, limit }) => accountsOf(ctx, month, offset, limit),
  balances: (ctx, { on, customerId, offset, limit }) => balancesOn(ctx, on, customerId, offset, limit),
  ledger: (ctx, { month, customerId, offset, limit }) => ledgerOf(ctx, month, customerId, offset, limit),

  async statedOn(ctx, { customerId, on }) {
    const last = await lastStatement(ctx, customerId)
    if (!last || last.periodTo < on) return null
    const { number, periodFrom, periodTo } = last
    const locked = (await readStatement(ctx, last.id)).lockedAt !== null
    return {
      number,
      periodFrom,
      periodTo,
      locked,
      nextMonth: plusDays(lastDayOfMonth(periodTo.slice(0, 7)), 1).slice(0, 7),
    }
  },

  async adjust(ctx, draft) {
    if (putsMoney(draft)) allowSettling(ctx)
    return readAdjustment(ctx, await writeAdjustment(ctx, draft))
  },

  async correctPrice(ctx, input) {
    return readAdjustment(ctx, await correctPrice(ctx, input))
  },
  settleDispute: async (ctx, input) => readStatement(ctx, await settleDispute(ctx, input)),

  async adjustments(ctx, { offset, limit, customerId }) {
    let rows = adjustmentQuery(ctx)
    if (customerId !== null) rows = rows.where('adjustments.customerId', '=', customerId)
    const { total } = await rows.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
    const found = await rows
      .select(adjustmentColumns)
      .orderBy('adjustments.adjustedOn', 'desc')
      .orderBy('adjustments.id', 'desc')
      .limit(limit)
      .offset(offset)
      .execute()
    return { rows: found.map(adjustmentRow), total: Number(total) }
  },

  async voidAdjustment(ctx, { id, version, reason }) {
    const before = await readAdjustment(ctx, id)
    if (before.version !== version) throw refuse('app.stale')
    if (before.voided) throw refuse('statements.isVoid', { number: before.number })
    if (before.stated) throw refuse('statements.adjustmentStated', { number: before.number })
    if (putsMoney(before)) allowSettling(ctx)
    await refuseEarlierCorrection(ctx, id)
    await voidAdjustment(ctx, id, reason)
    return readAdjustment(ctx, id)
  },
}
