import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 异常单 as it prints, one page. */
export const ExceptionPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.exceptions.paper, input, { enabled: id !== null })
  return (
    <Page>
      <Panel
        title={t('exceptions.title')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('exceptionSheet', input, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('exceptionSheet', input, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={{ paper: 'exceptionSheet', id: input.id }} />}
      </Panel>
    </Page>
  )
}
