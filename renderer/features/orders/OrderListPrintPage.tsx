import type { Input } from '../../../shared/contract.ts'
import type { orderList } from '../../../shared/orderList.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 订单跟踪表 as it prints: the list as it was seen when the key was pressed. */
export const OrderListPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const sheet = JSON.parse(String(parameters['sheet'] ?? '{"filter":{},"columns":[]}')) as Input<typeof orderList.paper>
  const { data, error } = useQuery(client.orderList.paper, sheet, { keep: true })
  return (
    <Page>
      <Panel
        title={t('orderList.title')}
        actions={
          data && (
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper('orderList', sheet, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper('orderList', sheet, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        {data && <PaperPreview paper={data} of={{ paper: 'orderList' }} />}
      </Panel>
    </Page>
  )
}
