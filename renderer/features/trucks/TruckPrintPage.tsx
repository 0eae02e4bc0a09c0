import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 装车单 of a truck as it prints. */
export const TruckPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.trucks.paper, input, { keep: true })
  return <PaperPage title={t('trucks.paperTitle')} kind="truckSheet" input={input} paper={paper} error={error} />
}
