import { type RawBuilder, sql } from 'kysely'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import { formatFen } from '../../../shared/money.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { LedgerRow } from '../../../shared/statements.ts'
import type { AccountRow, BalanceRow } from '../../../shared/statementAccounts.ts'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

/**
 * Every paper that moves an account, up to a day: `charge` and `paid` in fen. `rank` puts charges before money on
 * the same day.
 */
const movements = (to: string, customerIds: readonly number[] | null): RawBuilder<unknown> => {
  const whose = customerIds === null ? sql`` : sql` and "customerId" in (${sql.join(customerIds)})`
  return sql`
    select "customerId", "deliveryOn" as "on", 0 as "rank", "kind", "id" as "documentId", "number", "remark", "totalFen" as "charge", 0 as "paid" from "deliveryNotes" where "releasedAt" is not null and ("voidedAt" is null or "reversedOn" is not null) and "deliveryOn" <= ${to}${whose}
    union all select "customerId", "reversedOn", 0, "kind", "id", "number", "voidReason", -"totalFen", 0 from "deliveryNotes" where "reversedOn" <= ${to}${whose}
    union all select "customerId", "adjustedOn", 0, "kind", "id", "number", "reason", "amountFen", 0 from "adjustments" where "voidedAt" is null and "adjustedOn" <= ${to}${whose}
    union all select "customerId", "receivedOn", 1, 'receipt', "id", "number", "slipNumber", 0, "amountFen" from "receipts" where "confirmedAt" is not null and "voidedAt" is null and "receivedOn" <= ${to}${whose}`
}

type Sums = Omit<AccountRow, 'customerId' | 'customer'>

/** Charges and money of every customer in a month and before it, straight from the documents (台账, duty 104). */
export const accountsOf = async (
  ctx: Reader,
  month: string,
  offset: number,
  limit: number,
): Promise<{ rows: AccountRow[]; total: number; sums: Sums }> => {
  const from = `${month}-01`
  const found = await sql<
    Record<'customerId' | 'openingFen' | 'chargesFen' | 'receiptsFen', number> & { customer: string }
  >`
    select m."customerId", c."shortName" as "customer",
      sum(case when m."on" < ${from} then m."charge" - m."paid" else 0 end) as "openingFen",
      sum(case when m."on" >= ${from} then m."charge" else 0 end) as "chargesFen",
      sum(case when m."on" >= ${from} then m."paid" else 0 end) as "receiptsFen"
    from (${movements(lastDayOfMonth(month), null)}) m join "customers" c on c."id" = m."customerId"
    group by m."customerId", c."shortName" order by c."shortName", m."customerId"`.execute(ctx.db)
  const rows = found.rows.map((row): AccountRow => {
    const [openingFen, chargesFen, receiptsFen] = [
      Number(row.openingFen),
      Number(row.chargesFen),
      Number(row.receiptsFen),
    ]
    return {
      customerId: row.customerId,
      customer: row.customer,
      openingFen,
      chargesFen,
      receiptsFen,
      closingFen: openingFen + chargesFen - receiptsFen,
    }
  })
  const sum = (field: keyof Sums): number => rows.reduce((total, row) => total + row[field], 0)
  return {
    rows: rows.slice(offset, offset + limit),
    total: rows.length,
    sums: {
      openingFen: sum('openingFen'),
      chargesFen: sum('chargesFen'),
      receiptsFen: sum('receiptsFen'),
      closingFen: sum('closingFen'),
    },
  }
}

/**
 * What every customer (or one) owed at the end of any day, straight from the documents, beside the statement that ends on
 * that day where there is one: they differ by what was entered after it was made. Those owing nothing are left out.
 */
export const balancesOn = async (
  ctx: Reader,
  on: string,
  customerId: number | null,
  offset: number,
  limit: number,
): Promise<{ rows: BalanceRow[]; total: number; sumFen: number; laterFen: number }> => {
  const whose = customerId === null ? sql`` : sql` and s."customerId" = ${customerId}`
  const balances = sql`select c."id" as "customerId", c."shortName" as "customer", coalesce(m."fen", 0) as "balanceFen", s."number" as "statedAs", s."closingFen" as "statedFen",
      case when s."id" is null then 0 else coalesce(m."fen", 0) - s."closingFen" end as "laterFen"
    from "customers" c
    left join (select "customerId", sum("charge" - "paid") as "fen" from (${movements(on, customerId === null ? null : [customerId])}) x group by "customerId") m on m."customerId" = c."id"
    left join "statements" s on s."customerId" = c."id" and s."periodTo" = ${on} and s."voidedAt" is null${whose}
    where coalesce(m."fen", 0) <> 0 or coalesce(s."closingFen", 0) <> 0`
  const { rows: all } = await sql<{ total: number; sumFen: number | null; laterFen: number | null }>`
    select count(*) as "total", sum(b."balanceFen") as "sumFen", sum(b."laterFen") as "laterFen" from (${balances}) b`.execute(
    ctx.db,
  )
  const { rows } = await sql<BalanceRow>`
    select b.* from (${balances}) b order by b."customer", b."customerId" limit ${limit} offset ${offset}`.execute(
    ctx.db,
  )
  return {
    rows: rows.map((row) => ({
      ...row,
      balanceFen: Number(row.balanceFen),
      statedFen: row.statedFen === null ? null : Number(row.statedFen),
      laterFen: Number(row.laterFen),
    })),
    total: Number(all[0]?.total ?? 0),
    sumFen: Number(all[0]?.sumFen ?? 0),
    laterFen: Number(all[0]?.laterFen ?? 0),
  }
}

