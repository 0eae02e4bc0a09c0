import { z } from 'zod'
import { may } from '../../../shared/permissions.ts'
import { paperFacts, type PrintAbout, type PrintedDocument } from '../../../shared/prints.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Printable } from '../../../shared/shell.ts'
import type { Context } from '../../context.ts'
import { refuseNoSerial } from '../deliveries/serial.ts'

type Asked = Readonly<Record<string, unknown>>
type Found = { number: string; version: number; orderId: number | null }

const ofOneOrder = ['notices', 'orderChanges', 'exceptions', 'inspections'] as const
type OfOneOrder = (typeof ofOneOrder)[number]
const isOfOneOrder = (document: PrintedDocument): document is OfOneOrder =>
  (ofOneOrder as readonly string[]).includes(document)

/** Number and version of a document, and the order whose goods it shows where it is one order's. */
const found = async (ctx: Context, document: PrintedDocument, id: number): Promise<Found | undefined> => {
  if (isOfOneOrder(document))
    return ctx.db.selectFrom(document).select(['number', 'version', 'orderId']).where('id', '=', id).executeTakeFirst()
  const row = await ctx.db.selectFrom(document).select(['number', 'version']).where('id', '=', id).executeTakeFirst()
  return row && { ...row, orderId: document === 'orders' ? id : null }
}

/** The orders with goods on a paper that may carry those of several; void papers as well. */
const ordersOn = (ctx: Context, document: PrintedDocument, id: number) => {
  if (document === 'deliveryNotes')
    return ctx.db.selectFrom('deliveryLines').select('orderId').where('deliveryNoteId', '=', id)
  if (document === 'statements')
    return ctx.db
      .selectFrom('statementRows')
      .innerJoin('deliveryNotes', 'deliveryNotes.number', 'statementRows.documentNumber')
      .innerJoin('deliveryLines', 'deliveryLines.deliveryNoteId', 'deliveryNotes.id')
      .select('deliveryLines.orderId')
      .where('statementRows.statementId', '=', id)
  if (document === 'outsideSlips')
    return ctx.db
      .selectFrom('outsideLines')
      .innerJoin('operations', 'operations.id', 'outsideLines.operationId')
      .innerJoin('noticeLines', 'noticeLines.id', 'operations.noticeLineId')
      .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
      .select('notices.orderId')
      .where('outsideLines.slipId', '=', id)
  if (document === 'allocations')
    return ctx.db.selectFrom('allocationLines').select('orderId').where('allocationId', '=', id)
  return null
}

/** The first of some orders whose goods are on a paper; null where none are. */
export const firstOnPaper = async (
  ctx: Context,
  document: PrintedDocument,
  id: number,
  orderIds: readonly number[],
): Promise<number | null> => {
  const found = (await ordersOn(ctx, document, id)?.execute()) ?? []
  return found.find(({ orderId }) => orderId !== null && orderIds.includes(orderId))?.orderId ?? null
}

const isPriced = (ctx: Context, paper: Printable, asked: Asked): boolean => {
  const { prices } = paperFacts[paper]
  if (prices === 'asked') return asked['prices'] !== false
  if (prices === 'byRole') return may(ctx.user.role, 'prices.read')
  return prices === 'always'
}

const Id = z.number().int().positive()

/** What a paper asked for with this input is made of now: its document, that one's version, whether it shows prices. */
export const aboutPaper = async (ctx: Context, paper: Printable, asked: Asked): Promise<PrintAbout> => {
  const { document, permission } = paperFacts[paper]
  if (!may(ctx.user.role, permission)) throw refuse('app.notFound')
  const priced = isPriced(ctx, paper, asked)
  if (document === '') {
    // lists and reports have no number, but a slip of materials is asked for by its own
    const number = typeof asked['number'] === 'string' ? asked['number'].slice(0, 40) : ''
    return { document, documentId: null, orderId: null, number, version: 0, priced }
  }
  const id = Id.safeParse(asked['id'])
  const row = id.success ? await found(ctx, document, id.data) : undefined
  if (!row) throw refuse('app.notFound')
  if (paper === 'deliveryNote') await refuseNoSerial(ctx, id.data!)
  return { document, documentId: id.data!, orderId: row.orderId, number: row.number, version: row.version, priced }
}
