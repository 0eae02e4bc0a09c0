import type { AgeingGroup, LateBucket } from '../../../shared/signBacks.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PaperPreview } from '../../components/PaperPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { printPaper } from '../production/printPaper.ts'

/** 回签催收单 of one driver, customer or kind as it prints. */
export const ChasePrintPage = ({ tab: { parameters } }: PageProps) => {
  const t = useT()
  const input = {
    by: String(parameters['by']) as AgeingGroup,
    key: String(parameters['key'] ?? ''),
    bucket: (parameters['bucket'] ?? null) as LateBucket | null,
    except: String(parameters['except'] ?? '')
      .split(',')
      .filter(Boolean)
      .map(Number),
  }
  const { data: paper, error } = useQuery(client.signBacks.chasePaper, input)
  return (
    <Page>
      <Panel
        title={t('signBacks.chaseTitle')}
        actions={
          <>
            <KeyButton keys="Control+Shift+p" onClick={() => printPaper('signChaseList', input, 'pdf')}>
              {t('production.savePdf')}
            </KeyButton>
            <KeyButton keys="Control+p" go onClick={() => printPaper('signChaseList', input, 'printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        <RefusalNote message={error?.message} />
        {paper && <PaperPreview paper={paper} of={{ paper: 'signChaseList' }} />}
      </Panel>
    </Page>
  )
}
