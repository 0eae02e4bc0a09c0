import { type ArchiveItem, archivePaperKeys } from '../../../shared/archive.ts'
import { translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context } from '../../context.ts'
import { archiveLabel, archiveList } from '../../papers/archiveList.ts'
import { readCompany } from '../settings.ts'
import { listItems, readBatch } from './boxes.ts'

const allItems = async (ctx: Context, batchId: number): Promise<ArchiveItem[]> => {
  const items: ArchiveItem[] = []
  for (let offset = 0; offset < 2000; offset += 200) {
    const { rows } = await listItems(ctx, { batchId, offset, limit: 200 })
    items.push(...rows)
    if (rows.length < 200) break
  }
  return items
}

/** Numbers of the notices, notes and statements that lie with each order. */
const numbersOf = async (ctx: Context, orderIds: number[]) => {
  const ids = [0, ...orderIds]
  const notices = await ctx.db
    .selectFrom('notices')
    .select(['orderId', 'number'])
    .where('orderId', 'in', ids)
    .where('voidedAt', 'is', null)
    .orderBy('number')
    .execute()
  const notes = await ctx.db
    .selectFrom('deliveryLines')
    .innerJoin('deliveryNotes', 'deliveryNotes.id', 'deliveryLines.deliveryNoteId')
    .select(['deliveryLines.orderId', 'deliveryNotes.number'])
    .distinct()
    .where('deliveryLines.orderId', 'in', ids)
    .where('deliveryNotes.releasedAt', 'is not', null)
    .where('deliveryNotes.voidedAt', 'is', null)
    .orderBy('deliveryNotes.number')
    .execute()
  const text = (rows: { orderId: number | null; number: string }[]): Map<number, string> =>
    new Map(
      [...Map.groupBy(rows, ({ orderId }) => orderId ?? 0)].map(([orderId, own]) => [
        orderId,
        own.map(({ number }) => number).join('\n'),
      ]),
    )
  return { notices: text(notices), notes: text(notes) }
}

/** 归档清单 of a box (papers.md 4.15): every order in it with its papers' numbers, and what is missing. */
export const boxPaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const t = translator(ctx.language)
  const batch = await readBatch(ctx, id)
  const items = await allItems(ctx, id)
  const numbers = await numbersOf(
    ctx,
    items.map(({ orderId }) => orderId),
  )
  const company = await readCompany(ctx)
  return archiveList(
    {
      company: {
        name: company?.name ?? '',
        address: company?.address ?? '',
        phone: company?.phone ?? '',
        fax: company?.fax ?? '',
      },
      number: batch.number,
      printed: batch.printed + 1,
      madeBy: batch.madeBy,
      month: batch.month,
      workshop: batch.workshop,
      box: batch.box,
      place: batch.place,
      remark: batch.remark,
      closedBy: batch.closedBy,
      closedOn: batch.closedAt?.slice(0, 10) ?? '',
      lines: items.map((item) => ({
        orderNumber: item.orderNumber,
        customer: item.customer,
        customerPo: item.customerPo,
        notices: numbers.notices.get(item.orderId) ?? '',
        notes: numbers.notes.get(item.orderId) ?? '',
        missing: item.missing.map((paper) => t(archivePaperKeys[paper])).join('、'),
        loan: item.loan === null ? '' : t('archive.lentTo', { borrower: item.loan.borrower, on: item.loan.lentOn }),
      })),
    },
    { language: ctx.language },
  )
}

/** The label that is stuck on the box. */
export const boxLabel = async (ctx: Context, id: number): Promise<PaperOutput> => {
  const batch = await readBatch(ctx, id)
  const items = await allItems(ctx, id)
  const numbers = items.map(({ orderNumber }) => orderNumber).toSorted()
  return archiveLabel(
    {
      number: batch.number,
      month: batch.month,
      workshop: batch.workshop,
      box: batch.box,
      place: batch.place,
      orders: items.length,
      first: numbers[0] ?? '',
      last: numbers.at(-1) ?? '',
    },
    { language: ctx.language },
  )
}
