import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** Inspections to decide and rejected lots nothing was done with: red while there is a rejected one. */
export const useQualityBadge = (): { count: number; urgent: boolean } | null => {
  const { data } = useQuery(client.quality.counts, {})
  if (!data || data.open + data.rejected === 0) return null
  return { count: data.open + data.rejected, urgent: data.rejected > 0 }
}
