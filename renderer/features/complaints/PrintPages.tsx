import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'
import { PaperPage } from '../prints/PaperPage.tsx'
import { printPaper } from '../production/printPaper.ts'

/** 客户投诉单 as it prints. */
export const ComplaintPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.complaints.paper, input, { enabled: id !== null })
  return (
    <PaperPage title={t('complaints.paperTitle')} kind="complaintSheet" input={input} paper={paper} error={error} />
  )
}

/** 补件单 as it prints, without amounts. */
export const SlipPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.complaints.replacementPaper, input, { enabled: id !== null })
  return (
    <PaperPage title={t('complaints.slipTitle')} kind="replacementSlip" input={input} paper={paper} error={error} />
  )
}

/** 投诉日报 of the day it was called from, as it prints. */
export const DailyComplaintsPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = { on: typeof parameters['on'] === 'string' ? parameters['on'] : todayHere() }
  const { data: paper, error } = useQuery(client.complaints.dailyPaper, input)
  return (
    <Page>
      <Panel
        title={`${t('complaints.dailyTitle')} ${input.on}`}
        actions={
          paper && (
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper('complaintDaily', input, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper('complaintDaily', input, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={{ paper: 'complaintDaily' }} />}
      </Panel>
    </Page>
  )
}
