import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

const printPage =
  (which: 'paper' | 'label') =>
  ({ id }: PageProps) => {
    const t = useT()
    const input = { id: id ?? 0 }
    const printed = which === 'paper' ? 'archiveList' : 'archiveLabel'
    const { data: paper, error } = useQuery(client.archive[which], input, { enabled: id !== null })
    return (
      <Page>
        <Panel
          title={t(which === 'paper' ? 'archive.listTitle' : 'archive.label')}
          actions={
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper(printed, input, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper(printed, input, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          }
        >
          <RefusalNote message={error?.message} />
          {paper && <PaperPreview paper={paper} />}
        </Panel>
      </Page>
    )
  }

/** 归档清单 as it prints. */
export const BoxPrintPage = printPage('paper')
/** The label of the box as it prints. */
export const LabelPrintPage = printPage('label')
