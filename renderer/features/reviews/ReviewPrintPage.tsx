import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 订单评审表 as it prints, for the departments' pens. */
export const ReviewPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.reviews.paper, input, { enabled: id !== null })
  return <PaperPage title={t('reviews.paperTitle')} kind="reviewSheet" input={input} paper={paper} error={error} />
}
