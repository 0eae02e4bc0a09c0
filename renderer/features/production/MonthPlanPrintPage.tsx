import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 月生产计划 as it prints, with the filter of the page it was called from. */
export const MonthPlanPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const month = typeof parameters['month'] === 'string' ? parameters['month'] : todayHere().slice(0, 7)
  const workshop = typeof parameters['workshop'] === 'string' ? parameters['workshop'] : null
  const input = { month, workshop }
  const { data, error } = useQuery(client.production.planPaper, input, { keep: true })
  return (
    <PaperPage title={t('notices.monthPlan')} note={month} kind="monthPlan" input={input} paper={data} error={error} />
  )
}
