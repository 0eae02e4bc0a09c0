import type { InboxRow } from '../../../shared/inbox.ts'
import type { PhraseKey } from '../../../shared/language.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { useT } from '../../lib/language.ts'
import { FaxPanel } from '../inbox/FaxPanel.tsx'
import { receivedText } from '../inbox/receivedText.ts'
import type { useBand } from './bands.ts'
import styles from './Check.module.css'

export interface PaperPanelProps {
  papers: readonly InboxRow[]
  band: ReturnType<typeof useBand>
  /** What to do with a paper that lies on the desk. */
  ask: PhraseKey
  /** Words to ask the customer, one by one, where there is no picture to look at (duty 13). */
  talk?: readonly string[]
  /** Notes the written proof that is missing; left out or null where nobody here may. */
  onNote?: (() => void) | null
}

/** The fax with the band on the line, or the written proof of an order that came without a picture. */
export const PaperPanel = ({ papers, band, ask, talk = [], onNote }: PaperPanelProps) => {
  const t = useT()
  if (papers.some(({ sha256 }) => sha256 !== '')) {
    const { band: place, onRows, onPaper, onBandMove } = band
    return <FaxPanel papers={papers} none="" band={place} onRows={onRows} onPaper={onPaper} onBandMove={onBandMove} />
  }
  if (papers.length === 0)
    return (
      <Panel
        title={t('checks.proof')}
        padded
        actions={
          onNote && (
            <KeyButton keys="F4" onClick={onNote}>
              {t('checks.noteProof')}
            </KeyButton>
          )
        }
      >
        <div className={styles['proof']}>
          <p>
            <b>{t('checks.noPaper')}</b>
          </p>
          {talk.length > 0 && <Talk talk={talk} />}
        </div>
      </Panel>
    )
  return (
    <Panel title={t('checks.proof')} padded>
      <div className={styles['proof']}>
        {papers.map((paper) => (
          <dl key={paper.id}>
            <dt>{t('checks.proofNumber')}</dt>
            <dd>{paper.fileName}</dd>
            <dt>{t('checks.proofPages')}</dt>
            <dd>{paper.pages}</dd>
            <dt>{t('checks.proofOn')}</dt>
            <dd>{receivedText(paper.receivedAt)}</dd>
          </dl>
        ))}
        <p>{t(ask)}</p>
        {talk.length > 0 && <Talk talk={talk} />}
      </div>
    </Panel>
  )
}

const Talk = ({ talk }: { talk: readonly string[] }) => {
  const t = useT()
  return (
    <div className={styles['talk']}>
      <h2>{t('checks.askOneByOne')}</h2>
      <ol>
        {talk.map((words, index) => (
          <li key={index}>{words}</li>
        ))}
      </ol>
    </div>
  )
}
