import { useEffect, useState } from 'react'
import type { InboxRow } from '../../../shared/inbox.ts'
import { FaxViewer, type FaxViewerProps } from '../../components/FaxViewer.tsx'
import { Button } from '../../components/KeyButton.tsx'
import { Empty, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { useT } from '../../lib/language.ts'
import { receivedText } from './receivedText.ts'
import { useFaxBytes } from './useFaxBytes.ts'

export interface FaxPanelProps extends Pick<FaxViewerProps, 'band' | 'onBandMove' | 'onRows'> {
  papers: readonly InboxRow[]
  /** Said where no paper has a file. */
  none: string
  /** The paper that is shown; null where none has a file. */
  onPaper?: ((inboxItemId: number | null) => void) | undefined
}

/** The papers of an order or of the inbox in the viewer; one that is only noted says its number. */
export const FaxPanel = ({ papers, none, onPaper, ...viewer }: FaxPanelProps) => {
  const t = useT()
  const files = papers.filter((paper) => paper.sha256 !== '')
  const [chosen, setChosen] = useState(0)
  const shown = files[Math.min(chosen, files.length - 1)]
  const paperId = shown?.id ?? null
  useEffect(() => onPaper?.(paperId), [paperId, onPaper])
  const { fax, error } = useFaxBytes(shown?.id ?? null)
  if (!shown) {
    const noted = papers[0]
    return (
      <Panel title={t('fax.title')}>
        <Empty title={noted ? t('inbox.paperOnly', { number: noted.fileName, pages: noted.pages }) : none} />
      </Panel>
    )
  }
  if (error !== null) {
    return (
      <Panel title={t('fax.title')} padded>
        <RefusalNote message={error} />
      </Panel>
    )
  }
  if (!fax) return <Panel title={t('fax.title')} note={t('app.loading')} />
  const title = [shown.customerName ?? t('inbox.unknownCustomer'), receivedText(shown.receivedAt)].join(' · ')
  return (
    <div className="panel">
      <FaxViewer {...viewer} bytes={fax.bytes} mediaType={fax.mediaType} title={title}>
        {files.length > 1 &&
          files.map((paper, index) => (
            <Button
              key={paper.id}
              aria-pressed={paper.id === shown.id}
              title={paper.fileName}
              onClick={() => setChosen(index)}
            >
              {index + 1}
            </Button>
          ))}
      </FaxViewer>
    </div>
  )
}
