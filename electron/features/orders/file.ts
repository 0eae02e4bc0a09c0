import { dateOf } from '../../../shared/dates.ts'
import { translator } from '../../../shared/language.ts'
import { factGroupKeys, factGroupOf } from '../../../shared/orderLife.ts'
import { type Order, orderSourceKeys } from '../../../shared/orders.ts'
import { type OrderPaperKind, orderPaperKindKeys, orderPaperStateKeys } from '../../../shared/orderPapers.ts'
import { orderStateKeys } from '../../../shared/orderStates.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import type { Context } from '../../context.ts'
import { orderFile } from '../../papers/orderFile.ts'
import { readCompany } from '../settings.ts'
import { chainOf } from './chain.ts'
import { readOrder } from './read.ts'

const say = translator('zh-CN')

/** `11-24 09:31`; where only the day is known, the day. */
const timeText = (at: string): string => {
  if (at.length === 10) return at
  const instant = new Date(at)
  const two = (part: number): string => String(part).padStart(2, '0')
  return `${dateOf(instant)} ${two(instant.getHours())}:${two(instant.getMinutes())}`
}

/** A state no word is known for is shown as it is: better than none. */
const stateText = (kind: OrderPaperKind, state: string): string => {
  const key = orderPaperStateKeys[kind][state]
  return key === undefined ? state : say(key)
}

const fieldsOf = (order: Order): { label: string; value: string }[] =>
  [
    { label: say('papers.customer'), value: order.customerName },
    { label: say('papers.fileState'), value: say(orderStateKeys[order.state]) },
    { label: say('papers.customerPo'), value: order.customerPo },
    { label: say('papers.orderedOn'), value: `${order.orderedOn} ${say(orderSourceKeys[order.source])}` },
    { label: say('papers.contact'), value: [order.contact, order.phone].filter(Boolean).join(' ') },
    { label: say('papers.dueOn'), value: order.dueOn },
    { label: say('papers.merchandiser'), value: order.merchandiser },
    { label: say('papers.salesperson'), value: order.salesperson },
    { label: say('papers.deliveryPlace'), value: order.deliveryPlace },
    { label: say('papers.packing'), value: order.packing },
    { label: say('papers.remark'), value: [order.remark, order.voidReason].filter(Boolean).join(' ') },
  ].filter(({ value }) => value.trim() !== '')

/** 订单档案 of an order as it stands now; without money for who may not see prices. */
export const filePaper = async (ctx: Context, id: number): Promise<PaperOutput> => {
  // papers are in Chinese whatever the screen is
  const chinese: Context = { ...ctx, language: 'zh-CN' }
  const order = await readOrder(chinese, id)
  const chain = await chainOf(chinese, id)
  const company = await readCompany(ctx)
  const customer = await ctx.db
    .selectFrom('customers')
    .select(['name', 'shortName', 'contact', 'phone', 'fax'])
    .where('id', '=', order.customerId)
    .executeTakeFirstOrThrow()
  return orderFile({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: order.number,
    madeBy: ctx.user.name,
    customer,
    fields: fieldsOf(order),
    lines: order.lines.map((line) => ({
      code: line.code,
      description: [line.name, line.spec, line.colour, line.material].filter(Boolean).join(' '),
      unit: line.unit,
      quantity: line.quantity,
      delivered: line.deliveredQuantity,
      priceMicros: line.priceMicros,
      amountFen: line.amountFen,
      dueOn: line.dueOn,
    })),
    totalFen: order.totalFen,
    facts: chain.facts.map((fact) => ({
      at: timeText(fact.at),
      kind: say(factGroupKeys[factGroupOf(fact.kind)]),
      words: fact.words,
      by: fact.by,
    })),
    papers: chain.papers.map((paper) => ({
      kind: say(orderPaperKindKeys[paper.kind]),
      number: paper.number,
      on: paper.on,
      state: stateText(paper.kind, paper.state),
      amountFen: paper.amountFen,
    })),
  })
}
