import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 订单资料齐套表 as it prints: the front of the order's folder. */
export const DossierPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.dossiers.paper, input, { enabled: id !== null })
  return <PaperPage title={t('dossiers.paperTitle')} kind="dossierSheet" input={input} paper={paper} error={error} />
}
