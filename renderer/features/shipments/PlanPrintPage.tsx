import { ShipFilter } from '../../../shared/shipments.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 出货计划 as it prints, with the filter of the page it was called from. */
export const PlanPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = ShipFilter.parse(parameters)
  const { data: paper, error } = useQuery(client.shipments.paper, input, { keep: true })
  return (
    <Page>
      <Panel
        title={t('shipments.title')}
        actions={
          paper && (
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper('shippingPlan', input, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper('shippingPlan', input, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={{ paper: 'shippingPlan' }} />}
      </Panel>
    </Page>
  )
}
