import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'

/** Hand-overs the cashier has to count and differences nobody has settled; urgent while money is out for more than a week. */
export const useCodBadge = (): { count: number; urgent: boolean } | null => {
  const mayRead = useMay('receipts.read')
  const { data } = useQuery(client.cod.counts, {}, { enabled: mayRead })
  const count = (data?.waiting ?? 0) + (data?.differences ?? 0)
  return data && count > 0 ? { count, urgent: data.old } : null
}
