import type { Context } from '../../context.ts'

export interface ContactEntry {
  customerId: number
  orderId: number | null
  kind: 'talk' | 'progressReply'
  channel: string
  direction: string
  person: string
  summary: string
  inboxItemId: number | null
  nextOn: string | null
}

/** Writes one line of 往来记录; gives its id. Its customer and order belong together: the caller has looked. */
export const writeContact = async (ctx: Context, entry: ContactEntry): Promise<number> => {
  const values = { ...entry, contactedOn: ctx.today, userId: ctx.user.id, at: ctx.now, version: 1 }
  const { id } = await ctx.db.insertInto('contacts').values(values).returning('id').executeTakeFirstOrThrow()
  ctx.record({ entity: 'contacts', id, after: values })
  return id
}
