import type { Input } from '../../../shared/contract.ts'
import type { shipments } from '../../../shared/shipments.ts'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 出货计划 as it prints, with the filter of the page it was called from. */
export const PlanPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = parameters as Input<typeof shipments.paper>
  const { data: paper, error } = useQuery(client.shipments.paper, input, { keep: true })
  return <PaperPage title={t('shipments.title')} kind="shippingPlan" input={input} paper={paper} error={error} />
}