/**
 * Refuses to send a draft that no longer says what the customer owes: money, notes or old notes of its period were entered
 * after it was made (duty 101). Made anew it has them; sent as it is they are on the next one.
 */
export const refuseOutdated = async (ctx: Context, statementId: number): Promise<void> => {
  const draft = await ctx.db
    .selectFrom('statements')
    .select(['number', 'customerId', 'periodTo', 'closingFen'])
    .where('id', '=', statementId)
    .where('voidedAt', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('signBacks')
            .select('signBacks.id')
            .where('signBacks.kind', '=', 'statement')
            .whereRef('signBacks.documentId', '=', 'statements.id'),
        ),
      ),
    )
    .executeTakeFirst()
  if (!draft) return
  const { rows } = await balancesOn(ctx, draft.periodTo, draft.customerId, 0, 1)
  const owedFen = rows[0]?.balanceFen ?? 0
  if (owedFen === draft.closingFen) return
  throw refuse('statements.outdated', {
    number: draft.number,
    stated: formatFen(draft.closingFen),
    on: draft.periodTo,
    owed: formatFen(owedFen),
  })
}

type PaperRow = Omit<LedgerRow, 'amountFen' | 'receivedFen'> & { charge: number; paid: number }

/** Papers of these customers with the balance after each, in the order of the ledger. */
const papersOf = async (
  ctx: Reader,
  customerIds: number[],
  from: string,
  to: string,
  offset: number,
  limit: number,
): Promise<LedgerRow[]> => {
  const { rows } = await sql<PaperRow>`
    select b."customerId", c."shortName" as "customer", b."on", b."kind", b."documentId", b."number", b."remark", b."charge", b."paid", b."balanceFen" from (
      select m.*, sum(m."charge" - m."paid") over (partition by m."customerId" order by m."on", m."rank", m."number" rows unbounded preceding) as "balanceFen" from (${movements(to, customerIds)}) m
    ) b join "customers" c on c."id" = b."customerId"
    where b."on" >= ${from} order by c."shortName", b."customerId", b."on", b."rank", b."number" limit ${limit} offset ${offset}`.execute(
    ctx.db,
  )
  return rows.map(({ charge, paid, balanceFen, ...row }) => ({
    ...row,
    amountFen: Number(charge),
    receivedFen: Number(paid),
    balanceFen: Number(balanceFen),
  }))
}

/**
 * The papers of a month (or all, with null) with the balance after each, counted from the customer's first paper.
 * How many papers each customer has is counted first, so that balances are run for the customers on this page alone.
 */
export const ledgerOf = async (
  ctx: Reader,
  month: string | null,
  customerId: number | null,
  offset: number,
  limit: number,
): Promise<{ rows: LedgerRow[]; total: number }> => {
  const [from, to] = month === null ? ['0000-01-01', '9999-12-31'] : [`${month}-01`, lastDayOfMonth(month)]
  const { rows: counted } = await sql<{ customerId: number; papers: number }>`
    select m."customerId", count(*) as "papers" from (${movements(to, customerId === null ? null : [customerId])}) m join "customers" c on c."id" = m."customerId"
    where m."on" >= ${from} group by m."customerId", c."shortName" order by c."shortName", m."customerId"`.execute(
    ctx.db,
  )
  let passed = 0
  let skipped = 0
  const onPage: number[] = []
  for (const { customerId: id, papers } of counted) {
    if (passed + Number(papers) <= offset) skipped += Number(papers)
    else if (passed < offset + limit) onPage.push(id)
    passed += Number(papers)
  }
  return {
    rows: onPage.length === 0 ? [] : await papersOf(ctx, onPage, from, to, offset - skipped, limit),
    total: passed,
  }
}
