import { type ShortageView, shortageViews } from '../../../shared/purchases.ts'
import type { PaperOutput } from '../../../shared/papers.ts'
import type { Printable } from '../../../shared/shell.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

const Printing = ({
  title,
  kind,
  input,
  paper,
  error,
}: {
  title: string
  kind: Printable
  input: Record<string, unknown>
  paper: PaperOutput | undefined
  error: string | undefined
}) => {
  const t = useT()
  return (
    <Page>
      <Panel
        title={title}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper(kind, input, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper(kind, input, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error} />
        {paper && <PaperPreview paper={paper} of={{ paper: kind }} />}
      </Panel>
    </Page>
  )
}

/** 欠料表 as it prints. */
export const ShortagePrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const view: ShortageView = shortageViews.find((each) => each === parameters['view']) ?? 'short'
  const input = { view, mine: parameters['mine'] === true, orderId: null }
  const { data, error } = useQuery(client.purchases.shortagePaper, input, { keep: true })
  return (
    <Printing
      title={t('purchases.shortagePaper')}
      kind="shortageList"
      input={input}
      paper={data}
      error={error?.message}
    />
  )
}

/** 领料单 or 退料单 as it prints. */
export const SlipPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = { number: String(parameters['number'] ?? '') }
  const { data, error } = useQuery(client.materials.slipPaper, input)
  return (
    <Printing
      title={`${t('materials.slip')} ${input.number}`}
      kind="materialSlip"
      input={input}
      paper={data}
      error={error?.message}
    />
  )
}
