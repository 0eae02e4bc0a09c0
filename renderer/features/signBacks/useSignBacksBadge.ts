import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** Papers whose signed copy is overdue. */
export const useSignBacksBadge = (): { count: number } | null => {
  const { data } = useQuery(client.signBacks.counts, {})
  return data && data.overdue > 0 ? { count: data.overdue } : null
}
