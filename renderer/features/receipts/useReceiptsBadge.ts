import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'

/** How much money waits for the cashier's word: red for the one who gives it. */
export const useReceiptsBadge = (): { count: number; urgent: boolean } | null => {
  const mayConfirm = useMay('receipts.confirm')
  const { data } = useQuery(client.receipts.waiting, {})
  return data && data.unconfirmed > 0 ? { count: data.unconfirmed, urgent: mayConfirm } : null
}
