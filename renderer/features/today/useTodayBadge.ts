import type { Badge } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** What is to be done today; red while something is to be done at once or is late. */
export const useTodayBadge = (): Badge | null => {
  const { data } = useQuery(client.today.counts, {}, { keep: true })
  return data ? { count: data.tasks, urgent: data.urgent > 0 } : null
}
