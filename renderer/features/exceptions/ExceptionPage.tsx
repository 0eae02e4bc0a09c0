import { type ReactNode, useState } from 'react'
import { type Exception, exceptionStateKeys, levelKeys, levelsAbove } from '../../../shared/exceptions.ts'
import { formatFen } from '../../../shared/money.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { joined } from '../../components/Picker.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { withReason } from '../../lib/reasoned.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { AmendDialog } from './AmendDialog.tsx'
import { causeText } from './causeChoice.ts'
import { ClearDialog } from './ClearDialog.tsx'
import { EscalateDialog } from './EscalateDialog.tsx'
import styles from './Exception.module.css'
import { exceptionTones } from './tones.ts'

const Facts = ({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) => (
  <dl className={styles['facts']}>
    {facts
      .filter(([, value]) => value !== '' && value !== null)
      .map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
  </dl>
)

const Told = ({ slip }: { slip: Exception }) => {
  const t = useT()
  if (slip.levels.length === 0) return null
  return (
    <section className={styles['told']}>
      <h2>{t('exceptions.levels')}</h2>
      <ul>
        {slip.levels.map((each) => (
          <li key={each.at + each.level}>
            <b>{t(levelKeys[each.level])}</b> {each.name} · {formatInstant(each.at)}
            {each.words !== '' && ` · ${each.words}`} <span className="dim">({each.by})</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const clearedFacts = (slip: Exception, t: ReturnType<typeof useT>): [string, ReactNode][] =>
  slip.clearedOn === null
    ? []
    : [
        [t('exceptions.clearedHead'), joined(slip.clearedOn, slip.clearedTime, slip.clearedBy)],
        [t('exceptions.how'), slip.how],
        [
          t('exceptions.stopHours'),
          slip.stopHours > 0
            ? t('exceptions.stopWords', { hours: formatQuantity(slip.stopHours), people: slip.stopPeople })
            : '',
        ],
        [t('exceptions.cost'), slip.costFen ? `¥${formatFen(slip.costFen)}` : ''],
      ]

type Window = 'clear' | 'escalate' | 'amend'

const Deeds = ({ slip, onOpen }: { slip: Exception; onOpen: (window: Window) => void }) => {
  const t = useT()
  const mayVoid = useMay('production.write')
  const { id, version, number } = slip
  if (slip.state === 'void') return null
  const reopen = async (): Promise<void> => {
    await withReason({ title: t('exceptions.reopenTitle', { number }), action: t('exceptions.reopen') }, (reason) =>
      client.exceptions.reopen({ id, version, reason }),
    )
  }
  const voidIt = async (): Promise<void> => {
    await withReason(
      { title: t('exceptions.voidTitle', { number }), action: t('exceptions.void'), danger: true },
      (reason) => client.exceptions.void({ id, version, reason }),
    )
  }
  return (
    <>
      {mayVoid && (
        <KeyButton keys="F7" onClick={voidIt}>
          {t('exceptions.void')}
        </KeyButton>
      )}
      {slip.clearedOn === null ? (
        <>
          <KeyButton keys="e" onClick={() => onOpen('amend')}>
            {t('exceptions.amend')}
          </KeyButton>
          <KeyButton keys="F8" disabled={levelsAbove(slip.level).length === 0} onClick={() => onOpen('escalate')}>
            {t('exceptions.escalate')}
          </KeyButton>
          <KeyButton keys="F9" go onClick={() => onOpen('clear')}>
            {t('exceptions.clear')}
          </KeyButton>
        </>
      ) : (
        <>
          <KeyButton keys="r" onClick={reopen}>
            {t('exceptions.reopen')}
          </KeyButton>
          <KeyButton keys="F9" onClick={() => onOpen('clear')}>
            {t('exceptions.clearAgain')}
          </KeyButton>
        </>
      )}
    </>
  )
}

/** One 异常单: what, whose, by when; whom it was carried up to; how it was cleared (duties 24, 59, 61). */
export const ExceptionPage = ({ id }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('operations.write')
  const { data: slip, error } = useQuery(client.exceptions.read, { id: id ?? 0 }, { enabled: id !== null })
  const [window, setWindow] = useState<Window | null>(null)
  if (!slip)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const { orderId } = slip
  const close = (): void => setWindow(null)
  return (
    <Page>
      <Panel
        title={`${t('exceptions.title')} ${slip.number}`}
        bar={
          <>
            <StateBadge tone={exceptionTones[slip.state]}>{t(exceptionStateKeys[slip.state])}</StateBadge>
            {slip.level !== null && (
              <StateBadge tone="warn">{`${t('exceptions.level')} ${t(levelKeys[slip.level])}`}</StateBadge>
            )}
            {slip.voidReason !== null && <span className="neg">{slip.voidReason}</span>}
          </>
        }
        actions={
          <>
            {orderId !== null && (
              <KeyButton keys="o" onClick={() => openTab({ word: 'orders', id: orderId, title: slip.orderNumber })}>
                {t('exceptions.openOrder')}
              </KeyButton>
            )}
            <KeyButton
              keys="Control+p"
              onClick={() =>
                openTab({ word: 'exceptions', page: 'print', id: slip.id, title: `${slip.number} ${t('app.print')}` })
              }
            >
              {t('app.print')}
            </KeyButton>
            {mayWrite && <Deeds slip={slip} onOpen={setWindow} />}
          </>
        }
      >
        <div className={styles['reading']}>
          <p className={styles['what']}>{slip.what}</p>
          <Facts
            facts={[
              [t('exceptions.order'), joined(slip.orderNumber, slip.customer)],
              [t('exceptions.goods'), slip.description],
              [t('exceptions.place'), joined(slip.workshop, slip.processName)],
              [t('operations.notice'), slip.noticeNumber],
              [t('exceptions.cause'), causeText(slip, t)],
              [t('exceptions.since'), slip.sinceOn],
              [t('exceptions.owner'), <b key="owner">{slip.owner}</b>],
              [
                t('exceptions.clearBy'),
                <b key="clearBy" className={slip.state === 'overdue' ? 'neg' : ''}>
                  {joined(slip.clearOn, slip.clearTime)}
                </b>,
              ],
              [t('exceptions.solution'), slip.solution],
              [t('exceptions.customerAnswer'), slip.customerAnswer],
              [t('exceptions.openedBy'), `${slip.openedBy} ${formatInstant(slip.openedAt)}`],
            ]}
          />
          <Told slip={slip} />
          {slip.clearedOn !== null && <Facts facts={clearedFacts(slip, t)} />}
        </div>
      </Panel>
      {window === 'clear' && <ClearDialog slip={slip} onClose={close} />}
      {window === 'escalate' && <EscalateDialog slip={slip} onClose={close} />}
      {window === 'amend' && <AmendDialog slip={slip} onClose={close} />}
    </Page>
  )
}
