import type { Slip } from '../../../shared/outsourcing.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Panel } from '../../components/Page.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { formatInstant } from '../../lib/values.ts'
import { SignedCopy } from '../signBacks/SignedCopy.tsx'
import styles from './Outsourcing.module.css'

/** The factory's signature as a customer's on a confirmation (duty 71): sent by S, then chased and marked. */
const Signature = ({ slip, mayWrite }: { slip: Slip; mayWrite: boolean }) => {
  const t = useT()
  const { data } = useQuery(client.signBacks.list, { kind: 'outsourcing', documentId: slip.id })
  const standing = data?.rows.some(({ state }) => state !== 'cancelled')
  const send = async (): Promise<void> => {
    await withReason(
      {
        title: `${slip.number} ${t('outsourcing.markSent')}`,
        action: t('outsourcing.markSent'),
        label: t('outsourcing.sentTo'),
      },
      (sentTo) => client.signBacks.markSent({ kind: 'outsourcing', documentId: slip.id, sentTo: sentTo.slice(0, 60) }),
      t('outsourcing.markedSent', { number: slip.number }),
    )
  }
  return (
    <>
      {standing ? (
        <SignedCopy kind="outsourcing" documentId={slip.id} className={styles['signed']} />
      ) : (
        <div className={styles['signed']}>
          <span className="dim">{t(slip.state === 'back' ? 'outsourcing.backUnsent' : 'outsourcing.notSent')}</span>
          {mayWrite && slip.state !== 'void' && (
            <KeyButton keys="s" onClick={send}>
              {t('outsourcing.markSent')}
            </KeyButton>
          )}
        </div>
      )}
    </>
  )
}

/** Beside a slip: whether the factory signed it, and what it answered, the newest first. */
export const SlipSide = ({ slip, mayWrite }: { slip: Slip; mayWrite: boolean }) => {
  const t = useT()
  const processOf = (lineId: number): string => slip.lines.find(({ id }) => id === lineId)?.processName ?? ''
  return (
    <div className={styles['side']}>
      <Panel title={t('outsourcing.signBack')}>
        <Signature slip={slip} mayWrite={mayWrite} />
      </Panel>
      <Panel title={t('outsourcing.answers')}>
        {slip.answers.length === 0 && <p className={`dim ${styles['none']}`}>{t('outsourcing.neverAsked')}</p>}
        <ul className={styles['answers']}>
          {slip.answers.map(({ id, lineId, spokenTo, words, promisedOn, by, at }) => (
            <li key={id}>
              {spokenTo}: {words}
              {promisedOn !== null && (
                <b>
                  {' '}
                  {t('outsourcing.promised')} {promisedOn}
                </b>
              )}
              <small>
                {processOf(lineId)} · {formatInstant(at)} · {by}
              </small>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  )
}
