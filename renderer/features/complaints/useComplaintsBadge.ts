import type { Badge } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'

/**
 * What waits for the person at the PC: of the manager those to confirm (red), of who handles them those confirmed and not
 * closed; of nobody else.
 */
export const useComplaintsBadge = (): Badge | null => {
  const { data } = useQuery(client.complaints.counts, {}, { keep: true })
  const [confirms, handles] = [useMay('complaints.confirm'), useMay('complaints.write')]
  if (!data) return null
  if (confirms && data.toConfirm > 0) return { count: data.toConfirm, urgent: true }
  const toDo = data.open - data.toConfirm
  return handles && toDo > 0 ? { count: toDo, urgent: false } : null
}
