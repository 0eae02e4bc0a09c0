import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** Goods that should have arrived, and nobody said that they did. */
export const useJourneysBadge = (): { count: number; urgent: boolean } | null => {
  const { data } = useQuery(client.journeys.counts, {})
  return data && data.overdue > 0 ? { count: data.overdue, urgent: true } : null
}
