import type { PaperOutput } from '../../../shared/papers.ts'
import { translate } from '../../../shared/language.ts'
import { shipWayKeys, type ShipWay } from '../../../shared/shipments.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { deliveryNote } from '../../papers/deliveryNote.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { layoutFor } from '../layouts/read.ts'
import { readCompany, readOffice } from '../settings.ts'
import { seesCash, seesMoney } from './hidden.ts'
import { readNote } from './notes.ts'

/** 付款方式 of a customer as papers print it (duty 28). */
export const paymentText = (settlement: string, depositBasisPoints: number): string => {
  if (settlement === 'cash') return translate('zh-CN', 'deliveries.payCash')
  if (settlement === 'prepaid') return translate('zh-CN', 'deliveries.payPrepaid')
  if (settlement === 'monthly') return translate('zh-CN', 'deliveries.payMonthly')
  return translate('zh-CN', 'deliveries.payDeposit', { percent: depositBasisPoints / 100 })
}

/**
 * 第 n 版 of the orders on a note as they were when it left: a change after that changes no paper that is gone. Where its
 * orders are not all of one edition the head has none, and each later one is told beside its number.
 */
const editionsOf = async (
  ctx: Context,
  noteId: number,
  orderNumbers: string,
): Promise<{ version: number | null; orderNumbers: string }> => {
  const { releasedAt } = await ctx.db
    .selectFrom('deliveryNotes')
    .select('releasedAt')
    .where('id', '=', noteId)
    .executeTakeFirstOrThrow()
  const rows = await ctx.db
    .selectFrom('deliveryLines')
    .leftJoin('orderChanges', (join) => {
      const applied = join
        .onRef('orderChanges.orderId', '=', 'deliveryLines.orderId')
        .on('orderChanges.appliedAt', 'is not', null)
      return releasedAt === null ? applied : applied.on('orderChanges.appliedAt', '<=', releasedAt)
    })
    .where('deliveryLines.deliveryNoteId', '=', noteId)
    .where('deliveryLines.orderId', 'is not', null)
    .groupBy('deliveryLines.orderNumber')
    .select(({ fn }) => ['deliveryLines.orderNumber', fn.max('orderChanges.edition').as('edition')])
    .execute()
  const editions = new Map(rows.map(({ orderNumber, edition }) => [orderNumber, Number(edition ?? 1)]))
  const all = new Set(editions.values())
  if (all.size <= 1) return { version: [...all][0] ?? 1, orderNumbers }
  const told = orderNumbers.split(' ').map((number) => {
    const edition = editions.get(number) ?? 1
    return edition > 1 ? `${number}(${translate(ctx.language, 'papers.version', { version: edition })})` : number
  })
  return { version: null, orderNumbers: told.join(' ') }
}

/** 送货方式 of a note nobody typed one on: the way its page shows, the usual one where none was chosen. */
const wayWords = async (ctx: Context, { id, kind }: { id: number; kind: string }): Promise<string> => {
  if (kind === 'return') return ''
  const journey = await ctx.db.selectFrom('journeys').select('way').where('deliveryNoteId', '=', id).executeTakeFirst()
  return translate(ctx.language, shipWayKeys[(journey?.way as ShipWay | undefined) ?? 'deliver'])
}

/**
 * 送货单 on 241 × 139.7 mm with the office's named copies, or as the layout of the office or of this customer has it;
 * 未放行 stands on it until it is released (duty 30).
 */
export const notePaper = async (
  ctx: Context,
  id: number,
  prices: boolean,
  copies: boolean,
  layout?: PaperLayout,
): Promise<PaperOutput> => {
  const note = await readNote(ctx, id)
  const customer = await ctx.db.selectFrom('customers').selectAll().where('id', '=', note.customerId).executeTakeFirst()
  const company = await readCompany(ctx)
  if (!customer || !company) throw refuse('app.notFound')
  const office = await readOffice(ctx)
  const lineIds = note.lines.map(({ orderLineId }) => orderLineId ?? 0)
  const ordered = await ctx.db
    .selectFrom('orderLines')
    .select(['id', 'quantity', 'deliveredQuantity'])
    .where('id', 'in', lineIds)
    .execute()
  const released = note.released !== null
  const units = new Set(note.lines.map(({ unit }) => unit))
  return deliveryNote(
    {
      company,
      kind: note.kind,
      number: note.number,
      ...(await editionsOf(ctx, id, note.orderNumbers)),
      printed: note.printed + 1,
      madeBy: note.keyedBy,
      serialNumber: note.serial,
      customer: {
        name: customer.name,
        shortName: customer.shortName,
        contact: note.contact,
        phone: note.phone,
        fax: customer.fax,
      },
      address: note.address,
      deliveredOn: note.deliveryOn,
      deliveryMode: note.method || (await wayWords(ctx, note)),
      vehicle: note.vehicle,
      driver: note.driver,
      paymentText: paymentText(customer.settlement, customer.depositBasisPoints),
      lines: note.lines.map((line) => {
        const order = ordered.find((each) => each.id === line.orderLineId)
        const delivered = (order?.deliveredQuantity ?? 0) + (released || note.kind !== 'delivery' ? 0 : line.quantity)
        return {
          ...line,
          color: line.colour,
          delivered,
          undelivered: order ? Math.max(0, order.quantity - delivered) : 0,
        }
      }),
      totalQuantity: units.size === 1 ? note.totalQuantity : null,
      totalPacks: note.totalPacks,
      countedPacks: note.countedPacks,
      totalFen: note.totalFen,
      collectFen: seesCash(ctx) ? note.codFen : 0,
      noteText: office.noteText,
      remark: note.remark,
      warehouse: note.picked?.by ?? '',
      deliverer: note.driver,
      released,
      voided: note.state === 'void',
    },
    {
      prices: prices && seesMoney(ctx),
      progress: office.noteProgress,
      copies: copies ? office.noteCopies : [],
      layout: layout ?? (await layoutFor(ctx, 'deliveryNote', note.customerId)),
    },
  )
}
