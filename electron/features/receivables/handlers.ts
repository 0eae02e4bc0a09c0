import type { receivables } from '../../../shared/receivables.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Handlers } from '../../context.ts'
import { type AgedCustomer, agedItems, agedPage } from './ageing.ts'
import { promisesOf, recordCall } from './calls.ts'
import { ledgerFrom } from './ledger.ts'
import { completed, receivablePage } from './page.ts'
import { receivablePaper } from './paper.ts'

export const receivablesHandlers: Handlers<typeof receivables> = {
  list: (ctx, { offset, limit, ...filter }) => receivablePage(ctx, filter, offset, limit),

  items: (ctx, { customerId, on, offset, limit }) => agedItems(ctx, customerId, on ?? ctx.today, offset, limit),

  async read(ctx, { customerId, on }) {
    const card = await ctx.db
      .selectFrom('customers')
      .select(['id', 'shortName', 'settlement', 'termDays', 'creditLimitFen', 'contact', 'phone'])
      .where('id', '=', customerId)
      .executeTakeFirst()
    if (!card) throw refuse('app.notFound')
    const day = on ?? ctx.today
    const { rows } = await agedPage(ctx, { on: day, view: 'all', customerId, order: 'name' }, 0, 1)
    const nothing: AgedCustomer = {
      customerId,
      customer: card.shortName,
      settlement: card.settlement,
      termDays: card.termDays,
      limitFen: card.creditLimitFen,
      balanceFen: 0,
      notDueFen: 0,
      to30Fen: 0,
      to60Fen: 0,
      to90Fen: 0,
      over90Fen: 0,
      overdueFen: 0,
      prepaidFen: 0,
      waitingFen: 0,
    }
    const [row] = await completed(ctx, [rows[0] ?? nothing], day)
    return { ...row!, contact: card.contact, phone: card.phone, promises: await promisesOf(ctx, customerId, day) }
  },

  call: recordCall,
  ledger: ledgerFrom,
  paper: (ctx, filter) => receivablePaper(ctx, filter),
}
