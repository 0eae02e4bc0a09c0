import type { Badge } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** Open 异常单: grey while they are in time, red as soon as one is overdue. */
export const useExceptionsBadge = (): Badge | null => {
  const { data } = useQuery(client.exceptions.counts, {}, { keep: true })
  return data ? { count: data.overdue > 0 ? data.overdue : data.open, urgent: data.overdue > 0 } : null
}
