import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 月结移交单 as it prints. */
export const HandoverPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.monthEnd.paper, input, { enabled: id !== null })
  return (
    <PaperPage title={t('monthEnd.handoverTitle')} kind="monthHandover" input={input} paper={paper} error={error} />
  )
}
