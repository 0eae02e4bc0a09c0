import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 短缺分配通知 as it prints: a page for each customer, or of the one it was called for. */
export const AllocationPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const customerId = parameters['customerId']
  const input = {
    id: Number(parameters['allocationId'] ?? 0),
    customerId: typeof customerId === 'number' ? customerId : null,
  }
  const { data: paper, error } = useQuery(client.allocations.paper, input, { keep: true })
  return (
    <Page>
      <Panel
        title={t('allocations.paperTitle')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('allocationNotice', input, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('allocationNotice', input, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={{ paper: 'allocationNotice', id: input.id }} />}
      </Panel>
    </Page>
  )
}
