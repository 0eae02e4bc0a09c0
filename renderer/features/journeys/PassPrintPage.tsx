import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 放行单 of a note as it prints. */
export const PassPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.journeys.passPaper, input, { keep: true })
  return <PaperPage title={t('journeys.passTitle')} kind="gatePass" input={input} paper={paper} error={error} />
}
