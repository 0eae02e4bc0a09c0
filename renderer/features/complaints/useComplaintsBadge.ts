import type { Badge } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** Open complaints: grey, red as soon as the manager is late with one. */
export const useComplaintsBadge = (): Badge | null => {
  const { data } = useQuery(client.complaints.counts, {}, { keep: true })
  return data ? { count: data.late > 0 ? data.late : data.open, urgent: data.late > 0 } : null
}
