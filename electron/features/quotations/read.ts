import {
  type Costs,
  type LadderStep,
  type Quotation,
  type QuotationLine,
  type QuotationStage,
  quotationState,
  type QuotationVersion,
} from '../../../shared/quotations.ts'
import { refuse } from '../../../shared/refusals.ts'
import { factorOfUnit, floorInUnit, type OtherUnit } from '../../../shared/units.ts'
import type { Context } from '../../context.ts'

const headOf = async (ctx: Context, id: number) => {
  const head = await ctx.db
    .selectFrom('quotations')
    .leftJoin('customers', 'customers.id', 'quotations.customerId')
    .innerJoin('users', 'users.id', 'quotations.quotedBy')
    .leftJoin('inboxItems', 'inboxItems.id', 'quotations.inboxItemId')
    .leftJoin('messages', 'messages.id', 'quotations.messageId')
    .selectAll('quotations')
    .select([
      'customers.name as customerFullName',
      'customers.fax',
      'customers.contact as customerContact',
      'users.name as by',
      'inboxItems.fileName',
      'messages.name as messageName',
      'messages.matter as messageMatter',
    ])
    .where('quotations.id', '=', id)
    .executeTakeFirst()
  if (!head) throw refuse('app.notFound')
  return head
}

/** 底价 of the product in the unit of the line; 0 where it has none or does not know the unit. */
const floorOf = (
  line: { unit: string; productUnit: string | null; floor: number | null },
  units: readonly OtherUnit[],
): number => {
  const factor = line.productUnit === null ? null : factorOfUnit(line.productUnit, units, line.unit)
  return factor === null ? 0 : floorInUnit(line.floor ?? 0, factor)
}

/** The lines of one version with their ladders and the floor price of their product. */
export const linesOf = async (ctx: Pick<Context, 'db'>, versionId: number): Promise<QuotationLine[]> => {
  const lines = await ctx.db
    .selectFrom('quotationLines')
    .leftJoin('products', 'products.id', 'quotationLines.productId')
    .selectAll('quotationLines')
    .select([
      'products.floorPriceMicros as floor',
      'products.unit as productUnit',
      'products.picture as productPicture',
    ])
    .where('quotationLines.versionId', '=', versionId)
    .orderBy('quotationLines.sequence')
    .execute()
  const units = await ctx.db
    .selectFrom('productUnits')
    .innerJoin('quotationLines', 'quotationLines.productId', 'productUnits.productId')
    .select(['quotationLines.id', 'productUnits.unit', 'productUnits.factor'])
    .where('quotationLines.versionId', '=', versionId)
    .execute()
  const prices = await ctx.db
    .selectFrom('quotationPrices')
    .innerJoin('quotationLines', 'quotationLines.id', 'quotationPrices.quotationLineId')
    .select(['quotationPrices.quotationLineId', 'quotationPrices.quantity', 'quotationPrices.priceMicros'])
    .where('quotationLines.versionId', '=', versionId)
    .orderBy('quotationPrices.quantity')
    .execute()
  const ladders = new Map<number, LadderStep[]>()
  for (const { quotationLineId, quantity, priceMicros } of prices)
    ladders.set(quotationLineId, [...(ladders.get(quotationLineId) ?? []), { quantity, priceMicros }])
  return lines.map((line): QuotationLine => {
    const { id, sequence, productId, code, name, spec, material, unit } = line
    const { minQuantity, mouldFen, leadDays, packing, remark } = line
    const costs: Costs = {
      materialMicros: line.materialMicros,
      labourMicros: line.labourMicros,
      outsideMicros: line.outsideMicros,
      packingMicros: line.packingMicros,
      freightMicros: line.freightMicros,
      profitBasisPoints: line.profitBasisPoints,
      taxBasisPoints: line.taxBasisPoints,
    }
    return {
      id,
      sequence,
      productId,
      code,
      name,
      spec,
      material,
      unit,
      minQuantity,
      mouldFen,
      leadDays,
      packing,
      remark,
      picture: line.picture,
      productPicture: line.productPicture ?? '',
      costs,
      steps: ladders.get(id) ?? [],
      floorPriceMicros: floorOf(
        line,
        units.filter((each) => each.id === id),
      ),
    }
  })
}

const versionsOf = async (ctx: Context, quotationId: number) =>
  ctx.db
    .selectFrom('quotationVersions')
    .selectAll()
    .where('quotationId', '=', quotationId)
    .orderBy('sequence', 'desc')
    .limit(100)
    .execute()

const ordersOf = async (ctx: Context, number: string): Promise<Quotation['orders']> =>
  ctx.db
    .selectFrom('orders')
    .select(['id', 'number', 'orderedOn', 'state'])
    .where('id', 'in', (lines) =>
      lines
        .selectFrom('orderLines')
        .select('orderId')
        .where('quotation', '=', number)
        .where('quotation', '<>', '')
        .where('cancelledAt', 'is', null),
    )
    .orderBy('id')
    .limit(100)
    .execute()

const signBackOf = async (ctx: Context, quotationId: number): Promise<Quotation['signBack']> => {
  const row = await ctx.db
    .selectFrom('signBacks')
    .select(['id', 'state', 'sentAt', 'sentTo', 'dueOn', 'version'])
    .where('kind', '=', 'quotation')
    .where('documentId', '=', quotationId)
    .where('state', '<>', 'cancelled')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** A quotation as one of its versions says it; without `sequence` the newest. */
export const readQuotation = async (ctx: Context, id: number, sequence?: number): Promise<Quotation> => {
  const head = await headOf(ctx, id)
  const versions = await versionsOf(ctx, id)
  const shown = versions.find((version) => version.sequence === (sequence ?? head.sequence))
  if (!shown) throw refuse('app.notFound')
  return {
    id,
    number: head.number,
    customerId: head.customerId,
    prospect: head.prospect,
    customerName: head.customerFullName ?? head.prospect,
    fax: head.fax || head.customerContact || '',
    contact: shown.contact,
    phone: shown.phone,
    quotedOn: shown.quotedOn,
    validUntil: shown.validUntil,
    taxMode: shown.taxMode as 'included' | 'excluded',
    taxBasisPoints: shown.taxBasisPoints,
    payment: shown.payment,
    delivery: shown.delivery,
    remark: shown.remark,
    by: head.by,
    sequence: shown.sequence,
    newest: head.sequence,
    state: quotationState(head.stage as QuotationStage, head.validUntil, ctx.today),
    versions: versions.map((version): QuotationVersion => ({
      sequence: version.sequence,
      madeBy: version.madeByName,
      madeAt: version.madeAt,
      sentAt: version.sentAt,
      sentBy: version.sentBy,
      sentTo: version.sentTo,
      answer: version.answer as QuotationVersion['answer'],
      answeredAt: version.answeredAt,
      answeredBy: version.answeredBy,
      answerWords: version.answerWords,
      printed: version.printed,
    })),
    lines: await linesOf(ctx, shown.id),
    orders: await ordersOf(ctx, head.number),
    signBack: await signBackOf(ctx, id),
    inbox: head.inboxItemId === null ? null : { id: head.inboxItemId, fileName: head.fileName ?? '' },
    message: [head.messageName, head.messageMatter].filter(Boolean).join(' '),
    voidReason: head.voidReason,
    version: head.version,
  }
}
