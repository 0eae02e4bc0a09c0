import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 外协问进度表 of one factory as it prints. */
export const CallsPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { factoryId: id ?? 0 }
  const { data: paper, error } = useQuery(client.outsourcing.callPaper, input, { enabled: id !== null })
  return (
    <Page>
      <Panel
        title={t('outsourcing.callTitle')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('outsideCalls', input, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('outsideCalls', input, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={{ paper: 'outsideCalls' }} />}
      </Panel>
    </Page>
  )
}
