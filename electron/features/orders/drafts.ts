import type { NewDraft } from '../../../shared/orders.ts'
import { refuse } from '../../../shared/refusals.ts'
import { isTableMedia } from '../../../shared/tableFiles.ts'
import type { Context } from '../../context.ts'
import { readCompany, readOffice } from '../settings.ts'

/** 户名 开户行 账号 of the account the office names first: told to the customer with the amount (duty 8). */
/** An account as an order keeps it: 户名 开户行 账号. */
export const accountText = (account: { name: string; bank: string; account: string } | undefined): string =>
  account ? `${account.name} ${account.bank} ${account.account}` : ''

/** Orders that were saved from kept drafts, by the key of the draft: it is the request id of its save. */
export const savedFrom = async (ctx: Context, drafts: string[]) => {
  if (drafts.length === 0) return []
  const rows = await ctx.db
    .selectFrom('requests')
    .select(['requestId', 'reply'])
    .where('requestId', 'in', drafts)
    .where('channel', '=', 'orders.save')
    .where('userId', '=', ctx.user.id)
    .execute()
  return rows.map(({ requestId, reply }) => {
    const { id, number } = JSON.parse(reply) as { id: number; number: string }
    return { draft: requestId, id, number }
  })
}

/** Who follows the order: the merchandiser of the customer's last order, or the one who keys it. */
const merchandiserOf = async (ctx: Context, last: { merchandiserId: number } | undefined): Promise<number> => {
  const active =
    last &&
    (await ctx.db
      .selectFrom('users')
      .select('id')
      .where('id', '=', last.merchandiserId)
      .where('active', '=', 1)
      .executeTakeFirst())
  return active?.id ?? ctx.user.id
}

/** What a new order starts with: the customer card's terms, and what its last order said (newest first). */
export const newDraft = async (
  ctx: Context,
  { customerId, inboxItemId }: { customerId?: number | undefined; inboxItemId?: number | undefined },
): Promise<NewDraft> => {
  const paper =
    inboxItemId === undefined
      ? undefined
      : await ctx.db
          .selectFrom('inboxItems')
          .select(['id', 'customerId', 'sha256', 'source', 'mediaType'])
          .where('id', '=', inboxItemId)
          .executeTakeFirst()
  if (inboxItemId !== undefined && !paper) throw refuse('app.notFound')
  const chosen = customerId ?? paper?.customerId ?? null
  const customer =
    chosen === null
      ? undefined
      : await ctx.db.selectFrom('customers').selectAll().where('id', '=', chosen).executeTakeFirst()
  const last =
    customer &&
    (await ctx.db
      .selectFrom('orders')
      .selectAll()
      .where('customerId', '=', customer.id)
      .where('voidedAt', 'is', null)
      .orderBy('orderedOn', 'desc')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst())
  const office = await readOffice(ctx)
  const company = await readCompany(ctx)
  return {
    customerId: customer?.id ?? null,
    customerName: customer?.shortName ?? '',
    source: paper ? (isTableMedia(paper.mediaType) ? 'file' : 'fax') : 'phone',
    customerPo: '',
    contact: customer?.contact ?? '',
    phone: customer?.phone ?? '',
    orderedOn: ctx.today,
    dueOn: ctx.today,
    rush: false,
    rushReason: '',
    salesperson: customer?.salesperson || (last?.salesperson ?? ''),
    merchandiserId: await merchandiserOf(ctx, last),
    settlement: (customer?.settlement ?? 'deposit') as NewDraft['settlement'],
    depositBasisPoints: customer?.depositBasisPoints ?? 3000,
    bankAccount: accountText(company?.bankAccounts[0]),
    deliveryPlace: last?.deliveryPlace || (customer?.address ?? ''),
    deliveryMethod: last?.deliveryMethod ?? '',
    packing: last?.packing ?? '',
    acceptance: last?.acceptance ?? '',
    remark: '',
    taxMode: office.taxMode,
    taxBasisPoints: office.taxBasisPoints,
    proof: null,
    inboxItemIds: paper ? [paper.id] : [],
  }
}
