import type { contacts } from '../../../shared/contacts.ts'
import { plusDays } from '../../../shared/dates.ts'
import { translate } from '../../../shared/language.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Context, Handlers } from '../../context.ts'
import { contactLog, readContact } from './log.ts'
import { type ContactEntry, writeContact } from './writing.ts'
import { progressOf, progressPaper, progressText } from './progress.ts'

const write = async (ctx: Context, entry: ContactEntry) => readContact(ctx, await writeContact(ctx, entry))

const refuseStrangers = async (
  ctx: Context,
  { customerId, orderId, inboxItemId }: Pick<ContactEntry, 'customerId' | 'orderId' | 'inboxItemId'>,
): Promise<void> => {
  const customer = await ctx.db.selectFrom('customers').select('id').where('id', '=', customerId).executeTakeFirst()
  if (!customer) throw refuse('app.notFound', {}, 'customerId')
  if (orderId !== null) {
    const order = await ctx.db.selectFrom('orders').select('customerId').where('id', '=', orderId).executeTakeFirst()
    if (order?.customerId !== customerId) throw refuse('app.notFound', {}, 'orderId')
  }
  if (inboxItemId !== null) {
    const paper = await ctx.db
      .selectFrom('inboxItems')
      .select(['customerId', 'fileName'])
      .where('id', '=', inboxItemId)
      .executeTakeFirst()
    if (!paper) throw refuse('app.notFound', {}, 'inboxItemId')
    if (paper.customerId !== null && paper.customerId !== customerId)
      throw refuse('contacts.paperOfAnother', { file: paper.fileName }, 'inboxItemId')
  }
}

export const contactsHandlers: Handlers<typeof contacts> = {
  list: contactLog,

  async add(ctx, draft) {
    if (draft.nextOn !== null && draft.nextOn < ctx.today) throw refuse('contacts.nextPast', {}, 'nextOn')
    if (draft.nextOn !== null && draft.nextOn > plusDays(ctx.today, 730)) throw refuse('contacts.nextFar', {}, 'nextOn')
    await refuseStrangers(ctx, draft)
    return write(ctx, { ...draft, kind: 'talk' })
  },

  papers: (ctx, { customerId }) =>
    ctx.db
      .selectFrom('inboxItems')
      .select(['id', 'fileName', 'receivedAt'])
      .where(({ or, eb }) =>
        or([eb('customerId', '=', customerId), eb.and([eb('customerId', 'is', null), eb('state', '=', 'waiting')])]),
      )
      .orderBy('receivedAt', 'desc')
      .limit(30)
      .execute(),

  progressPaper: async (ctx, asked) => progressPaper(ctx, await progressOf(ctx, asked.customerId), asked.note),
  async progressText(ctx, { customerId, note }) {
    const progress = await progressOf(ctx, customerId)
    return {
      text: await progressText(ctx, progress, note),
      orders: progress.orders.length,
      lines: progress.rows.length,
      more: progress.more,
      person: progress.customer.contact,
      fax: progress.customer.fax,
    }
  },

  async progressSent(ctx, { customerId, channel, person, note }) {
    const { orders, rows } = await progressOf(ctx, customerId)
    if (rows.length === 0) throw refuse('contacts.nothingOpen')
    const first = orders.slice(0, 3).join('、')
    const numbers =
      orders.length > 3 ? translate(ctx.language, 'contacts.andMore', { first, count: orders.length }) : first
    const summary = translate(ctx.language, note === '' ? 'contacts.replySent' : 'contacts.replySentNote', {
      numbers,
      lines: rows.length,
      note,
    })
    return write(ctx, {
      customerId,
      orderId: null,
      kind: 'progressReply',
      channel,
      direction: 'out',
      person,
      summary: summary.slice(0, 300),
      inboxItemId: null,
      nextOn: null,
    })
  },
}
