import type { z } from 'zod'
import { plusDays } from '../../../shared/dates.ts'
import { formatFen } from '../../../shared/money.ts'
import { translate } from '../../../shared/language.ts'
import {
  type NewQuotation,
  noCosts,
  type Quotation,
  type QuotationLine,
  quotations,
  type QuotedOrderLine,
  stepFor,
} from '../../../shared/quotations.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { newDraft } from '../orders/drafts.ts'
import { readOffice } from '../settings.ts'
import { readQuotation } from './read.ts'

/** Days a new quotation stands, unless the hand says otherwise. */
const validDays = 30

const draftLine = ({
  id: _,
  sequence: __,
  floorPriceMicros: ___,
  ...line
}: QuotationLine): NewQuotation['lines'][number] => line

/** Who asks: of the phone message, of the paper, of the older quotation, or the customer that was chosen. */
const askerOf = async (ctx: Context, asked: z.output<typeof quotations.newDraft.input>, older: Quotation | null) => {
  const message =
    asked.messageId === undefined
      ? undefined
      : await ctx.db.selectFrom('messages').selectAll().where('id', '=', asked.messageId).executeTakeFirst()
  const paper =
    asked.inboxItemId === undefined
      ? undefined
      : await ctx.db
          .selectFrom('inboxItems')
          .select('customerId')
          .where('id', '=', asked.inboxItemId)
          .executeTakeFirst()
  if ((asked.messageId !== undefined && !message) || (asked.inboxItemId !== undefined && !paper))
    throw refuse('app.notFound')
  const customerId = asked.customerId ?? message?.customerId ?? paper?.customerId ?? older?.customerId ?? null
  const customer =
    customerId === null
      ? undefined
      : await ctx.db
          .selectFrom('customers')
          .select(['id', 'shortName', 'contact', 'phone'])
          .where('id', '=', customerId)
          .executeTakeFirst()
  return {
    customerId: customer?.id ?? null,
    customerName: customer?.shortName ?? '',
    prospect: customer ? '' : message?.factory || older?.prospect || '',
    contact: message?.name || customer?.contact || older?.contact || '',
    phone: message?.phone || customer?.phone || older?.phone || '',
    remark: message?.matter ?? '',
  }
}

/** The 新版 lines of an order as they are to be quoted, each at its own quantity and price. */
const linesOfOrder = async (ctx: Context, orderId: number): Promise<NewQuotation['lines']> => {
  const rows = await ctx.db
    .selectFrom('orderLines')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select([
      'orderLines.productId',
      'orderLines.code',
      'orderLines.name',
      'orderLines.spec',
      'orderLines.material',
      'orderLines.unit',
      'orderLines.quantity',
      'orderLines.priceMicros',
      'orderLines.picture',
      'products.picture as productPicture',
    ])
    .where('orderLines.orderId', '=', orderId)
    .where('orderLines.newVersion', '=', 1)
    .where('orderLines.cancelledAt', 'is', null)
    .orderBy('orderLines.sequence')
    .limit(100)
    .execute()
  return rows.map(({ quantity, priceMicros, productPicture, ...line }) => ({
    ...line,
    productPicture: productPicture ?? '',
    steps: [{ quantity, priceMicros }],
    minQuantity: 0,
    mouldFen: 0,
    leadDays: 0,
    packing: '',
    remark: '',
    costs: noCosts,
  }))
}

/** What a new quotation starts with; the customer's last one says how it is paid and delivered. */
export const newQuotation = async (
  ctx: Context,
  asked: z.output<typeof quotations.newDraft.input>,
): Promise<NewQuotation> => {
  const older = asked.copyOf === undefined ? null : await readQuotation(ctx, asked.copyOf)
  const asker = await askerOf(ctx, asked, older)
  const last =
    older ??
    (asker.customerId === null
      ? undefined
      : await ctx.db
          .selectFrom('quotations')
          .innerJoin('quotationVersions', 'quotationVersions.quotationId', 'quotations.id')
          .select(['quotationVersions.payment', 'quotationVersions.delivery'])
          .where('quotations.customerId', '=', asker.customerId)
          .orderBy('quotations.quotedOn', 'desc')
          .orderBy('quotationVersions.id', 'desc')
          .limit(1)
          .executeTakeFirst())
  const office = await readOffice(ctx)
  return {
    ...asker,
    quotedOn: ctx.today,
    validUntil: plusDays(ctx.today, validDays),
    taxMode: office.taxMode,
    taxBasisPoints: office.taxBasisPoints,
    payment: last?.payment ?? '',
    delivery: last?.delivery ?? '',
    remark: asker.remark.slice(0, 500),
    inboxItemId: asked.inboxItemId ?? null,
    messageId: asked.messageId ?? null,
    lines: older
      ? older.lines.map(draftLine)
      : asked.orderId === undefined
        ? []
        : await linesOfOrder(ctx, asked.orderId),
  }
}

