import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 收款收据 as it prints. */
export const ReceiptPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.receipts.paper, input, { enabled: id !== null })
  return <PaperPage title={t('receipts.slipTitle')} kind="receiptSlip" input={input} paper={paper} error={error} />
}
