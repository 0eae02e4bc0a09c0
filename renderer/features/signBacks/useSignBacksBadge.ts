import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** Papers whose signed copy is overdue, or came back with a difference nobody has settled. */
export const useSignBacksBadge = (): { count: number; urgent: boolean } | null => {
  const { data } = useQuery(client.signBacks.counts, {})
  const count = (data?.overdue ?? 0) + (data?.different ?? 0)
  return data && count > 0 ? { count, urgent: data.different > 0 } : null
}
