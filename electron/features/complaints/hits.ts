import type { Hit } from '../../../shared/search.ts'
import { complaintStateKeys, type ComplaintState } from '../../../shared/complaintStates.ts'
import { translate } from '../../../shared/language.ts'
import type { Context } from '../../context.ts'

/** 投诉单 found by its own number, a 补件单 of it or the paper it is about. */
export const complaintHits = async (ctx: Context, ids: number[]): Promise<Omit<Hit, 'box'>[]> => {
  const rows = await ctx.db
    .selectFrom('complaints')
    .innerJoin('customers', 'customers.id', 'complaints.customerId')
    .select(['complaints.id', 'complaints.number', 'complaints.customerId', 'complaints.receivedOn'])
    .select(['complaints.what', 'complaints.state', 'customers.shortName', 'customers.name'])
    .where('complaints.id', 'in', ids)
    .execute()
  const place = new Map(ids.map((id, index) => [id, index]))
  return rows
    .toSorted((a, b) => place.get(a.id)! - place.get(b.id)!)
    .map(({ id, number, customerId, receivedOn, what, state, shortName, name }) => ({
      kind: 'complaint',
      id,
      customerId,
      title: number,
      detail: [
        shortName || name,
        translate(ctx.language, complaintStateKeys[state as ComplaintState]),
        what.slice(0, 20),
        receivedOn,
      ].join(' · '),
    }))
}
