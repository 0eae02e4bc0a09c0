import type { Input } from '../../../shared/contract.ts'
import type { register } from '../../../shared/register.ts'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 收发文登记簿 as it prints, with the filter of the page it was called from. */
export const RegisterPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = parameters as unknown as Input<typeof register.paper>
  const { data: paper, error } = useQuery(client.register.paper, input, { keep: true })
  return <PaperPage title={t('register.paperTitle')} kind="registerList" input={input} paper={paper} error={error} />
}
