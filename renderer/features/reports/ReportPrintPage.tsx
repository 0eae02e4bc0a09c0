import { reportKeys } from '../../../shared/reports.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import type { PageProps } from '../../lib/pages.ts'
import { useQuery } from '../../lib/query.ts'
import { closeTab } from '../../lib/tabs.ts'
import { todayHere } from '../../lib/values.ts'
import { printPaper } from '../production/printPaper.ts'
import { askedOf } from './asked.ts'

/** A report as it prints, with the filter of the page it was called from. */
export const ReportPrintPage = ({ tab }: PageProps) => {
  const t = useT()
  const input = askedOf(tab.parameters, todayHere())
  const { data, error } = useQuery(client.reports.paper, input, { keep: true })
  return (
    <Page>
      <Panel
        title={t(reportKeys[input.report])}
        actions={
          data && (
            <>
              <KeyButton keys="Escape" onClick={() => closeTab(tab.key)}>
                {t('app.back')}
              </KeyButton>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper('reportSheet', { ...input }, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper('reportSheet', { ...input }, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        {data && <PaperPreview paper={data} of={{ paper: 'reportSheet' }} />}
      </Panel>
    </Page>
  )
}
