import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** Orders that wait for their call-back: nothing goes on before it. */
export const useOrdersBadge = (): { count: number; urgent: boolean } | null => {
  const { data } = useQuery(client.orders.list, { states: ['toCheck'], limit: 1 })
  return data && data.total > 0 ? { count: data.total, urgent: true } : null
}
