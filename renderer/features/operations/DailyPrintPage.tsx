import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 生产日报表 of one workshop and day as it prints. */
export const DailyPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = { day: String(parameters['day'] ?? todayHere()), workshop: String(parameters['workshop'] ?? '') }
  const { data, error } = useQuery(client.operations.dailyPaper, input, { keep: true })
  return <PaperPage title={t('papers.dailyReport')} kind="dailyReport" input={input} paper={data} error={error} />
}
