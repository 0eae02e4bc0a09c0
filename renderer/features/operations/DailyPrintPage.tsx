import type { PageProps } from '../../lib/pages.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'
import { printPaper } from '../production/printPaper.ts'

/** 生产日报表 of one workshop and day as it prints. */
export const DailyPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = { day: String(parameters['day'] ?? todayHere()), workshop: String(parameters['workshop'] ?? '') }
  const { data, error } = useQuery(client.operations.dailyPaper, input, { keep: true })
  return (
    <Page>
      <Panel
        title={t('papers.dailyReport')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('dailyReport', input, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('dailyReport', input, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {data && <PaperPreview paper={data} of={{ paper: 'dailyReport' }} />}
      </Panel>
    </Page>
  )
}
