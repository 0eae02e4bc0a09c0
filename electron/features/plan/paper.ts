import type { PaperOutput } from '../../../shared/papers.ts'
import { translate } from '../../../shared/language.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import { type DispatchPart, dispatchList } from '../../papers/dispatchList.ts'
import { readCompany, readOffice } from '../settings.ts'
import { queue, queues } from './queue.ts'

/** At most so many operations of a process go on the paper; it says how many there are. */
const mostPrinted = 200

const customerCodes = async (ctx: Context, orderIds: number[]): Promise<Map<number, string>> =>
  new Map(
    orderIds.length === 0
      ? []
      : (
          await ctx.db
            .selectFrom('orders')
            .innerJoin('customers', 'customers.id', 'orders.customerId')
            .select(['orders.id', 'customers.code'])
            .where('orders.id', 'in', [...new Set(orderIds)])
            .execute()
        ).map(({ id, code }) => [id, code]),
  )

const partOf = async (ctx: Context, processId: number, process: string, byCode: boolean): Promise<DispatchPart> => {
  const { rows, total } = await queue(ctx, { processId, offset: 0, limit: mostPrinted })
  const codes = byCode
    ? await customerCodes(
        ctx,
        rows.map(({ orderId }) => orderId),
      )
    : null
  return {
    process,
    total,
    rows: rows.map((row) => ({
      noticeNumber: row.noticeNumber,
      customer: codes?.get(row.orderId) ?? row.customer,
      description: row.description,
      unit: row.unit,
      quantity: row.quantity,
      done: row.good,
      left: row.remaining,
      plannedStart: row.plannedStart,
      plannedFinish: row.plannedFinish,
      dueOn: row.dueOn,
      rush: row.rush,
      workshop: row.workshop,
    })),
  }
}

/** Of one process: the workshops that do what is on the paper; its own where nothing is. */
const workshopsOf = ({ workshop }: { workshop: string }, parts: readonly DispatchPart[]): string => {
  const found = [...new Set(parts.flatMap(({ rows }) => rows.map((row) => row.workshop)))].filter(Boolean)
  return found.length === 0 ? workshop : found.join('、')
}

/**
 * 派工单 (duty 49): the order of work of one process, or of every process of a workshop. It goes to the workshop: no
 * price, and the customer by code where the office asks for it.
 */
export const queuePaper = async (
  ctx: Context,
  { processId, workshop }: { processId: number | null; workshop: string },
): Promise<PaperOutput> => {
  const company = await readCompany(ctx)
  const { hideCustomerOnNotice } = await readOffice(ctx)
  const chosen = (await queues(ctx)).filter((each) =>
    processId === null ? workshop === '' || each.workshop === workshop : each.processId === processId,
  )
  if (chosen.length === 0) throw refuse('app.notFound')
  const parts: DispatchPart[] = []
  for (const each of chosen)
    if (each.open > 0 || processId !== null)
      parts.push(await partOf(ctx, each.processId, each.processName, hideCustomerOnNotice))
  return dispatchList({
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: '',
    madeBy: ctx.user.name,
    on: ctx.today,
    workshop:
      processId === null ? workshop || translate('zh-CN', 'operations.allWorkshops') : workshopsOf(chosen[0]!, parts),
    parts,
  })
}
