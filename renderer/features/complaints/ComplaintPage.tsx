import { type ReactNode, useState } from 'react'
import type { Complaint } from '../../../shared/complaints.ts'
import { complaintKindKeys, complaintStateKeys, complaintWantKeys, gapWords } from '../../../shared/complaintStates.ts'
import { formatFen } from '../../../shared/money.ts'
import { causeShortKeys, causeSigns } from '../../../shared/operations.ts'
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
import styles from './Complaint.module.css'
import { BackDialog, CloseDialog, ConfirmDialog, DeductDialog, InvestigateDialog, ReplyDialog } from './dialogs.tsx'
import { Photos } from './Photos.tsx'
import { Remedies } from './Remedies.tsx'
import { ReplaceDialog } from './ReplaceDialog.tsx'
import { complaintTones } from './tones.ts'

type Window = 'confirm' | 'reply' | 'investigate' | 'close' | 'replace' | 'takeBack' | 'exchange' | 'deduct'

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

/** The manager's word with the gap since the call (duty 96). */
const Decision = ({ complaint }: { complaint: Complaint }) => {
  const t = useT()
  const gap = gapWords(t, complaint.gapMinutes)
  if (complaint.decided === null)
    return <b className={complaint.late ? 'neg' : ''}>{t('complaints.waitsSince', { gap })}</b>
  const { by, at } = complaint.decided
  const said = t(complaint.state === 'rejected' ? 'complaints.saidNo' : 'complaints.saidYes', { by, gap })
  return (
    <>
      <b>{said}</b> <span className="dim">{formatInstant(at)}</span> {complaint.opinion}
    </>
  )
}

const Body = ({ complaint }: { complaint: Complaint }) => {
  const t = useT()
  const { quantity, badQuantity, unit, causeCode, repeated, left } = complaint
  const amount = (each: number | null): string => (each === null ? '' : `${formatQuantity(each)} ${unit}`)
  const money = (fen: number | null): string => (fen === null || fen === 0 ? '' : formatFen(fen))
  const costs: [string, number | null][] = [
    [t('complaints.costMaterial'), complaint.materialFen],
    [t('complaints.costLabour'), complaint.labourFen],
    [t('complaints.costFreight'), complaint.freightFen],
    [t('complaints.costOther'), complaint.otherFen],
    [t('complaints.costDeduction'), complaint.deductionFen],
  ]
  return (
    <div className={styles['reading']}>
      {repeated.all > 0 && (
        <p role="note" className={styles['repeat']}>
          ▲{' '}
          {t('complaints.repeatWords', {
            all: repeated.all,
            same: repeated.same,
            numbers: repeated.rows.map(({ number }) => number).join(' '),
          })}
        </p>
      )}
      <p className={styles['what']}>{complaint.what}</p>
      <Facts
        facts={[
          [t('app.customer'), <b key="customer">{complaint.customer}</b>],
          [t('complaints.contact'), joined(complaint.contact, complaint.phone)],
          [t('complaints.receivedAt'), `${formatInstant(complaint.receivedAt)} ${complaint.takenBy}`],
          [t('complaints.goods'), [complaint.code, complaint.description, complaint.colour].filter(Boolean).join(' ')],
          [t('complaints.quantities'), joined(amount(quantity), amount(badQuantity))],
          [t('complaints.papersOf'), joined(complaint.noteNumber, complaint.noticeNumber, complaint.orderNumber)],
          [t('complaints.kind'), t(complaintKindKeys[complaint.kind])],
          [t('complaints.wants'), joined(t(complaintWantKeys[complaint.wants]), complaint.wantsWords)],
          [t('complaints.left'), left === null ? '' : amount(left)],
        ]}
      />
      {complaint.photos.length > 0 && (
        <div className={styles['pad']}>
          <Photos photos={complaint.photos} />
        </div>
      )}
      <Facts
        facts={[
          [t('complaints.managerSays'), <Decision key="decision" complaint={complaint} />],
          [
            t('complaints.replyHead'),
            complaint.replied === null
              ? complaint.decided === null
                ? ''
                : t('complaints.notReplied')
              : joined(formatInstant(complaint.replied.at), complaint.repliedTo, complaint.replyWords),
          ],
          [
            t('complaints.cause'),
            joined(
              complaint.department,
              causeCode === null ? '' : `${causeSigns[causeCode]} ${t(causeShortKeys[causeCode])}`,
              complaint.cause,
            ),
          ],
          [t('complaints.responsible'), complaint.responsible],
          [t('complaints.prevention'), complaint.prevention],
          [
            t('complaints.cost'),
            complaint.costFen === null ? (
              ''
            ) : (
              <span key="cost">
                <b>{formatFen(complaint.costFen)}</b>{' '}
                {costs
                  .filter(([, fen]) => money(fen) !== '')
                  .map(([label, fen]) => `${label} ${money(fen)}`)
                  .join(' · ')}
              </span>
            ),
          ],
          [
            t('complaints.result'),
            complaint.closed === null
              ? complaint.result
              : joined(complaint.result, formatInstant(complaint.closed.at), complaint.closed.by),
          ],
        ]}
      />
    </div>
  )
}

