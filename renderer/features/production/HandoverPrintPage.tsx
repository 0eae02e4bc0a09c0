import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 资料交接清单 as it prints (duty 43); `id` is the notice. */
export const HandoverPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.production.handoverPaper, input, { enabled: id !== null })
  return <PaperPage title={t('notices.handover')} kind="noticeHandover" input={input} paper={paper} error={error} />
}
