import type { PageProps } from '../../lib/pages.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

const numberOr = (value: unknown): number | null => (typeof value === 'number' ? value : null)

/** 生产进度表 as it prints, with the board's filter. */
export const ProgressPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const filter = {
    workshop: String(parameters['workshop'] ?? ''),
    customerId: numberOr(parameters['customerId']),
    merchandiserId: numberOr(parameters['merchandiserId']),
    late: parameters['late'] === true,
    soon: parameters['soon'] === true,
    early: parameters['early'] === true,
    mine: parameters['mine'] === true,
  }
  const { data, error } = useQuery(client.operations.progressPaper, filter, { keep: true })
  return (
    <Page>
      <Panel
        title={t('papers.progressTable')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('progressTable', filter, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('progressTable', filter, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {data && <PaperPreview paper={data} of={{ paper: 'progressTable' }} />}
      </Panel>
    </Page>
  )
}
