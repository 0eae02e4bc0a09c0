import type { PaperOutput } from '../../../shared/papers.ts'
import { translate } from '../../../shared/language.ts'
import { copyName } from '../../../shared/layouts.ts'
import { type Enclosure, enclosureKindKeys } from '../../../shared/noticeDesk.ts'
import { spareOf } from '../../../shared/noticeFields.ts'
import { dateOf } from '../../../shared/dates.ts'
import { specOfShare } from '../../../shared/sizeShares.ts'
import type { Context } from '../../context.ts'
import type { NoticeProcess, ProductionNoticeLine, ProductionNoticePaper } from '../../papers/data.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { productionNotice } from '../../papers/productionNotice.ts'
import { materialsForNotice } from '../materials/paper.ts'
import { layoutFor } from '../layouts/read.ts'
import { packsByProduct } from '../orders.ts'
import { picturesForPaper } from '../pictures.ts'
import { readCompany, readOffice } from '../settings.ts'
import { enclosures } from './enclosures.ts'
import { read } from './notices.ts'
import { matricesOf, particularsOf, type SheetLine, sheetsOf } from './paperSheets.ts'
import { readFields, sheet } from './sheet.ts'

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

interface PaperLine extends ProductionNoticeLine {
  newVersion: boolean
  sheet: SheetLine
}
const linesOf = async (ctx: Context, noticeId: number): Promise<PaperLine[]> => {
  const rows = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select([
      'noticeLines.quantity',
      'noticeLines.fields',
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
    const values = readFields(row.fields)
    lines.push({
      code: row.code,
      description: [
        row.name,
        specOfShare({ spec: row.spec, ordered: row.ordered, share: row.quantity, run: values['run'] ?? '' }),
      ]
        .filter(Boolean)
        .join(' '),
      color: row.colour,
      unit: row.unit,
      quantity: row.quantity,
      spareBasisPoints: spareOf(values),
      weightText: '',
      requirement: [
        ...(row.quantity === 0 ? [translate('zh-CN', 'changes.lineGone')] : []),
        // where the sheet has it, it stands there
        values['material'] === undefined ? row.material : '',
        values['process'],
        row.remark,
      ]
        .filter(Boolean)
        .join(' '),
      packs: packs ?? Math.ceil((row.packs * row.quantity) / row.ordered),
      dueOn: row.dueOn,
      picture: pictures.get(shown(row)),
      newVersion: row.newVersion === 1,
      sheet: { ...row, values },
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

/** `菲林 F-0312 ×2 → 版房`: what goes with the notice and who has it. */
const enclosureText = ({ kind, label, pieces, handedTo, state }: Enclosure): string =>
  [
    translate('zh-CN', enclosureKindKeys[kind]),
    label,
    pieces > 1 ? `×${pieces}` : '',
    state === 'out' ? `→ ${handedTo}` : '',
  ]
    .filter(Boolean)
    .join(' ')

/** What the 生产通知单 says: quantities, requirements and planned processes, and no price (duties 33, 34). */
export const noticePaper = async (ctx: Context, id: number): Promise<ProductionNoticePaper> => {
  const notice = await read(ctx, { id })
  const order = await orderOf(ctx, notice.orderId)
  const { trade, head } = await sheet(ctx, { id })
  const lines = await linesOf(ctx, id)
  const sheetLines = lines.map((line) => line.sheet)
  const things = await enclosures(ctx, { noticeId: id })
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
    releasedOn: dateOf(new Date(notice.releasedAt)),
    dueOn: notice.dueOn,
    rush: notice.rush,
    workshop: notice.workshop,
    edition: translate(
      'zh-CN',
      lines.some((line) => line.newVersion) ? 'production.newVersion' : 'production.oldVersion',
    ),
    editionNumber: [...new Set(sheetLines.map(({ values }) => values['plate'] ?? ''))].filter(Boolean).join('、'),
    merchandiser: order.merchandiser,
    approvedBy: order.checker ?? '',
    lines,
    totalQuantity: units.size === 1 ? lines.reduce((sum, line) => sum + line.quantity, 0) : null,
    totalPacks: lines.reduce((sum, line) => sum + line.packs, 0),
    particulars: particularsOf(head),
    sheets: sheetsOf(trade, sheetLines),
    matrices: matricesOf(sheetLines),
    materials: await materialsForNotice(ctx, id),
    processes: processesOf(notice),
    packingText: [order.packing, head['packing']].filter(Boolean).join('\n'),
    marksText: head['marks'] ?? '',
    qualityText: order.acceptance,
    enclosures: things.filter(({ state }) => state !== 'back').map(enclosureText),
    notesText: [notice.remark, order.remark, head['attention']].filter(Boolean).join(' '),
    override: notice.override
      ? { by: notice.override.by, reason: notice.override.reason, on: dateOf(new Date(notice.override.at)) }
      : null,
  }
}

/** The copies asked for; otherwise those the layout names, otherwise those of the settings. */
export const paper = async (
  ctx: Context,
  { id, copies }: { id: number; copies?: string[] },
  layout?: PaperLayout,
): Promise<PaperOutput> => {
  const { customerId } = await ctx.db
    .selectFrom('notices')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .select('orders.customerId')
    .where('notices.id', '=', id)
    .executeTakeFirstOrThrow()
  const content = await noticePaper(ctx, id)
  const used = layout ?? (await layoutFor(ctx, 'productionNotice', customerId))
  const named = used?.content.copies.map(copyName) ?? []
  const usual = named.length > 0 ? named : (await readOffice(ctx)).noticeCopyNames
  return productionNotice(content, { copies: copies ?? usual, layout: used })
}
