import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 异常单 as it prints, one page. */
export const ExceptionPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.exceptions.paper, input, { enabled: id !== null })
  return <PaperPage title={t('exceptions.title')} kind="exceptionSheet" input={input} paper={paper} error={error} />
}
