import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 派工单 as it prints: of one process, or of a workshop. */
export const QueuePrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = {
    processId: typeof parameters['processId'] === 'number' ? parameters['processId'] : null,
    workshop: typeof parameters['workshop'] === 'string' ? parameters['workshop'] : '',
  }
  const { data, error } = useQuery(client.plan.queuePaper, input, { keep: true })
  return (
    <Page>
      <Panel
        title={t('papers.dispatchList')}
        note={input.workshop}
        actions={
          data && (
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper('dispatchList', input, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper('dispatchList', input, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        {data && <PaperPreview paper={data} of={{ paper: 'dispatchList' }} />}
      </Panel>
    </Page>
  )
}
