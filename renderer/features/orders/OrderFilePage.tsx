import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 订单档案 as it prints (duty 120). */
export const OrderFilePage = ({ id }: PageProps) => {
  const t = useT()
  const asked = { id: id ?? 0 }
  const { data, error } = useQuery(client.orders.filePaper, asked, { keep: true, enabled: id !== null })
  return <PaperPage title={t('papers.orderFile')} kind="orderFile" input={asked} paper={data} error={error} />
}
