import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 出厂检验报告 · 检验报告 as it prints. */
export const InspectionPrintPage = ({ id }: PageProps) => {
  const t = useT()
  const input = { id: id ?? 0 }
  const { data: paper, error } = useQuery(client.quality.paper, input, { enabled: id !== null, keep: true })
  return (
    <Page>
      <Panel
        title={paper?.title ?? t('quality.paperOther')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('inspection', input, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('inspection', input, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={{ paper: 'inspection', id: input.id }} />}
      </Panel>
    </Page>
  )
}
