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
import { rowsAsked } from './rowsTab.ts'

/** 生产月报 as it prints, with the filter of the page it was called from. */
export const FiguresPrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const { month, workshop, process, customerId } = rowsAsked(parameters, todayHere())
  const input = { month, workshop, process, customerId }
  const { data, error } = useQuery(client.figures.paper, input, { keep: true })
  return (
    <Page>
      <Panel
        title={t('figures.title')}
        note={month}
        actions={
          data && (
            <>
              <KeyButton keys="Control+Shift+p" onClick={() => printPaper('monthFigures', input, 'pdf')}>
                {t('production.savePdf')}
              </KeyButton>
              <KeyButton keys="Control+p" go onClick={() => printPaper('monthFigures', input, 'printer')}>
                {t('app.print')}
              </KeyButton>
            </>
          )
        }
      >
        <RefusalNote message={error?.message} />
        {data && <PaperPreview paper={data} of={{ paper: 'monthFigures' }} />}
      </Panel>
    </Page>
  )
}
