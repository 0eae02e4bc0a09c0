import type { Badge } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'

/** Questions no customer has answered yet. */
export const useQuestionsBadge = (): Badge | null => {
  const enabled = useMay('checks.write')
  const { data } = useQuery(client.questions.list, { state: 'open', limit: 1 }, { enabled })
  return data && data.total > 0 ? { count: data.total } : null
}