/** What is done about it; goods and money wait for the manager's yes and are refused before (duty 97). */
const Deeds = ({ complaint, onOpen }: { complaint: Complaint; onOpen: (window: Window) => void }) => {
  const t = useT()
  const [mayWrite, mayConfirm, mayMoney] = [
    useMay('complaints.write'),
    useMay('complaints.confirm'),
    useMay('statements.write'),
  ]
  const { id, version, number, state } = complaint
  const reject = async (): Promise<void> => {
    await withReason(
      {
        title: t('complaints.rejectTitle', { number }),
        action: t('complaints.reject'),
        label: t('complaints.rejectReason'),
      },
      (opinion) => client.complaints.decide({ id, version, confirmed: false, opinion }),
      t('complaints.rejectedDone', { number }),
    )
  }
  const reopen = async (): Promise<void> => {
    await withReason({ title: t('complaints.reopenTitle', { number }), action: t('complaints.reopen') }, (reason) =>
      client.complaints.reopen({ id, version, reason }),
    )
  }
  if (state === 'void') return null
  if (state === 'closed')
    return mayConfirm ? (
      <KeyButton keys="u" onClick={reopen}>
        {t('complaints.reopen')}
      </KeyButton>
    ) : null
  // 补件, 退换 and 扣款 only after the manager's yes (duty 96)
  const waits = (window: Window): boolean => state === 'toConfirm' && window !== 'confirm'
  const key = (keys: string, window: Window, words: string, go = false) => (
    <KeyButton keys={keys} go={go} disabled={waits(window)} onClick={() => onOpen(window)}>
      {words}
    </KeyButton>
  )
  return (
    <>
      {mayWrite && state !== 'rejected' && key('b', 'replace', t('complaints.replace'))}
      {mayWrite && state !== 'rejected' && complaint.deliveryLineId !== null && (
        <>
          {key('t', 'takeBack', t('complaints.takeBack'))}
          {key('h', 'exchange', t('complaints.exchange'))}
        </>
      )}
      {mayMoney && state !== 'rejected' && key('k', 'deduct', t('complaints.deduct'))}
      {mayWrite && state === 'confirmed' && key('i', 'investigate', t('complaints.investigate'))}
      {mayWrite && state !== 'toConfirm' && key('r', 'reply', t('complaints.reply'))}
      {state === 'rejected' && mayConfirm && (
        <KeyButton keys="u" onClick={reopen}>
          {t('complaints.reopen')}
        </KeyButton>
      )}
      {state === 'toConfirm' && mayConfirm && (
        <>
          <KeyButton keys="n" onClick={reject}>
            {t('complaints.reject')}
          </KeyButton>
          {key('y', 'confirm', t('complaints.confirm'), true)}
        </>
      )}
      {mayWrite && state !== 'toConfirm' && key('F9', 'close', t('complaints.close'), true)}
    </>
  )
}

const HeadActions = ({ complaint }: { complaint: Complaint }) => {
  const t = useT()
  const mayWrite = useMay('complaints.write')
  const { id, version, number, state, orderId, deliveryNoteId } = complaint
  const voidIt = async (): Promise<void> => {
    await withReason(
      { title: t('complaints.voidTitle', { number }), action: t('complaints.void'), danger: true },
      (reason) => client.complaints.void({ id, version, reason }),
    )
  }
  return (
    <>
      {mayWrite && state !== 'void' && state !== 'closed' && (
        <KeyButton keys="Control+Delete" onClick={voidIt}>
          {t('complaints.void')}
        </KeyButton>
      )}
      {deliveryNoteId !== null && (
        <KeyButton
          keys="g"
          onClick={() => openTab({ word: 'deliveries', id: deliveryNoteId, title: complaint.noteNumber })}
        >
          {t('complaints.openSource')}
        </KeyButton>
      )}
      {orderId !== null && (
        <KeyButton keys="o" onClick={() => openTab({ word: 'orders', id: orderId, title: complaint.orderNumber })}>
          {t('complaints.openOrder')}
        </KeyButton>
      )}
      {mayWrite && state === 'toConfirm' && (
        <KeyButton
          keys="e"
          onClick={() => openTab({ word: 'complaints', page: 'edit', id, title: t('complaints.amendOf', { number }) })}
        >
          {t('complaints.amend')}
        </KeyButton>
      )}
      <KeyButton
        keys="Control+p"
        onClick={() => openTab({ word: 'complaints', page: 'print', id, title: `${number} ${t('app.print')}` })}
      >
        {t('app.print')}
      </KeyButton>
    </>
  )
}

const Windows = ({
  window,
  complaint,
  onClose,
}: {
  window: Window | null
  complaint: Complaint
  onClose: () => void
}) => {
  const props = { complaint, onClose }
  switch (window) {
    case 'confirm':
      return <ConfirmDialog {...props} />
    case 'reply':
      return <ReplyDialog {...props} />
    case 'investigate':
      return <InvestigateDialog {...props} />
    case 'close':
      return <CloseDialog {...props} />
    case 'replace':
      return <ReplaceDialog {...props} />
    case 'takeBack':
    case 'exchange':
      return <BackDialog {...props} kind={window} />
    case 'deduct':
      return <DeductDialog {...props} />
    case null:
      return null
  }
}

/** One complaint: what was said, the manager's word, what was done, cause, cost and end (duties 96–98). */
export const ComplaintPage = ({ id }: PageProps) => {
  const t = useT()
  const { data: complaint, error } = useQuery(client.complaints.read, { id: id ?? 0 }, { enabled: id !== null })
  const [window, setWindow] = useState<Window | null>(null)
  if (!complaint)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const { state, late, number } = complaint
  return (
    <Page layout="list">
      <Panel
        title={number}
        bar={
          <>
            <StateBadge tone={late ? 'bad' : complaintTones[state]}>{t(complaintStateKeys[state])}</StateBadge>
            {complaint.voidReason !== null && <span className="neg">{complaint.voidReason}</span>}
          </>
        }
        actions={<HeadActions complaint={complaint} />}
        foot={
          <>
            <span className="spring" />
            <Deeds complaint={complaint} onOpen={setWindow} />
          </>
        }
      >
        <Body complaint={complaint} />
      </Panel>
      <Remedies complaint={complaint} />
      <Windows window={window} complaint={complaint} onClose={() => setWindow(null)} />
    </Page>
  )
}
