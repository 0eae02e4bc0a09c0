import type { Badge } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** Lines in work that are late: the red counter beside 生产. */
export const useLateBadge = (): Badge | null => {
  const { data } = useQuery(client.operations.lateCount, {}, { keep: true })
  return data ? { count: data.late, urgent: true } : null
}
