import type { PaperOutput } from '../../../shared/papers.ts'
import { translator } from '../../../shared/language.ts'
import { enclosureKindKeys } from '../../../shared/noticeDesk.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context } from '../../context.ts'
import type { CompanyHead } from '../../papers/data.ts'
import { handover, type HandoverPaper } from '../../papers/handover.ts'
import { monthPlan, type MonthPlanPaper } from '../../papers/monthPlan.ts'
import { readCompany, readOffice } from '../settings.ts'
import { enclosures } from './enclosures.ts'
import { planLines, planSums } from './plan.ts'

const companyHead = async (ctx: Context): Promise<CompanyHead> => {
  const company = await readCompany(ctx)
  return {
    name: company?.name ?? '',
    address: company?.address ?? '',
    phone: company?.phone ?? '',
    fax: company?.fax ?? '',
  }
}

/** Fax pages, pictures and files that belong to the order of a notice: they go along on paper. */
const papersOfOrder = async (
  ctx: Context,
  orderId: number,
): Promise<{ kind: 'fax' | 'picture'; label: string; pieces: number }[]> => {
  const faxes = await ctx.db
    .selectFrom('inboxItems')
    .select(['fileName', 'pages'])
    .where('orderId', '=', orderId)
    .orderBy('id')
    .limit(50)
    .execute()
  const pictures = await ctx.db
    .selectFrom('orderLines')
    .select(['code', 'name'])
    .where('orderId', '=', orderId)
    .where('picture', '<>', '')
    .where('cancelledAt', 'is', null)
    .orderBy('sequence')
    .execute()
  return [
    ...faxes.map(({ fileName, pages }) => ({ kind: 'fax' as const, label: fileName, pieces: pages ?? 1 })),
    ...pictures.map(({ code, name }) => ({
      kind: 'picture' as const,
      label: [code, name].filter(Boolean).join(' '),
      pieces: 1,
    })),
  ]
}

/** 资料交接清单 (duty 43): what lies with the notice, from its order and from hand to hand. */
export const handoverData = async (ctx: Context, id: number): Promise<HandoverPaper> => {
  const t = translator('zh-CN')
  const notice = await ctx.db
    .selectFrom('notices')
    .innerJoin('orders', 'orders.id', 'notices.orderId')
    .innerJoin('customers', 'customers.id', 'orders.customerId')
    .innerJoin('users', 'users.id', 'notices.releasedBy')
    .select([
      'notices.number',
      'notices.edition',
      'notices.workshop',
      'notices.dueOn',
      'notices.orderId',
      'orders.number as orderNumber',
      'customers.code',
      'customers.shortName',
      'customers.name as customerName',
      'users.name as madeBy',
    ])
    .where('notices.id', '=', id)
    .executeTakeFirst()
  if (!notice) throw refuse('app.notFound')
  const { hideCustomerOnNotice } = await readOffice(ctx)
  const papers = await papersOfOrder(ctx, notice.orderId)
  const things = await enclosures(ctx, { noticeId: id })
  return {
    company: await companyHead(ctx),
    number: notice.number,
    version: notice.edition,
    printed: 1,
    madeBy: notice.madeBy,
    orderNumber: notice.orderNumber,
    coded: hideCustomerOnNotice,
    customer: hideCustomerOnNotice ? notice.code : notice.shortName || notice.customerName,
    workshop: notice.workshop,
    dueOn: notice.dueOn,
    rows: [
      ...papers.map(({ kind, label, pieces }) => ({
        kind: t(kind === 'fax' ? 'notices.paperFax' : 'notices.paperPicture'),
        label,
        pieces: String(pieces),
        handedTo: '',
        handedOn: '',
        returnedOn: '',
        remark: '',
      })),
      ...things.map((thing) => ({
        kind: t(enclosureKindKeys[thing.kind]),
        label: thing.label,
        pieces: String(thing.pieces),
        handedTo: thing.handedTo,
        handedOn: thing.handedOn ?? '',
        returnedOn: thing.returnedOn ?? '',
        remark: thing.remark,
      })),
    ],
  }
}

export const handoverPaper = async (ctx: Context, { id }: { id: number }): Promise<PaperOutput> =>
  handover(await handoverData(ctx, id))

/** As many rows of the month plan are printed at most. */
const mostPrinted = 1000

/** 月生产计划 as it prints, with the customer as the workshop may see it. */
export const planPaper = async (
  ctx: Context,
  filter: { month: string; workshop: string | null },
): Promise<PaperOutput> => {
  const { sums, rows: byHand } = await planSums(ctx, filter)
  const { hideCustomerOnNotice } = await readOffice(ctx)
  const rows: MonthPlanPaper['rows'] = []
  let total = 0
  for (let offset = 0; offset < mostPrinted; offset += 200) {
    const page = await planLines(ctx, { ...filter, offset, limit: 200 })
    total = page.total
    for (const row of page.rows)
      rows.push({
        workshop: row.workshop,
        notice: row.noticeNumber,
        customer: hideCustomerOnNotice ? row.customerCode : row.customer,
        code: row.code,
        description: row.description,
        unit: row.unit,
        quantity: row.quantity,
        good: row.good,
        plannedFrom: row.plannedStart,
        plannedTo: row.plannedFinish,
        remark: '',
      })
    if (page.rows.length < 200) break
  }
  const written = byHand.map(({ workshop, description, unit, quantity, remark }) => ({
    workshop,
    notice: '',
    customer: '',
    code: '',
    description,
    unit,
    quantity,
    good: null,
    plannedFrom: '',
    plannedTo: '',
    remark,
  }))
  return monthPlan({
    company: await companyHead(ctx),
    number: '',
    madeBy: ctx.user.name,
    month: filter.month,
    note: filter.workshop ?? '',
    sums,
    rows: [...rows, ...written],
    rowsTotal: total + written.length,
  })
}
