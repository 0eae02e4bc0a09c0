import type { PaperOutput } from '../../../shared/papers.ts'
import { translate } from '../../../shared/language.ts'
import { dateOf } from '../../../shared/dates.ts'
import type { Context } from '../../context.ts'
import type { NoticeProcess, ProductionNoticeLine, ProductionNoticePaper } from '../../papers/data.ts'
import { productionNotice } from '../../papers/productionNotice.ts'
import { materialsForNotice } from '../materials/paper.ts'
import { packsByProduct } from '../orders.ts'
import { picturesForPaper } from '../pictures.ts'
import { readCompany, readOffice } from '../settings.ts'
import { read } from './notices.ts'

/** The copies a workshop paper has (papers.md 4.2), named as they are printed: papers are in Chinese. */
const usualCopies = (
  [
    'production.copyProduction',
    'production.copyWarehouse',
    'production.copyQuality',
    'production.copyMerchandiser',
  ] as const
).map((key) => translate('zh-CN', key))

const orderOf = (ctx: Context, orderId: number) =>
  ctx.db
    .selectFrom('orders')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users as merchandisers', 'merchandisers.id', 'orders.merchandiserId')
    .leftJoin('users as checkers', 'checkers.id', 'orders.checkedBy')
    .select([
      'orders.orderedOn',
      'orders.packing',
      'orders.acceptance',
      'orders.remark',
      'customers.code as customerCode',
      'customers.shortName',
      'customers.name as customerName',
      'merchandisers.name as merchandiser',
      'checkers.name as checker',
    ])
    .where('orders.id', '=', orderId)
    .executeTakeFirstOrThrow()

const linesOf = async (ctx: Context, noticeId: number): Promise<(ProductionNoticeLine & { newVersion: boolean })[]> => {
  const rows = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select([
      'noticeLines.quantity',
      'orderLines.quantity as ordered',
      'orderLines.packs',
      'orderLines.productId',
      'orderLines.code',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.colour',
      'orderLines.material',
      'orderLines.unit',
      'orderLines.dueOn',
      'orderLines.remark',
      'orderLines.newVersion',
      'products.processNotes',
      'orderLines.picture',
      'products.picture as productPicture',
    ])
    .where('noticeLines.noticeId', '=', noticeId)
    .orderBy('noticeLines.id')
    .execute()
  const shown = (row: (typeof rows)[number]): string => row.picture || (row.productPicture ?? '')
  const pictures = await picturesForPaper(ctx, rows.map(shown))
  const lines = []
  for (const row of rows) {
    const packs =
      row.quantity === row.ordered ? row.packs : await packsByProduct(ctx, row.productId, row.unit, row.quantity)
    lines.push({
      code: row.code,
      description: [row.name, row.spec].filter(Boolean).join(' '),
      color: row.colour,
      unit: row.unit,
      quantity: row.quantity,
      spareBasisPoints: 0,
      weightText: '',
      requirement: [
        ...(row.quantity === 0 ? [translate('zh-CN', 'changes.lineGone')] : []),
        row.material,
        row.processNotes,
        row.remark,
      ]
        .filter(Boolean)
        .join(' '),
      packs: packs ?? Math.ceil((row.packs * row.quantity) / row.ordered),
      dueOn: row.dueOn,
      picture: pictures.get(shown(row)),
      newVersion: row.newVersion === 1,
    })
  }
  return lines
}

/** The processes of all lines together, each from its first to its last planned day. */
const processesOf = (notice: Awaited<ReturnType<typeof read>>): NoticeProcess[] => {
  const together = new Map<string, NoticeProcess>()
  for (const { processName, plannedStart, plannedFinish, outside } of notice.noticeLines.flatMap(
    (line) => line.operations,
  )) {
    const known = together.get(processName)
    together.set(processName, {
      name: processName,
      standard: '',
      plannedFrom: known && known.plannedFrom < plannedStart ? known.plannedFrom : plannedStart,
      plannedTo: known && known.plannedTo > plannedFinish ? known.plannedTo : plannedFinish,
      outsourced: outside || (known?.outsourced ?? false),
    })
  }
  return [...together.values()].toSorted(
    (one, other) => one.plannedFrom.localeCompare(other.plannedFrom) || one.plannedTo.localeCompare(other.plannedTo),
  )
}

/** What the 生产通知单 says: quantities, requirements and planned processes, and no price (duties 33, 34). */
export const noticePaper = async (ctx: Context, id: number): Promise<ProductionNoticePaper> => {
  const notice = await read(ctx, { id })
  const order = await orderOf(ctx, notice.orderId)
  const lines = await linesOf(ctx, id)
  const company = await readCompany(ctx)
  const units = new Set(lines.map((line) => line.unit))
  return {
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: notice.number,
    version: notice.edition,
    printed: notice.printed + 1,
    madeBy: notice.releasedBy,
    orderNumber: notice.orderNumber,
    customerCode: order.customerCode,
    customerName: order.shortName || order.customerName,
    showCustomerName: !(await readOffice(ctx)).hideCustomerOnNotice,
    orderedOn: order.orderedOn,
    dueOn: notice.dueOn,
    rush: notice.rush,
    workshop: notice.workshop,
    edition: translate(
      'zh-CN',
      lines.some((line) => line.newVersion) ? 'production.newVersion' : 'production.oldVersion',
    ),
    editionNumber: '',
    merchandiser: order.merchandiser,
    approvedBy: order.checker ?? '',
    lines,
    totalQuantity: units.size === 1 ? lines.reduce((sum, line) => sum + line.quantity, 0) : null,
    totalPacks: lines.reduce((sum, line) => sum + line.packs, 0),
    particulars: [],
    materials: await materialsForNotice(ctx, id),
    processes: processesOf(notice),
    packingText: order.packing,
    marksText: '',
    qualityText: order.acceptance,
    enclosures: [],
    notesText: [notice.remark, order.remark].filter(Boolean).join(' '),
    override: notice.override
      ? { by: notice.override.by, reason: notice.override.reason, on: dateOf(new Date(notice.override.at)) }
      : null,
  }
}

export const paper = async (ctx: Context, { id, copies }: { id: number; copies?: string[] }): Promise<PaperOutput> =>
  productionNotice(await noticePaper(ctx, id), { copies: copies ?? usualCopies })
