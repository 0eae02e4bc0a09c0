import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'

/** Bank lines nobody has said anything about yet. */
export const useBankBadge = (): { count: number; urgent: boolean } | null => {
  const { data } = useQuery(client.bank.waiting, {})
  return data && data.open > 0 ? { count: data.open, urgent: false } : null
}
