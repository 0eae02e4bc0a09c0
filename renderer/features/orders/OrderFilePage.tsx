import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 订单档案 as it prints (duty 120). */
export const OrderFilePage = ({ id }: PageProps) => {
  const t = useT()
  const asked = { id: id ?? 0 }
  const { data, error } = useQuery(client.orders.filePaper, asked, { keep: true, enabled: id !== null })
  return (
    <Page>
      <Panel
        title={t('papers.orderFile')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('orderFile', asked, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('orderFile', asked, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {data && <PaperPreview paper={data} of={{ paper: 'orderFile', id: asked.id }} />}
      </Panel>
    </Page>
  )
}
