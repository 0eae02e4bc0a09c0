import type { z } from 'zod'
import { type labels, labelText, mostLabels, packContent } from '../../../shared/labels.ts'
import { type Translate, translator } from '../../../shared/language.ts'

import { formatQuantity, packsOf } from '../../../shared/quantities.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { noticeGoodsColumns, specOfNotice } from '../noticeGoods.ts'
import { type PackLabel, packLabels } from '../../papers/labels.ts'
import { readOffice } from '../settings.ts'

type Choice = Pick<z.output<typeof labels.ofNote.input>, 'form' | 'code' | 'from' | 'to' | 'marks'>

/** A line whose packs get labels. */
interface Line {
  sequence: number
  orderNumber: string
  customerPo: string
  goods: string
  colour: string
  unit: string
  quantity: number
  packs: number
}

const marksOf = (customer: { shippingMark: string; sideMark: string }): string[] =>
  [customer.shippingMark, customer.sideMark].filter(Boolean)

/** The labels from one to another of all packs of some lines; N of n/N counts them all. */
const labelsOf = (
  number: string,
  lines: readonly Line[],
  head: { customer: string; marks: string[] },
  choice: Choice,
  t: Translate,
): PackLabel[] => {
  const total = lines.reduce((sum, { packs }) => sum + packs, 0)
  const last = choice.to === 0 ? total : Math.min(choice.to, total)
  const count = last - choice.from + 1
  if (total === 0) throw refuse('labels.noPacks', { number })
  if (count < 1) throw refuse('labels.noneLeft', { total }, 'from')
  if (count > mostLabels) throw refuse('labels.tooMany', { count, most: mostLabels }, 'to')
  const made: PackLabel[] = []
  let before = 0
  for (const line of lines) {
    const first = Math.max(1, choice.from - before)
    const end = Math.min(line.packs, last - before)
    for (let pack = first; pack <= end; pack++) {
      const { quantity, part, parts } = packContent(line.quantity, line.packs, pack)
      const pieces = `${formatQuantity(quantity)} ${line.unit}`
      made.push({
        customer: head.customer,
        place: `${before + pack}/${total}`,
        lines: [
          [line.orderNumber, line.customerPo && `PO ${line.customerPo}`].filter(Boolean).join('  '),
          line.goods,
          line.colour,
          parts > 1 ? t('labels.partOf', { pieces, part, parts }) : pieces,
        ].filter(Boolean),
        marks: choice.marks ? head.marks : [],
        text: labelText(number, line.sequence, pack),
      })
    }
    before += line.packs
  }
  return made
}

const customerOf = async (ctx: Context, customerId: number, hidden = false) => {
  const { labelName } = await readOffice(ctx)
  const customer = await ctx.db
    .selectFrom('customers')
    .select(['name', 'code', 'shippingMark', 'sideMark'])
    .where('id', '=', customerId)
    .executeTakeFirstOrThrow()
  return {
    customer: hidden || labelName === 'code' ? customer.code : customer.name,
    marks: marksOf(customer),
  }
}

const noteOf = async (ctx: Context, id: number) => {
  const note = await ctx.db
    .selectFrom('deliveryNotes')
    .select(['number', 'customerId', 'voidedAt', 'countedPacks'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!note) throw refuse('app.notFound')
  if (note.voidedAt !== null) throw refuse('deliveries.isVoid', { number: note.number })
  const lines = await ctx.db
    .selectFrom('deliveryLines')
    .select(['sequence', 'orderNumber', 'customerPo', 'code', 'description', 'colour', 'unit', 'quantity', 'packs'])
    .where('deliveryNoteId', '=', id)
    .where('packs', '>', 0)
    .orderBy('sequence')
    .execute()
  return {
    ...note,
    lines: lines.map(({ code, description, ...line }) => ({
      ...line,
      goods: [code, description].filter(Boolean).join(' '),
    })),
  }
}

const ofNote = async (ctx: Context, { id, ...choice }: z.output<typeof labels.ofNote.input>) => {
  const note = await noteOf(ctx, id)
  const t = translator(ctx.language)
  const made = labelsOf(note.number, note.lines, await customerOf(ctx, note.customerId), choice, t)
  return packLabels(`${t('labels.title')} ${note.number}`, made, choice)
}

/** A line of a notice with as many packs as its product is packed in. */
const noticeLineOf = async (ctx: Context, id: number) => {
  const line = await ctx.db
    .selectFrom('noticeLines')
    .innerJoin('notices', 'notices.id', 'noticeLines.noticeId')
    .innerJoin('orderLines', 'orderLines.id', 'noticeLines.orderLineId')
    .innerJoin('orders', 'orders.id', 'orderLines.orderId')
    .leftJoin('products', 'products.id', 'orderLines.productId')
    .select([
      'notices.number',
      'notices.voidedAt',
      'noticeLines.quantity',
      'orderLines.sequence',
      'orderLines.code',
      ...noticeGoodsColumns,
      'orderLines.unit',
      'orderLines.customerPo',
      'orders.number as orderNumber',
      'orders.customerPo as orderPo',
      'orders.customerId',
      'products.unit as productUnit',
      'products.packs as productPacks',
      'products.packUnits',
    ])
    .where('noticeLines.id', '=', id)
    .executeTakeFirst()
  if (!line) throw refuse('app.notFound')
  if (line.voidedAt !== null) throw refuse('labels.noticeVoid', { number: line.number })
  const known = line.productUnit === line.unit && line.productPacks !== null && line.packUnits !== null
  if (!known) throw refuse('labels.noPacking', { goods: line.code || line.name })
  return { ...line, packs: packsOf(line.quantity, line.productPacks!, line.packUnits!) }
}

const ofNoticeLine = async (ctx: Context, { id, ...choice }: z.output<typeof labels.ofNoticeLine.input>) => {
  const line = await noticeLineOf(ctx, id)
  const { hideCustomerOnNotice } = await readOffice(ctx)
  const t = translator(ctx.language)
  const made = labelsOf(
    line.number,
    [
      {
        ...line,
        customerPo: line.customerPo || line.orderPo,
        goods: [line.code, line.name, specOfNotice(line)].filter(Boolean).join(' '),
      },
    ],
    await customerOf(ctx, line.customerId, hideCustomerOnNotice),
    choice,
    t,
  )
  return packLabels(`${t('labels.title')} ${line.number}`, made, choice)
}

export const labelsHandlers: Handlers<typeof labels> = {
  ofNote,
  ofNoticeLine,
  async counts(ctx, { id, of }) {
    if (of === 'notice') return { labels: (await noticeLineOf(ctx, id)).packs, counted: null }
    const { lines, countedPacks } = await noteOf(ctx, id)
    const labels = lines.reduce((sum, { packs }) => sum + packs, 0)
    return { labels, counted: countedPacks === labels ? null : countedPacks }
  },
}
