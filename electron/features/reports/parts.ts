import { type RawBuilder, sql } from 'kysely'
import { plusDays } from '../../../shared/dates.ts'
import type { Reader } from './table.ts'

export const all = async <Row>(ctx: Pick<Reader, 'db'>, query: RawBuilder<unknown>): Promise<Row[]> =>
  (await (query as RawBuilder<Row>).execute(ctx.db)).rows

/** Whose an order is: its own 业务员, else that of the customer's card. `o` orders, `c` customers. */
export const orderSeller = sql`coalesce(nullif(o."salesperson", ''), c."salesperson")`
/** Whose a note is: of the order its first line is from, else of the card. `n` deliveryNotes. */
export const noteSeller = sql`coalesce((select nullif(f."salesperson", '') from "deliveryLines" g join "orders" f on f."id" = g."orderId"
  where g."deliveryNoteId" = n."id" order by g."sequence" limit 1), c."salesperson")`

/** A note that left, or came back: released and not void. */
export const standingNote = sql`n."releasedAt" is not null and n."voidedAt" is null`

/** Money a statement carried that was taken back later (冲销): the receipt counts on its day, less the same on day `d`. */
export const reversedReceipts = sql`"receipts" r join "adjustments" d on d."id" = r."reversalId" and d."voidedAt" is null`

export const exceptOrders = (hidden: readonly number[]): RawBuilder<unknown> =>
  hidden.length === 0 ? sql`` : sql` and o."id" not in (${sql.join(hidden)})`

export const limited = ({ offset, limit }: { offset: number; limit: number }): RawBuilder<unknown> =>
  sql`limit ${limit} offset ${offset}`

/** The month so many months before another. */
export const monthsBefore = (month: string, months: number): string => {
  const number = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - months
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}`
}
/** The twelve months that end with one, the oldest first. */
export const yearTo = (month: string): string[] =>
  Array.from({ length: 12 }, (_, index) => monthsBefore(month, 11 - index))

/** The same day three months before; the last of its month where that month is shorter. */
export const threeMonthsBefore = (day: string): string => {
  const month = monthsBefore(day.slice(0, 7), 3)
  const last = plusDays(`${monthsBefore(month, -1)}-01`, -1)
  const wanted = `${month}-${day.slice(8)}`
  return wanted > last ? last : wanted
}
