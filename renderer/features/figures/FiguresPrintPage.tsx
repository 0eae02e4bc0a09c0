import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'
import { rowsAsked } from './rowsTab.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 生产月报 as it prints, with the filter of the page it was called from. */
export const FiguresPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const { month, workshop, process, customerId } = rowsAsked(parameters, todayHere())
  const input = { month, workshop, process, customerId }
  const { data, error } = useQuery(client.figures.paper, input, { keep: true })
  return (
    <PaperPage title={t('figures.title')} note={month} kind="monthFigures" input={input} paper={data} error={error} />
  )
}