type Packings = Map<number, NonNullable<QuotedOrderLine['packing']>>

/** How the products of the lines are packed, where a line has its product's own unit. */
const packingsOf = async (ctx: Context, lines: readonly QuotationLine[]): Promise<Packings> => {
  const rows = await ctx.db
    .selectFrom('products')
    .select(['id', 'unit', 'packs', 'packUnits'])
    .where('id', 'in', [0, ...lines.map(({ productId }) => productId ?? 0)])
    .execute()
  return new Map(
    rows
      .filter(({ id, unit }) => lines.some((line) => line.productId === id && line.unit === unit))
      .map(({ id, unit, packs, packUnits }) => [id, { unit, packs, packUnits }]),
  )
}

/** The line of the order at the rung of the quantity asked for, or the first rung above it. */
const orderLine = (ctx: Context, line: QuotationLine, asked: number | null, packings: Packings): QuotedOrderLine => {
  const sorted = line.steps.toSorted((a, b) => a.quantity - b.quantity)
  const step = (asked === null ? null : stepFor(sorted, asked)) ?? sorted[0]!
  const { productId, code, name, spec, material, unit, remark, picture, productPicture } = line
  return {
    productId,
    code,
    name,
    spec,
    material,
    unit,
    remark,
    picture,
    productPicture,
    quantity: step.quantity,
    priceMicros: step.priceMicros,
    steps: sorted,
    packing: (productId !== null && packings.get(productId)) || null,
    // goods without a card of their own are made for the first time
    newVersion: productId === null,
    dueOn: line.leadDays > 0 ? plusDays(ctx.today, line.leadDays) : null,
  }
}

/** 模具/版费 is a line of its own: it is paid once. */
const mouldLine = (ctx: Context, line: QuotationLine): QuotedOrderLine[] =>
  line.mouldFen === 0
    ? []
    : [
        {
          productId: null,
          code: '',
          name: translate(ctx.language, 'quotations.mouldOf', { name: line.name }).slice(0, 80),
          spec: '',
          material: '',
          unit: translate(ctx.language, 'quotations.mouldUnit'),
          quantity: 1000,
          priceMicros: line.mouldFen * 10_000,
          steps: [],
          packing: null,
          newVersion: false,
          dueOn: null,
          picture: '',
          productPicture: '',
          remark: translate(ctx.language, 'quotations.mouldRemark', { amount: formatFen(line.mouldFen) }),
        },
      ]

/** The order an accepted quotation becomes, as the order form takes it (duty 19). */
export const orderDraft = async (ctx: Context, { id, quantity }: z.output<typeof quotations.orderDraft.input>) => {
  const quotation = await readQuotation(ctx, id)
  const { number, customerId, state } = quotation
  if (customerId === null) throw refuse('quotations.assignFirst', { prospect: quotation.prospect })
  if (state === 'void') throw refuse('quotations.isVoid', { number })
  if (state === 'expired') throw refuse('quotations.expiredAlready', { number, until: quotation.validUntil })
  if (state !== 'accepted' && state !== 'ordered') throw refuse('quotations.acceptFirst', { number })
  const draft = await newDraft(ctx, { customerId })
  const packings = await packingsOf(ctx, quotation.lines)
  const { contact, phone, taxMode, taxBasisPoints, inbox } = quotation
  const paper =
    inbox &&
    (await ctx.db
      .selectFrom('inboxItems')
      .select('id')
      .where('id', '=', inbox.id)
      .where('state', '=', 'waiting')
      .executeTakeFirst())
  return {
    number,
    draft: {
      ...draft,
      contact: contact || draft.contact,
      phone: phone || draft.phone,
      taxMode,
      taxBasisPoints,
      inboxItemIds: paper ? [paper.id] : [],
    },
    lines: quotation.lines.flatMap((line) => [orderLine(ctx, line, quantity, packings), ...mouldLine(ctx, line)]),
  }
}
