import { type Expression, sql, type SqlBool } from 'kysely'
import type { Context } from '../../context.ts'

type Reader = Pick<Context, 'db'>

/** The paper is void, or its order is called back anew since: what differed is out of the world. */
const overtaken = sql<SqlBool>`(case "signBacks"."kind"
  when 'confirmation' then exists (select 1 from "orders" where "orders"."id" = "signBacks"."documentId"
    and ("orders"."voidedAt" is not null or "orders"."edition" > "signBacks"."edition" or "orders"."checkedAt" is null or "orders"."checkedAt" > "signBacks"."returnedAt"))
  when 'delivery' then exists (select 1 from "deliveryNotes" where "deliveryNotes"."id" = "signBacks"."documentId"
    and "deliveryNotes"."voidedAt" is not null)
  when 'statement' then exists (select 1 from "statements" where "statements"."id" = "signBacks"."documentId"
    and "statements"."voidedAt" is not null)
  when 'outsourcing' then exists (select 1 from "outsideSlips" where "outsideSlips"."id" = "signBacks"."documentId"
    and ("outsideSlips"."voidedAt" is not null or "outsideSlips"."edition" > "signBacks"."edition"))
  else 1 = 0 end)`

/** Goods of the note came back, were replaced or exchanged since; or an adjustment since names the paper. */
const corrected = sql<SqlBool>`(("signBacks"."kind" = 'delivery' and exists (
    select 1 from "deliveryLines" "sent"
    join "deliveryLines" "back" on "back"."orderLineId" = "sent"."orderLineId"
    join "deliveryNotes" "later" on "later"."id" = "back"."deliveryNoteId"
    where "sent"."deliveryNoteId" = "signBacks"."documentId" and "later"."kind" <> 'delivery'
    and "later"."releasedAt" > "signBacks"."returnedAt" and "later"."voidedAt" is null))
  or exists (select 1 from "adjustments" where "adjustments"."customerId" = "signBacks"."customerId"
    and "adjustments"."at" > "signBacks"."returnedAt" and "adjustments"."voidedAt" is null
    and "adjustments"."reason" like '%' || "signBacks"."documentNumber" || '%'))`

/** Signed back different and not settled: `isOpenDifference` of shared/signBacks.ts in SQL. The state in words, not bound: the small index serves it. */
export const openDifference: Expression<SqlBool> = sql<SqlBool>`("signBacks"."state" = 'different'
  and "signBacks"."settledAt" is null and not ${overtaken} and not ${corrected})`

/** For each copy the facts `isOpenDifference` decides from. */
export const differenceFacts = async (
  ctx: Reader,
  ids: number[],
): Promise<Map<number, { overtaken: boolean; corrected: boolean }>> => {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('signBacks')
    .select('id')
    .select(sql<number>`case when ${overtaken} then 1 else 0 end`.as('overtaken'))
    .select(sql<number>`case when ${corrected} then 1 else 0 end`.as('corrected'))
    .where('id', 'in', ids)
    .where('state', '=', 'different')
    .execute()
  return new Map(
    rows.map((row) => [row.id, { overtaken: Number(row.overtaken) === 1, corrected: Number(row.corrected) === 1 }]),
  )
}

/** Copies that came back different and wait to be settled, the oldest first. */
export const openDifferences = (ctx: Reader) =>
  ctx.db
    .selectFrom('signBacks')
    .leftJoin('customers', 'customers.id', 'signBacks.customerId')
    .leftJoin('outsideFactories', 'outsideFactories.id', 'signBacks.factoryId')
    .select([
      'signBacks.id',
      'signBacks.kind',
      'signBacks.documentId',
      'signBacks.documentNumber as number',
      'signBacks.customerId',
      sql<string>`coalesce("customers"."shortName", "outsideFactories"."shortName", '')`.as('customer'),
      'signBacks.returnedAt as at',
      'signBacks.difference',
      'signBacks.differenceFen',
      'signBacks.sentBy',
    ])
    .where(openDifference)
    .orderBy('signBacks.returnedAt')
    .orderBy('signBacks.id')
