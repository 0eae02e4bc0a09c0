import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** 生产进度表 as it prints, with the board's filter. */
export const ProgressPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const filter = {
    workshop: String(parameters['workshop'] ?? ''),
    customerId: numberOr(parameters['customerId']),
    merchandiserId: numberOr(parameters['merchandiserId']),
    late: parameters['late'] === true,
    soon: parameters['soon'] === true,
    early: parameters['early'] === true,
    mine: parameters['mine'] === true,
  }
  const { data, error } = useQuery(client.operations.progressPaper, filter, { keep: true })
  return <PaperPage title={t('papers.progressTable')} kind="progressTable" input={filter} paper={data} error={error} />
}
