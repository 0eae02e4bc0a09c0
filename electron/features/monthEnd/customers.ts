import { sql } from 'kysely'
import { statementPeriod } from '../../../shared/dates.ts'
import type { Finding } from '../../../shared/monthEnd.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

/** An account without a statement of the month: `moved` where a paper is later than its last statement. */
export interface OpenAccount {
  id: number
  shortName: string
  /** The last day of its period. */
  to: string
  fen: number
  moved: boolean
}

/**
 * Accounts whose papers moved since their last statement, or on which something is owed, and which have none that ends in
 * the month: each with the balance of its period's last day, fen. Inactive customers too where `everyone`.
 */
export const accountsWithoutStatement = async (
  ctx: Reader,
  month: string,
  everyone: boolean,
): Promise<OpenAccount[]> => {
  const customers = await ctx.db
    .selectFrom('customers')
    .select(['id', 'shortName', 'cutoffDay'])
    .select(({ selectFrom }) =>
      selectFrom('statements')
        .whereRef('statements.customerId', '=', 'customers.id')
        .where('statements.voidedAt', 'is', null)
        .select(({ fn }) => fn.max('periodTo').as('last'))
        .as('last'),
    )
    .$if(!everyone, (some) => some.where('active', '=', 1))
    .execute()
  const wanted = customers
    .map((customer) => ({ ...customer, to: statementPeriod(month, customer.cutoffDay).to }))
    .filter(({ last, to }) => last === null || last < to)
  const rows: OpenAccount[] = []
  // the periods of all customers end on a handful of days
  for (const [to, group] of Map.groupBy(wanted, (each) => each.to)) {
    const moved = await movedUpTo(
      ctx,
      to,
      group.map(({ id }) => id),
    )
    for (const { id, shortName, last } of group) {
      const account = moved.get(id)
      if (!account) continue
      const unmoved = last !== null && account.on <= last
      if (account.fen === 0 && unmoved) continue
      rows.push({ id, shortName, to, fen: account.fen, moved: !unmoved })
    }
  }
  return rows
}

/** Those of the customers one deals with, as the month-end check lists them. */
export const customersWithoutStatement = async (ctx: Reader, month: string): Promise<Finding[]> => {
  const rows = (await accountsWithoutStatement(ctx, month, false)).map(({ id, shortName, to, fen }) => ({
    id,
    number: '',
    customer: shortName,
    on: to,
    text: '',
    fen,
  }))
  return rows.toSorted((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : one.id - other.id))
}

/** The balance of customers at a day's end and the day of their last paper, from the papers themselves. */
const movedUpTo = async (
  ctx: Reader,
  to: string,
  customerIds: number[],
): Promise<Map<number, { fen: number; on: string }>> => {
  const { rows } = await sql<{ customerId: number; fen: number; on: string }>`
    select m."customerId", sum(m."fen") as "fen", max(m."on") as "on" from (
      select "customerId", max("deliveryOn") as "on", sum("totalFen") as "fen" from "deliveryNotes" where "releasedAt" is not null and "voidedAt" is null and "deliveryOn" <= ${to} group by "customerId"
      union all select "customerId", max("adjustedOn"), sum("amountFen") from "adjustments" where "voidedAt" is null and "adjustedOn" <= ${to} group by "customerId"
      union all select "customerId", max("receivedOn"), -sum("amountFen") from "receipts" where "confirmedAt" is not null and "voidedAt" is null and "receivedOn" <= ${to} group by "customerId"
    ) m group by m."customerId"`.execute(ctx.db)
  const asked = new Set(customerIds)
  return new Map(
    rows
      .filter(({ customerId }) => asked.has(customerId))
      .map(({ customerId, fen, on }) => [customerId, { fen: Number(fen), on }]),
  )
}
