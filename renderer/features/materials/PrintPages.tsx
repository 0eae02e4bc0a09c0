import { type ShortageView, shortageViews } from '../../../shared/purchases.ts'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { PaperPage } from '../prints/PaperPage.tsx'

/** 欠料表 as it prints. */
export const ShortagePrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const view: ShortageView = shortageViews.find((each) => each === parameters['view']) ?? 'short'
  const input = { view, mine: parameters['mine'] === true, orderId: null }
  const { data, error } = useQuery(client.purchases.shortagePaper, input, { keep: true })
  return <PaperPage title={t('purchases.shortagePaper')} kind="shortageList" input={input} paper={data} error={error} />
}

/** 领料单 or 退料单 as it prints. */
export const SlipPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = { number: String(parameters['number'] ?? '') }
  const { data, error } = useQuery(client.materials.slipPaper, input)
  return (
    <PaperPage
      title={`${t('materials.slip')} ${input.number}`}
      kind="materialSlip"
      input={input}
      paper={data}
      error={error}
    />
  )
}
