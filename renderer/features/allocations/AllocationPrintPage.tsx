import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 短缺分配通知 as it prints: a page for each customer, or of the one it was called for. */
export const AllocationPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const customerId = parameters['customerId']
  const input = {
    id: Number(parameters['allocationId'] ?? 0),
    customerId: typeof customerId === 'number' ? customerId : null,
  }
  const { data: paper, error } = useQuery(client.allocations.paper, input, { keep: true })
  return (
    <PaperPage title={t('allocations.paperTitle')} kind="allocationNotice" input={input} paper={paper} error={error} />
  )
}
