import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { todayHere } from '../../lib/values.ts'
import { printPaper } from './printPaper.ts'

/** 月生产计划 as it prints, with the filter of the page it was called from. */
export const MonthPlanPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const month = typeof parameters['month'] === 'string' ? parameters['month'] : todayHere().slice(0, 7)
  const workshop = typeof parameters['workshop'] === 'string' ? parameters['workshop'] : null
  const input = { month, workshop }
  const { data, error } = useQuery(client.production.planPaper, input, { keep: true })
  return (
    <Page>
      <Panel
        title={t('notices.monthPlan')}
        note={month}
        actions={
          data && (
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper('monthPlan', input, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper('monthPlan', input, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        {data && <PaperPreview paper={data} of={{ paper: 'monthPlan' }} />}
      </Panel>
    </Page>
  )
}
