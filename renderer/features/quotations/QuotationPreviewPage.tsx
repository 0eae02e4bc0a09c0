import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { PrintPreview } from '../../components/PrintPreview.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { openTab } from '../../lib/tabs.ts'
import styles from './Quotation.module.css'
import { QuotationSide } from './QuotationSide.tsx'
import { QuotationStateBadge } from './QuotationState.tsx'

/** 报价单 as it prints, and its way to the customer and back. */
export const QuotationPreviewPage = ({ id, tab }: PageProps) => {
  const t = useT()
  const { sequence } = tab.parameters
  const ask = { id: id ?? 0, ...(typeof sequence === 'number' ? { sequence } : {}) }
  const { data: quotation, error } = useQuery(client.quotations.read, { id: id ?? 0 }, { enabled: id !== null })
  const { data: paper, error: unprinted } = useQuery(client.quotations.paper, ask, { enabled: id !== null })
  const print = (to: 'printer' | 'pdf') => async (): Promise<void> => {
    const result = await attempt(() => client.shell.print({ paper: 'quotation', input: ask, to }))
    if (result?.saved) notify(result.saved)
  }
  const sent = quotation?.versions.some((each) => each.sequence === quotation.sequence && each.sentAt !== null)
  const message = error?.message ?? unprinted?.message
  const back = (): void => void openTab({ word: 'quotations', id, title: quotation?.number ?? '' })
  return (
    <Page layout="list" className={styles['previewing'] ?? ''}>
      <div className={`panel ${styles['preview']}`}>
        {message && <RefusalNote message={message} />}
        {paper && (
          <PrintPreview
            paper={paper}
            kind="quotation"
            input={ask}
            of={{ paper: 'quotation', id: ask.id }}
            mark={quotation && !sent ? t('quotations.stateDraft') : ''}
          />
        )}
      </div>
      <Panel
        title={quotation?.number ?? t('quotations.quotation')}
        bar={quotation && <QuotationStateBadge state={quotation.state} />}
        foot={
          <>
            <KeyButton keys="Escape" onClick={back}>
              {t('app.back')}
            </KeyButton>
            <span className="spring" />
            <KeyButton keys="Control+Shift+p" onClick={print('pdf')}>
              PDF
            </KeyButton>
            <KeyButton keys="Control+p" onClick={print('printer')}>
              {t('app.print')}
            </KeyButton>
          </>
        }
      >
        {quotation && (
          <QuotationSide
            quotation={quotation}
            onVersion={(older) =>
              openTab({
                word: 'quotations',
                page: 'preview',
                id,
                title: tab.title,
                parameters: { sequence: older ?? quotation.newest },
              })
            }
          />
        )}
      </Panel>
    </Page>
  )
}
