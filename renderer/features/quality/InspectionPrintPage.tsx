import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 出厂检验报告 · 检验报告 as it prints. */
export const InspectionPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.quality.paper, input, { enabled: id !== null, keep: true })
  return (
    <PaperPage
      title={paper?.title ?? t('quality.paperOther')}
      kind="inspection"
      input={input}
      paper={paper}
      error={error}
    />
  )
}
