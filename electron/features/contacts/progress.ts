import { type PhraseKey, translate, translator } from '../../../shared/language.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { refuse } from '../../../shared/refusals.ts'
import { type AnswerLine, type AnswerOrder, promiseFor } from '../../../shared/search.ts'
import { goodsInWords } from '../../../shared/sizeRuns.ts'
import type { Context } from '../../context.ts'
import type { CustomerHead, ProgressReplyRow } from '../../papers/data.ts'
import { progressReply } from '../../papers/progressReply.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { openOrdersOf } from '../search/answer.ts'
import { readCompany } from '../settings.ts'

/** Orders of one letter at most: more than a customer has open at a time. */
const mostOrders = 200

export interface Progress {
  customer: CustomerHead
  orders: string[]
  rows: ProgressReplyRow[]
  /** There are more open orders than one letter holds. */
  more: boolean
}

/** What stands between the order and the work, said to the customer. */
const stageKeys: Record<string, PhraseKey> = {
  toCheck: 'contacts.stageChecking',
  toSign: 'contacts.stageToSign',
  toDeposit: 'contacts.stageToDeposit',
  toReview: 'contacts.stageToRelease',
  toRelease: 'contacts.stageToRelease',
}

/** Where the line is, in the words a customer understands. */
const stageOf = (order: AnswerOrder, line: AnswerLine): string => {
  const say = translator('zh-CN')
  if (line.delivered >= line.quantity) return say('contacts.stageDelivered')
  if (line.finished >= line.quantity) return say('contacts.stageFinished')
  if (line.process !== null && line.startOn !== null)
    return say('contacts.stagePlanned', { start: line.startOn.slice(5), process: line.process })
  if (line.process !== null) return say('contacts.stageAt', { process: line.process })
  return say(stageKeys[order.state] ?? 'contacts.stageMaking')
}

const rowOf = (order: AnswerOrder, line: AnswerLine): ProgressReplyRow => {
  const promise = promiseFor(order, line.orderLineId)
  return {
    orderNumber: order.number,
    customerPo: line.customerPo || order.customerPo,
    goods: goodsInWords(line),
    unit: line.unit,
    quantity: line.quantity,
    done: Math.max(line.delivered, line.finished),
    delivered: line.delivered,
    stage: stageOf(order, line),
    dueOn: line.dueOn,
    expectedOn: line.delivered >= line.quantity ? '' : (line.forecastOn ?? ''),
    promisedOn: promise && promise.state !== 'kept' ? promise.promisedOn : '',
  }
}

/** All open orders of a customer, line by line (duty 58). */
export const progressOf = async (ctx: Context, customerId: number): Promise<Progress> => {
  const customer = await ctx.db
    .selectFrom('customers')
    .select(['name', 'shortName', 'contact', 'phone', 'fax'])
    .where('id', '=', customerId)
    .executeTakeFirst()
  if (!customer) throw refuse('app.notFound')
  const { orders, total } = await openOrdersOf(ctx, customerId, null, mostOrders)
  // an order that is keyed a second time by whoever asks shows no lines: the letter leaves it out
  const told = orders.filter(({ lines }) => lines.length > 0)
  return {
    customer,
    orders: told.map(({ number }) => number),
    rows: told.flatMap((order) => order.lines.map((line) => rowOf(order, line))),
    more: total > orders.length,
  }
}

/** 客户进度回复函, A4. */
export const progressPaper = async (ctx: Context, progress: Progress, note: string): Promise<PaperOutput> => {
  const company = await readCompany(ctx)
  return progressReply({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: '',
    madeBy: ctx.user.name,
    customer: progress.customer,
    on: ctx.today,
    rows: progress.rows,
    note,
  })
}

/** The same in plain words, to paste into 微信. */
export const progressText = async (ctx: Context, { customer, rows }: Progress, note: string): Promise<string> => {
  const company = await readCompany(ctx)
  const say = translator('zh-CN')
  const dayOf = (day: string): string => day.slice(5)
  const lines = rows.map((row, index) => {
    const ends = [
      row.delivered >= row.quantity ? '' : say('contacts.textDue', { day: dayOf(row.dueOn) }),
      row.expectedOn === '' ? '' : say('contacts.textExpected', { day: dayOf(row.expectedOn) }),
      row.promisedOn === '' ? '' : say('contacts.textPromised', { day: dayOf(row.promisedOn) }),
    ].filter(Boolean)
    return [
      `${index + 1}. ${row.orderNumber}${row.customerPo ? `(PO ${row.customerPo})` : ''} ${row.goods} ${formatQuantity(row.quantity)}${row.unit}`,
      say('contacts.textStage', {
        stage: row.stage,
        done: formatQuantity(row.done),
        delivered: formatQuantity(row.delivered),
      }),
      ...ends,
    ].join('，')
  })
  return [
    say('contacts.textHello', {
      person: customer.contact || customer.shortName,
      company: company?.shortName || company?.name || '',
      on: ctx.today,
    }),
    ...(rows.length === 0 ? [translate('zh-CN', 'contacts.nothingOpenText')] : lines),
    ...(note === '' ? [] : [note]),
    say('contacts.textBye', { by: ctx.user.name, phone: company?.phone ?? '' }),
  ].join('\n')
}
