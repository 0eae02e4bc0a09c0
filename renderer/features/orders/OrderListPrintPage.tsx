import type { Input } from '../../../shared/contract.ts'
import type { orderList } from '../../../shared/orderList.ts'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 订单跟踪表 as it prints: the list as it was seen when the key was pressed. */
export const OrderListPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const sheet = JSON.parse(String(parameters['sheet'] ?? '{"filter":{},"columns":[]}')) as Input<typeof orderList.paper>
  const { data, error } = useQuery(client.orderList.paper, sheet, { keep: true })
  return <PaperPage title={t('orderList.title')} kind="orderList" input={sheet} paper={data} error={error} />
}
