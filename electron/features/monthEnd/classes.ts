import { type RawBuilder, sql } from 'kysely'
import { lastDayOfMonth, plusDays } from '../../../shared/dates.ts'
import type { FindingKind } from '../../../shared/monthEnd.ts'
import type { Context } from '../../context.ts'
import { openDifferences } from '../signBacks/differences.ts'

/** A month and the one before it: first and last day. */
export interface Span {
  month: string
  from: string
  to: string
  before: { month: string; from: string; to: string }
}
const daysOf = (month: string) => ({ month, from: `${month}-01`, to: lastDayOfMonth(month) })
export const monthBefore = (month: string): string => plusDays(`${month}-01`, -1).slice(0, 7)
export const spanOf = (month: string): Span => ({ ...daysOf(month), before: daysOf(monthBefore(month)) })

/** Classes whose findings are one SQL query; the others are worked out (check.ts). */
export type QueriedKind = Exclude<FindingKind, 'numberGap' | 'serialGap' | 'customerWithoutStatement'>

/**
 * Each gives `id number customer on text fen` of a finding, `now` = 1 where it belongs to the month and `before` = 1
 * where it was open for the month before as well. What stays open is of every month since.
 */
type FindingQuery = RawBuilder<unknown>

const open = (on: RawBuilder<unknown>, { before }: Span): RawBuilder<unknown> =>
  sql`1 as "now", case when ${on} <= ${before.to} then 1 else 0 end as "before"`
const ofMonth = (on: RawBuilder<unknown>, { from }: Span): RawBuilder<unknown> =>
  sql`case when ${on} >= ${from} then 1 else 0 end as "now", case when ${on} < ${from} then 1 else 0 end as "before"`

const note = (span: Span, more: { text?: RawBuilder<unknown>; fen?: RawBuilder<unknown> } = {}) => sql`
  select n."id", n."number", c."shortName" as "customer", n."deliveryOn" as "on", ${more.text ?? sql`''`} as "text",
    ${more.fen ?? sql`n."totalFen"`} as "fen", ${open(sql`n."deliveryOn"`, span)}
  from "deliveryNotes" n join "customers" c on c."id" = n."customerId"`
const standing = ({ to }: Span) => sql`n."releasedAt" is not null and n."voidedAt" is null and n."deliveryOn" <= ${to}`

/** When the last of its processes was done; an order without processes is done when it is due. */
const finishedOn = sql`coalesce((select max(p."finishedOn") from "operations" p join "noticeLines" l on l."id" = p."noticeLineId"
  join "notices" t on t."id" = l."noticeId" where t."orderId" = o."id" and t."voidedAt" is null), o."dueOn")`
const noNote = sql`not exists (select 1 from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId"
  where l."orderId" = o."id" and n."voidedAt" is null)`
const order = (span: Span, on: RawBuilder<unknown>, where: RawBuilder<unknown>): FindingQuery => sql`
  select o."id", o."number", c."shortName" as "customer", ${on} as "on", o."state" as "text", o."totalFen" as "fen", ${open(on, span)}
  from "orders" o join "customers" c on c."id" = o."customerId" where o."voidedAt" is null and ${where} and ${noNote}`

/** The last day of a customer's period that ends in a month: what left after it belongs to the next statement. */
export const cutoffOf = ({ month, to }: Pick<Span, 'month' | 'to'>): RawBuilder<string> =>
  sql<string>`case when c."cutoffDay" = 0 then ${to} when c."cutoffDay" < 10 then ${`${month}-0`} || c."cutoffDay" else ${`${month}-`} || c."cutoffDay" end`

const noteInNoStatement = (span: Span): FindingQuery => sql`
  select n."id", n."number", c."shortName" as "customer", n."deliveryOn" as "on", '' as "text", n."totalFen" as "fen",
    1 as "now", case when n."deliveryOn" <= ${cutoffOf(span.before)} then 1 else 0 end as "before"
  from "deliveryNotes" n join "customers" c on c."id" = n."customerId"
  where ${standing(span)} and n."deliveryOn" <= ${cutoffOf(span)}
    and exists (select 1 from "deliveryLines" l where l."deliveryNoteId" = n."id"
      and not exists (select 1 from "statementRows" r where r."sourceKey" = 'note:' || n."id" || ':' || l."id"))`

const receipt = (span: Span, fen: RawBuilder<unknown>, where: RawBuilder<unknown>): FindingQuery => sql`
  select r."id", r."number", c."shortName" as "customer", r."receivedOn" as "on", r."slipNumber" as "text", ${fen} as "fen", ${open(sql`r."receivedOn"`, span)}
  from "receipts" r join "customers" c on c."id" = r."customerId"
  where r."receivedOn" <= ${span.to} and r."voidedAt" is null and ${where}`

/**
 * What of a note's cash is neither in the office nor settled, in fen: what is open of it, at least what a driver has.
 * More handed in than was to be collected makes no other note's less.
 */
export const codOutside = sql`case when k."onDriverFen" + k."waitingFen" > k."openFen" then k."onDriverFen" + k."waitingFen" when k."openFen" < 0 then 0 else k."openFen" end`

