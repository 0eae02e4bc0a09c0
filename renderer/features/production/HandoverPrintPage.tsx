import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from './printPaper.ts'

/** 资料交接清单 as it prints (duty 43); `id` is the notice. */
export const HandoverPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.production.handoverPaper, input, { enabled: id !== null })
  return (
    <Page>
      <Panel
        title={t('notices.handover')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('noticeHandover', input, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('noticeHandover', input, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={{ paper: 'noticeHandover', id: input.id }} />}
      </Panel>
    </Page>
  )
}
