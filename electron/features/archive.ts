import { sql } from 'kysely'
import type { Context } from '../context.ts'

type Reader = Pick<Context, 'db'>

export interface BoxOfOrder {
  batchId: number
  number: string
  box: string
  place: string
  borrower: string | null
}

/** The box each of some orders lies in, and who has borrowed of it. */
export const boxesOfOrders = async (ctx: Reader, orderIds: readonly number[]): Promise<Map<number, BoxOfOrder>> => {
  if (orderIds.length === 0) return new Map()
  const rows = await ctx.db
    .selectFrom('archiveItems')
    .innerJoin('archiveBatches', 'archiveBatches.id', 'archiveItems.batchId')
    .leftJoin('archiveLoans', 'archiveLoans.id', 'archiveItems.loanId')
    .select([
      'archiveItems.orderId',
      'archiveItems.batchId',
      'archiveBatches.number',
      'archiveBatches.box',
      'archiveBatches.place',
      'archiveLoans.borrower',
    ])
    .where('archiveItems.orderId', 'in', orderIds)
    .where('archiveItems.takenAt', 'is', null)
    .execute()
  return new Map(rows.map(({ orderId, ...box }) => [orderId, box]))
}

/** Papers that lie with an order: kind of what the one box finds → how its order is known. */
const orderOf = {
  notice: sql`select "id", "orderId" from "notices"`,
  change: sql`select "id", "orderId" from "orderChanges"`,
  delivery: sql`select "deliveryNoteId" as "id", min("orderId") as "orderId" from "deliveryLines"`,
  receipt: sql`select "receiptAllocations"."receiptId" as "id", min(coalesce("receiptAllocations"."orderId", "deliveryLines"."orderId")) as "orderId"
    from "receiptAllocations" left join "deliveryLines" on "deliveryLines"."deliveryNoteId" = "receiptAllocations"."deliveryNoteId"`,
  fax: sql`select "id", "orderId" from "inboxItems"`,
} as const
const idOf: Record<PaperOfOrder, string> = {
  notice: 'id',
  change: 'id',
  delivery: 'deliveryNoteId',
  receipt: 'receiptId',
  fax: 'id',
}
const grouped: readonly PaperOfOrder[] = ['delivery', 'receipt']
export type PaperOfOrder = keyof typeof orderOf
export const papersOfOrders = Object.keys(orderOf) as PaperOfOrder[]

/** The order each of some papers belongs to; the first where there are several. */
export const ordersOfPapers = async (
  ctx: Reader,
  kind: PaperOfOrder,
  ids: readonly number[],
): Promise<Map<number, number>> => {
  if (ids.length === 0) return new Map()
  const column = sql.ref(kind === 'receipt' ? 'receiptAllocations.receiptId' : idOf[kind])
  const { rows } = await sql<{
    id: number
    orderId: number | null
  }>`${orderOf[kind]} where ${column} in (${sql.join(ids)})
    ${grouped.includes(kind) ? sql`group by ${column}` : sql``}`.execute(ctx.db)
  return new Map(rows.flatMap(({ id, orderId }) => (orderId === null ? [] : [[Number(id), Number(orderId)]])))
}