const cod = (span: Span, fen: RawBuilder<unknown>, where: RawBuilder<unknown>): FindingQuery => sql`
  select k."deliveryNoteId" as "id", k."number", c."shortName" as "customer", k."deliveredOn" as "on", k."driver" as "text", ${fen} as "fen", ${open(sql`k."deliveredOn"`, span)}
  from "codNotes" k join "customers" c on c."id" = k."customerId" where k."deliveredOn" <= ${span.to} and ${where}`

/** Papers signed back with a difference by the month's end that nobody has settled. */
const openDifference = (ctx: Pick<Context, 'db'>, span: Span): FindingQuery => {
  const on = sql`substr(coalesce(d."at", ''), 1, 10)`
  return sql`select d."id", d."number", d."customer", ${on} as "on", coalesce(d."difference", '') as "text", coalesce(d."differenceFen", 0) as "fen", ${open(on, span)}
    from ${openDifferences(ctx).where('signBacks.kind', '<>', 'statement').clearOrderBy()} d where ${on} <= ${span.to}`
}

/** Statements that end by then and that a customer does not agree with; he says so after the month. */
const statementDisputed = (ctx: Pick<Context, 'db'>, span: Span): FindingQuery => sql`
  select s."id", s."number", d."customer", s."periodTo" as "on", coalesce(d."difference", '') as "text", coalesce(d."differenceFen", 0) as "fen", ${open(sql`s."periodTo"`, span)}
    from ${openDifferences(ctx).where('signBacks.kind', '=', 'statement').clearOrderBy()} d join "statements" s on s."id" = d."documentId" where s."periodTo" <= ${span.to}`

const states = (...names: string[]): RawBuilder<unknown> => sql`(${sql.join(names.map((name) => sql.lit(name)))})`

/** Class → its findings up to a month's end. */
export const findingQueries: Record<QueriedKind, (ctx: Pick<Context, 'db'>, span: Span) => FindingQuery> = {
  faxWithoutOrder: (_ctx, span) => {
    const on = sql`substr(i."receivedAt", 1, 10)`
    return sql`select i."id", i."fileName" as "number", coalesce(c."shortName", '') as "customer", ${on} as "on", i."source" as "text", 0 as "fen", ${open(on, span)}
      from "inboxItems" i left join "customers" c on c."id" = i."customerId" where i."state" = 'waiting' and i."receivedAt" < ${plusDays(span.to, 1)}`
  },
  orderWithoutNote: (_ctx, span) =>
    order(
      span,
      sql`o."dueOn"`,
      sql`o."dueOn" <= ${span.to} and (o."state" in ${states('toCheck', 'toSign', 'toDeposit', 'toReview', 'toRelease', 'inProduction')} or (o."state" = 'toDeliver' and ${finishedOn} > ${span.to}))`,
    ),
  finishedWithoutNote: (_ctx, span) =>
    order(span, finishedOn, sql`o."state" = 'toDeliver' and ${finishedOn} <= ${span.to}`),
  noteNotLeft: (_ctx, span) =>
    sql`${note(span)} join "journeys" j on j."deliveryNoteId" = n."id" where ${standing(span)} and j."state" in ('house', 'loaded')`,
  unsignedNote: (_ctx, span) =>
    sql`${note(span)} join "signBacks" s on s."documentId" = n."id" and s."kind" = 'delivery' and s."state" = 'waiting' where ${standing(span)}`,
  openDifference,
  noteInNoStatement: (_ctx, span) => noteInNoStatement(span),
  zeroPrice: (_ctx, span) => sql`
    select n."id", n."number", c."shortName" as "customer", n."deliveryOn" as "on", l."description" as "text", 0 as "fen", ${ofMonth(sql`n."deliveryOn"`, span)}
    from "deliveryLines" l join "deliveryNotes" n on n."id" = l."deliveryNoteId" join "customers" c on c."id" = n."customerId"
    where l."priceMicros" = 0 and n."kind" <> 'replacement' and n."deliveryOn" >= ${span.before.from} and ${standing(span)}`,
  moneyNotAssigned: (_ctx, span) =>
    receipt(
      span,
      sql`r."amountFen" - r."assignedFen"`,
      sql`r."state" = 'confirmed' and r."assignedFen" < r."amountFen"`,
    ),
  moneyNotConfirmed: (_ctx, span) => receipt(span, sql`r."amountFen"`, sql`r."state" = 'entered'`),
  codNotHandedIn: (_ctx, span) => cod(span, codOutside, sql`k."state" in ('toCollect', 'onDriver', 'handedOver')`),
  codDifference: (_ctx, span) => cod(span, sql`k."openFen"`, sql`k."state" = 'difference'`),
  statementNotSigned: (_ctx, span) => sql`
    select s."id", s."number", c."shortName" as "customer", s."periodTo" as "on", '' as "text", s."closingFen" as "fen", ${ofMonth(sql`s."periodTo"`, span)}
    from "statements" s join "customers" c on c."id" = s."customerId"
    where s."periodTo" >= ${span.before.from} and s."periodTo" <= ${span.to} and s."voidedAt" is null
      and not exists (select 1 from "signBacks" b where b."documentId" = s."id" and b."kind" = 'statement' and b."state" in ('same', 'different'))`,
  statementDisputed,
}
