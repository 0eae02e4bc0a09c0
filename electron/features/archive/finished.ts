import { type Expression, sql, type SqlBool } from 'kysely'
import type { z } from 'zod'
import { type archive, type ArchivePaper, missingPapers, type WaitingOrder } from '../../../shared/archive.ts'
import { lastDayOfMonth } from '../../../shared/dates.ts'
import type { OrderState } from '../../../shared/orderStates.ts'
import type { Context } from '../../context.ts'

/** Goods of the order that left on a note and stand. */
const sentOf = sql`"deliveryLines" "sent" join "deliveryNotes" "left" on "left"."id" = "sent"."deliveryNoteId"
  where "sent"."orderId" = "orders"."id" and "left"."kind" = 'delivery' and "left"."releasedAt" is not null and "left"."voidedAt" is null`

const has = {
  fax: sql<SqlBool>`exists (select 1 from "inboxItems" where "inboxItems"."orderId" = "orders"."id")`,
  wanted: sql<SqlBool>`("orders"."signatureNeeded" = 1 or exists (select 1 from "signBacks" "asked" where "asked"."kind" = 'confirmation'
    and "asked"."documentId" = "orders"."id" and "asked"."state" <> 'cancelled'))`,
  signed: sql<SqlBool>`exists (select 1 from "signBacks" "back" where "back"."kind" = 'confirmation'
    and "back"."documentId" = "orders"."id" and "back"."state" = 'same')`,
  notice: sql<SqlBool>`exists (select 1 from "notices" where "notices"."orderId" = "orders"."id" and "notices"."voidedAt" is null)`,
  notes: sql<SqlBool>`exists (select 1 from ${sentOf})`,
  unsigned: sql<SqlBool>`exists (select 1 from ${sentOf} and not exists (select 1 from "signBacks" "copy"
    where "copy"."kind" = 'delivery' and "copy"."documentId" = "left"."id"
    and ("copy"."state" = 'same' or ("copy"."state" = 'different' and "copy"."settledAt" is not null))))`,
  unstated: sql<SqlBool>`exists (select 1 from ${sentOf} and not exists (select 1 from "statementRows"
    where "statementRows"."sourceKey" = 'note:' || "left"."id" || ':' || "sent"."id"))`,
}

/** `missingPapers` of shared/archive.ts in SQL: no paper of the order is missing. */
export const isComplete: Expression<SqlBool> = sql<SqlBool>`(${has.fax} and (not ${has.wanted} or ${has.signed}) and ${has.notice}
  and ${has.notes} and not ${has.unsigned} and not ${has.unstated})`

const one = (fact: Expression<SqlBool>) => sql<number>`case when ${fact} then 1 else 0 end`
export const factColumns = [
  one(has.fax).as('fax'),
  one(has.wanted).as('wanted'),
  one(has.signed).as('signed'),
  one(has.notice).as('notice'),
  one(has.notes).as('notes'),
  one(has.unsigned).as('unsigned'),
  one(has.unstated).as('unstated'),
] as const

export const missingOf = (
  row: Record<'fax' | 'wanted' | 'signed' | 'notice' | 'notes' | 'unsigned' | 'unstated', unknown>,
): ArchivePaper[] =>
  missingPapers({
    fax: Number(row.fax) === 1,
    confirmationWanted: Number(row.wanted) === 1,
    confirmationSigned: Number(row.signed) === 1,
    notice: Number(row.notice) === 1,
    notes: Number(row.notes),
    unsigned: Number(row.unsigned),
    unstated: Number(row.unstated),
  })

type Wanted = Pick<z.output<typeof archive.waiting.input>, 'month' | 'workshop' | 'show'>

/** Finished orders whose last goods left in the month and that lie in no box. */
const finished = (ctx: Context, { month, workshop, show }: Wanted) => {
  const last = lastDayOfMonth(month)
  return ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .where('orders.state', 'in', ['delivered', 'completed', 'settled'])
    .where(
      'orders.id',
      'in',
      sql<number>`(select "deliveryLines"."orderId" from "deliveryNotes" join "deliveryLines" on "deliveryLines"."deliveryNoteId" = "deliveryNotes"."id"
        where "deliveryNotes"."deliveryOn" between ${`${month}-01`} and ${last} and "deliveryNotes"."kind" = 'delivery'
        and "deliveryNotes"."releasedAt" is not null and "deliveryNotes"."voidedAt" is null and "deliveryLines"."orderId" is not null)`,
    )
    .where(sql<SqlBool>`not exists (select 1 from ${sentOf} and "left"."deliveryOn" > ${last})`)
    .where(
      sql<SqlBool>`not exists (select 1 from "archiveItems" where "archiveItems"."orderId" = "orders"."id" and "archiveItems"."takenAt" is null)`,
    )
    .$if(workshop !== '', (orders) =>
      orders.where(
        sql<SqlBool>`exists (select 1 from "notices" "made" where "made"."orderId" = "orders"."id" and "made"."voidedAt" is null and "made"."workshop" = ${workshop})`,
      ),
    )
    .$if(show === 'complete', (orders) => orders.where(isComplete))
    .$if(show === 'incomplete', (orders) => orders.where(sql<SqlBool>`not ${isComplete}`))
}

export const listWaiting = async (
  ctx: Context,
  { offset, limit, ...wanted }: z.output<typeof archive.waiting.input>,
): Promise<{ rows: WaitingOrder[]; total: number }> => {
  const orders = finished(ctx, wanted)
  const { total } = await orders.select(({ fn }) => fn.countAll().as('total')).executeTakeFirstOrThrow()
  const rows = await orders
    .select([
      'orders.id as orderId',
      'orders.number as orderNumber',
      'orders.customerId',
      'customers.shortName as customer',
      'orders.customerPo',
      'orders.state as orderState',
      sql<string>`(select max("left"."deliveryOn") from ${sentOf})`.as('deliveredOn'),
    ])
    .select(factColumns)
    .orderBy('orders.number')
    .limit(limit)
    .offset(offset)
    .execute()
  return {
    rows: rows.map(({ fax, wanted: asked, signed, notice, notes, unsigned, unstated, ...row }) => ({
      ...row,
      orderState: row.orderState as OrderState,
      missing: missingOf({ fax, wanted: asked, signed, notice, notes, unsigned, unstated }),
    })),
    total: Number(total),
  }
}

/** Complete orders of a month and workshop, at most as many as one box takes at once. */
export const completeOrders = async (ctx: Context, month: string, workshop: string): Promise<number[]> =>
  (
    await finished(ctx, { month, workshop, show: 'complete' })
      .select('orders.id')
      .orderBy('orders.number')
      .limit(1000)
      .execute()
  ).map(({ id }) => id)
