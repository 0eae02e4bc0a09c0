import type { z } from 'zod'
import { statementPeriod } from '../../../shared/dates.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { statements } from '../../../shared/statements.ts'
import type { Context } from '../../context.ts'
import { insertMany } from '../../db/batches.ts'
import { nextNumber } from '../../db/numbering.ts'
import { setSearchTerms } from '../../db/search.ts'
import { accountsWithoutStatement } from '../monthEnd/customers.ts'
import { type Account, accountOf, lastStatement, sumsOf } from './account.ts'

export const customerOf = async (ctx: Pick<Context, 'db'>, customerId: number) => {
  const customer = await ctx.db
    .selectFrom('customers')
    .select(['id', 'shortName', 'cutoffDay'])
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!customer) throw refuse('app.notFound', {}, 'customerId')
  return customer
}

const insert = async (
  ctx: Context,
  customerId: number,
  period: { from: string; to: string },
  account: Account,
): Promise<number> => {
  const number = await nextNumber(ctx, 'DZ', ctx.today)
  const { openingFen, closingFen, rows, openings } = account
  const values = {
    number,
    customerId,
    periodFrom: period.from,
    periodTo: period.to,
    openingFen,
    closingFen,
    ...sumsOf(rows),
    madeBy: ctx.user.id,
    madeAt: ctx.now,
    state: 'standing',
    version: 1,
  }
  const { id } = await ctx.db.insertInto('statements').values(values).returning('id').executeTakeFirstOrThrow()
  const blank = {
    code: '',
    customerPo: '',
    description: '',
    unit: '',
    quantity: null,
    priceMicros: null,
    receivedFen: 0,
    unsigned: 0 as const,
    remark: '',
  }
  const stored = [
    ...openings.map((opening) => ({ ...blank, ...opening, kind: 'opening', balanceFen: openingFen })),
    ...rows.map(({ unsigned, ...row }) => ({ ...row, unsigned: unsigned ? (1 as const) : (0 as const) })),
  ].map((row, index) => ({ ...row, statementId: id, customerId, sequence: index + 1 }))
  await insertMany(ctx.db, 'statementRows', stored)
  await setSearchTerms(ctx, 'statement', id, customerId, { exact: [number, number.slice(2)] })
  ctx.record({ entity: 'statements', id, after: { ...values, rows: stored.length } })
  return id
}

/** Makes the statement of a customer for the period that ends in a month. Gives its id. Refuses a second one. */
export const makeStatement = async (ctx: Context, customerId: number, month: string): Promise<number> => {
  const customer = await customerOf(ctx, customerId)
  const period = statementPeriod(month, customer.cutoffDay)
  // made before its last day, a statement misses nothing: what comes later stands in the next one
  if (period.from > ctx.today) throw refuse('statements.periodAhead', { from: period.from }, 'month')
  const last = await lastStatement(ctx, customerId)
  if (last?.periodTo === period.to)
    throw refuse('statements.alreadyMade', { customer: customer.shortName, month, number: last.number })
  if (last && last.periodTo > period.to)
    throw refuse('statements.laterExists', { customer: customer.shortName, number: last.number })
  return insert(ctx, customerId, period, await accountOf(ctx, customerId, period.to))
}

/** Every customer with how it stands to a run of the month, in the order of their cards. */
const customersOfRun = async (ctx: Pick<Context, 'db' | 'today'>, month: string) => {
  const customers = await ctx.db
    .selectFrom('customers')
    .leftJoin('statements', (join) =>
      join.onRef('statements.customerId', '=', 'customers.id').on('statements.voidedAt', 'is', null),
    )
    .select(({ fn }) => [
      'customers.id',
      'customers.shortName as customer',
      'customers.cutoffDay',
      fn.max('statements.periodTo').as('last'),
    ])
    .groupBy(['customers.id', 'customers.shortName', 'customers.cutoffDay'])
    .orderBy('customers.id')
    .execute()
  return customers.map(({ last, ...customer }) => {
    const period = statementPeriod(month, customer.cutoffDay)
    const stands = last !== null && last >= period.to ? 'existing' : period.from > ctx.today ? 'notBegun' : 'toMake'
    return { customer, stands } as const
  })
}

/** Customers whose period of the month has begun and that have no statement of it or a later one, in the order of their cards. */
export const customersToMake = async (
  ctx: Pick<Context, 'db' | 'today'>,
  month: string,
): Promise<{ id: number; customer: string; cutoffDay: number }[]> =>
  (await customersOfRun(ctx, month)).flatMap(({ customer, stands }) => (stands === 'toMake' ? [customer] : []))

/** What a run will make, and why the others get none: said before it begins. */
export const runAhead = async (
  ctx: Pick<Context, 'db' | 'today'>,
  month: string,
): Promise<z.output<typeof statements.runAhead.output>> => {
  const customers = await customersOfRun(ctx, month)
  const waiting = new Set(customers.flatMap(({ customer, stands }) => (stands === 'toMake' ? [customer.id] : [])))
  const open = (await accountsWithoutStatement(ctx, month, true)).filter(({ id }) => waiting.has(id))
  return {
    toMake: open.length,
    forwardOnly: open.filter(({ moved }) => !moved).length,
    closingFen: open.reduce((sum, { fen }) => sum + fen, 0),
    existing: customers.filter(({ stands }) => stands === 'existing').length,
    notBegun: customers.filter(({ stands }) => stands === 'notBegun').length,
    nothing: waiting.size - open.length,
  }
}

/** The statement of one customer of a run; null where nothing moved and nothing is owed, or it was made meanwhile. */
export const makeNext = async (
  ctx: Context,
  customerId: number,
  month: string,
): Promise<{ id: number; closingFen: number } | null> => {
  const { cutoffDay } = await customerOf(ctx, customerId)
  const period = statementPeriod(month, cutoffDay)
  const last = await lastStatement(ctx, customerId)
  if (period.from > ctx.today || (last && last.periodTo >= period.to)) return null
  const account = await accountOf(ctx, customerId, period.to)
  if (account.rows.length === 0 && account.closingFen === 0 && account.openings.length === 0) return null
  return { id: await insert(ctx, customerId, period, account), closingFen: account.closingFen }
}

/** Every customer with movement or a balance; what has a statement already is counted, not made anew (duty 102). */
export const makeAllStatements = async (
  ctx: Context,
  month: string,
): Promise<{ made: number; existing: number; closingFen: number; ids: number[] }> => {
  const customers = await ctx.db.selectFrom('customers').select(['id', 'cutoffDay']).orderBy('id').execute()
  const ids: number[] = []
  let existing = 0
  let closingFen = 0
  for (const { id, cutoffDay } of customers) {
    const made = await makeNext(ctx, id, month)
    if (made) {
      ids.push(made.id)
      closingFen += made.closingFen
    } else if ((await lastStatement(ctx, id))?.periodTo === statementPeriod(month, cutoffDay).to) existing += 1
  }
  return { made: ids.length, existing, closingFen, ids }
}
