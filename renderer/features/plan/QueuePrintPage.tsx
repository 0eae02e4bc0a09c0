import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 派工单 as it prints: of one process, or of a workshop. */
export const QueuePrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = {
    processId: typeof parameters['processId'] === 'number' ? parameters['processId'] : null,
    workshop: typeof parameters['workshop'] === 'string' ? parameters['workshop'] : '',
  }
  const { data, error } = useQuery(client.plan.queuePaper, input, { keep: true })
  return (
    <PaperPage
      title={t('papers.dispatchList')}
      note={input.workshop}
      kind="dispatchList"
      input={input}
      paper={data}
      error={error}
    />
  )
}
