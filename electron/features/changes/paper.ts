import { askerKeys, changeDepartments, departmentKeys, toldWayKeys } from '../../../shared/changes.ts'
import { dateOf } from '../../../shared/dates.ts'
import { translator } from '../../../shared/language.ts'
import { formatFen } from '../../../shared/money.ts'
import { orderSourceKeys } from '../../../shared/orders.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import type { Context } from '../../context.ts'
import { changeSlip, type ChangeSlipPaper } from '../../papers/changeSlip.ts'
import type { PaperLayout } from '../../papers/layout.ts'
import { layoutFor } from '../layouts/read.ts'
import { readCompany } from '../settings.ts'
import { readChange } from './reading.ts'

const day = (instant: string | null): string => (instant === null ? '' : dateOf(new Date(instant)))

/** 订单变更通知单: for the customer's seal, and for the departments to sign with their pens. */
export const paper = async (
  ctx: Context,
  id: number,
  copy: 'house' | 'customer',
  layout?: PaperLayout,
): Promise<PaperOutput> => {
  const change = await readChange({ ...ctx, language: 'zh-CN' }, id)
  const t = translator('zh-CN')
  const company = await readCompany(ctx)
  const customer = await ctx.db
    .selectFrom('customers')
    .select('name')
    .where('id', '=', change.customerId)
    .executeTakeFirstOrThrow()
  const { effect } = change
  const forCustomer = copy === 'customer'
  const yuan = (fen: number | null): string => (fen === null ? '***' : formatFen(fen))
  const content: ChangeSlipPaper = {
    company: {
      name: company?.name ?? '',
      address: company?.address ?? '',
      phone: company?.phone ?? '',
      fax: company?.fax ?? '',
    },
    number: change.number,
    version: change.edition,
    printed: change.printed + 1,
    madeBy: change.writtenBy,
    orderNumber: t('changes.orderEdition', { number: change.orderNumber, edition: change.edition }),
    customerName: customer.name,
    asked: [t(askerKeys[change.askedBy]), t(orderSourceKeys[change.way]), change.contact].filter(Boolean).join(' · '),
    writtenOn: day(change.writtenAt),
    reason: change.reason,
    bought: forCustomer ? '' : change.bought,
    proof: change.proof,
    entries: change.entries.map((entry) => ({
      place:
        entry.scope === 'head'
          ? t('changes.wholeOrder')
          : [entry.line === null ? '' : t('changes.lineNumber', { line: entry.line }), entry.goods].join(' ').trim(),
      label: entry.label,
      before: entry.before,
      after: entry.after,
    })),
    effects: forCustomer
      ? []
      : effect.lines.map((line) => ({
          goods: line.goods,
          before: formatQuantity(line.before),
          after: formatQuantity(line.after),
          released: formatQuantity(line.released),
          made: formatQuantity(line.started),
          outside: formatQuantity(line.outside),
          delivered: formatQuantity(line.delivered),
          loss: formatQuantity(line.loss),
        })),
    // what is made too many, and what comes back from a factory all the same, is said to the house alone
    lossText: forCustomer
      ? ''
      : [
          effect.loses ? t('changes.lossWords', { amount: yuan(effect.lossFen), reason: change.lossReason }) : '',
          ...effect.notes,
        ]
          .filter(Boolean)
          .join(' '),
    moneyText: t('changes.moneyWords', {
      before: yuan(effect.beforeFen),
      after: yuan(effect.afterFen),
      difference: effect.beforeFen === null ? '***' : formatFen((effect.afterFen ?? 0) - effect.beforeFen),
      depositBefore: yuan(effect.beforeDepositFen),
      depositAfter: yuan(effect.afterDepositFen),
    }),
    approvedBy: change.approvedBy ?? '',
    approvedOn: day(change.approvedAt),
    departments: (forCustomer ? [] : changeDepartments).map((department) => {
      const sign = change.signs.find((each) => each.department === department)
      return {
        department: t(departmentKeys[department]),
        name: sign?.name ?? '',
        on: sign?.on ?? '',
        how: sign ? t(toldWayKeys[sign.how]) : '',
      }
    }),
    customerSigns: forCustomer,
  }
  return changeSlip(content, { layout: layout ?? (await layoutFor(ctx, 'changeSlip', change.customerId)) })
}
