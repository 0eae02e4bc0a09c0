import { type ReceivableView, views } from '../../../shared/receivables.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 应收账龄表 as it prints, with the filter of the list it was opened from. */
export const ReceivablesPrintPage = ({ tab }: PageProps) => {
  const t = useT()
  const { on, view, customerId } = tab.parameters
  const input = {
    on: typeof on === 'string' ? on : null,
    view: views.find((each): each is ReceivableView => each === view) ?? 'all',
    customerId: typeof customerId === 'number' ? customerId : null,
  }
  const { data: paper, error } = useQuery(client.receivables.paper, input)
  return (
    <Page>
      <Panel
        title={t('receivables.paperTitle')}
        actions={
          paper && (
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper('receivableList', input, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper('receivableList', input, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={{ paper: 'receivableList' }} />}
      </Panel>
    </Page>
  )
}
