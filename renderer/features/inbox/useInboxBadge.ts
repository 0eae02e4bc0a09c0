import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** How many papers wait for an order. */
export const useInboxBadge = (): { count: number } | null => {
  const { data } = useQuery(client.inbox.list, { state: 'waiting', limit: 1 })
  return data && data.total > 0 ? { count: data.total } : null
}
