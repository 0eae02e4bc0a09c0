import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 开票资料 of a customer as it prints (duty 86). */
export const SlipPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.invoices.slip, input, { enabled: id !== null })
  return <PaperPage title={t('invoices.slip')} kind="invoiceSlip" input={input} paper={paper} error={error} />
}
