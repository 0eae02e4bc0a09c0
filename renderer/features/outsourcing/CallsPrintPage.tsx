import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 外协问进度表 of one factory as it prints. */
export const CallsPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { factoryId: id ?? 0 }
  const { data: paper, error } = useQuery(client.outsourcing.callPaper, input, { enabled: id !== null })
  return <PaperPage title={t('outsourcing.callTitle')} kind="outsideCalls" input={input} paper={paper} error={error} />
}
