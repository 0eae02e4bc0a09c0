import { useState } from 'react'
import { askerKeys, type Change, changeStateKeys } from '../../../shared/changes.ts'
import { orderSourceKeys } from '../../../shared/orders.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { Page, Panel } from '../../components/Page.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import type { PageProps } from '../../lib/pages.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt, notify } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay, useSession } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import { formatInstant } from '../../lib/values.ts'
import { ReturnDialog } from '../signBacks/ReturnDialog.tsx'
import styles from './Change.module.css'
import { ChangeSide } from './ChangeSide.tsx'
import { Effects, Entries } from './ChangeTables.tsx'
import { changeTones } from './tones.ts'
import { withReason } from '../../lib/reasoned.ts'

const Facts = ({ change }: { change: Change }) => {
  const t = useT()
  const facts: [string, string][] = [
    [t('changes.order'), t('changes.orderEdition', { number: change.orderNumber, edition: change.edition })],
    [t('app.customer'), change.customerName],
    [
      t('changes.asked'),
      [t(askerKeys[change.askedBy]), t(orderSourceKeys[change.way]), change.contact].filter(Boolean).join(' · '),
    ],
    [t('changes.reason'), change.reason],
    [t('changes.proof'), change.proof],
    [t('changes.bought'), change.bought],
    [t('changes.lossReason'), change.lossReason],
    [t('changes.writtenBy'), `${change.writtenBy} ${formatInstant(change.writtenAt)}`],
    [
      t('changes.approver'),
      change.approvedBy && change.approvedAt ? `${change.approvedBy} ${formatInstant(change.approvedAt)}` : '',
    ],
  ]
  return (
    <dl className={styles['facts']}>
      {facts
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

/** The deeds of one slip; each says what came of it. */
const useDeeds = (change: Change) => {
  const t = useT()
  const { id, version, number } = change
  const saidDone = (now: Change | null): void => {
    if (now?.state === 'done') notify(t('changes.carriedOut', { number, order: now.orderNumber, edition: now.edition }))
  }
  return {
    submit(): Promise<unknown> {
      const handIn = (lossReason: string) => client.changes.submit({ id, version, lossReason })
      const done = t('changes.submitted', { number })
      if (!change.effect.loses || change.lossReason !== '') return attempt(() => handIn(change.lossReason), done)
      const request = { title: `${t('changes.submit')} ${number}`, action: t('changes.submit') }
      return withReason({ ...request, label: t('changes.lossReason') }, handIn, done)
    },
    async approve(): Promise<void> {
      const now = await attempt(() => client.changes.approve({ id, version }), t('changes.approved', { number }))
      saidDone(now)
    },
    async refuse(): Promise<void> {
      await withReason(
        {
          title: `${t('changes.refuse')} ${number}`,
          action: t('changes.refuse'),
          label: t('changes.refuseWhy'),
          danger: true,
        },
        (reason) => client.changes.refuse({ id, version, reason }),
      )
    },
    async withdraw(): Promise<void> {
      await withReason(
        {
          title: `${t('changes.withdraw')} ${number}`,
          children: t('changes.withdrawWords'),
          action: t('changes.withdraw'),
          label: t('changes.withdrawWhy'),
          danger: true,
        },
        (reason) => client.changes.withdraw({ id, version, reason }),
      )
    },
    send: () =>
      attempt(() => client.signBacks.markSent({ kind: 'change', documentId: id, sentTo: change.fax.slice(0, 60) })),
    async same(): Promise<void> {
      const { signBack } = change
      if (!signBack) return
      await attempt(() =>
        client.signBacks.markReturned({
          id: signBack.id,
          version: signBack.version,
          result: 'same',
          difference: '',
          differenceFen: null,
          copy: null,
        }),
      )
      saidDone(await attempt(() => client.changes.read({ id })))
    },
    async apply(): Promise<void> {
      saidDone(await attempt(() => client.changes.apply({ id, version })))
    },
  }
}

/** What can be done with the slip as it stands: one main key, F9 or its letter. */
const Steps = ({ change, onReturn }: { change: Change; onReturn: (result: 'same' | 'different') => void }) => {
  const t = useT()
  const [mayWrite, mayApprove] = [useMay('changes.write'), useMay('changes.approve')]
  const me = useSession((store) => store.person?.id ?? 0)
  const deeds = useDeeds(change)
  const { state, signBack, number, id } = change
  const sameEyes = change.fourEyes && change.writtenById === me
  if (state === 'draft')
    return mayWrite ? (
      <>
        <KeyButton keys="e" onClick={() => openTab({ word: 'changes', page: 'edit', id, title: number })}>
          {t('changes.editDraft')}
        </KeyButton>
        <KeyButton keys="F9" go onClick={deeds.submit}>
          {t('changes.submit')}
        </KeyButton>
      </>
    ) : null
  if (state === 'toApprove')
    return mayApprove && !sameEyes ? (
      <>
        <KeyButton keys="r" onClick={deeds.refuse}>
          {t('changes.refuse')}
        </KeyButton>
        <KeyButton keys="F9" go onClick={deeds.approve}>
          {t('changes.approve')}
        </KeyButton>
      </>
    ) : (
      <span className="dim">{t('changes.submitted', { number })}</span>
    )
  if (state !== 'toSign' || !mayWrite) return null
  if (signBack?.state === 'same')
    return (
      <KeyButton keys="F9" go onClick={deeds.apply}>
        {t('changes.applyNow')}
      </KeyButton>
    )
  const waiting = signBack?.state === 'waiting'
  return (
    <>
      <KeyButton keys="s" go={!waiting} onClick={deeds.send}>
        {t('changes.send')}
      </KeyButton>
      {waiting && (
        <>
          <KeyButton keys="n" onClick={() => onReturn('different')}>
            {t('changes.returnedDifferent')}
          </KeyButton>
          <KeyButton keys="a" onClick={() => onReturn('same')}>
            {t('signBacks.attachCopy')}
          </KeyButton>
          <KeyButton keys="y" go onClick={deeds.same}>
            {t('changes.returnedSame')}
          </KeyButton>
        </>
      )}
    </>
  )
}

/** One change slip: before and after, what it does, who was told, how far it is (duty 93). */
export const ChangePage = ({ id }: PageProps) => {
  const t = useT()
  const mayWrite = useMay('changes.write')
  const { data: change, error } = useQuery(client.changes.read, { id: id ?? 0 }, { enabled: id !== null })
  const [returning, setReturning] = useState<'same' | 'different' | null>(null)
  if (!change)
    return (
      <Page>
        <Panel padded>
          <RefusalNote message={error?.message} />
        </Panel>
      </Page>
    )
  const open = change.state === 'draft' || change.state === 'toApprove' || change.state === 'toSign'
  return (
    <Page layout="list">
      <Panel
        title={change.number}
        bar={
          <StateBadge tone={changeTones[change.state]}>
            {t(change.refused ? 'changes.stateRefused' : changeStateKeys[change.state])}
          </StateBadge>
        }
        actions={
          <>
            {mayWrite && open && <WithdrawKey change={change} />}
            <KeyButton
              keys="o"
              onClick={() => openTab({ word: 'orders', id: change.orderId, title: change.orderNumber })}
            >
              {t('changes.openOrder')}
            </KeyButton>
          </>
        }
        foot={
          <>
            <KeyButton
              keys="Control+p"
              onClick={() =>
                openTab({
                  word: 'changes',
                  page: 'print',
                  id: change.id,
                  title: `${change.number} ${t('app.print')}`,
                  parameters: { copy: change.state === 'toSign' ? 'customer' : 'house' },
                })
              }
            >
              {t('app.print')}
            </KeyButton>
            <span className="spring" />
            <Steps change={change} onReturn={setReturning} />
          </>
        }
      >
        {change.withdrawReason !== null && (
          <RefusalNote
            message={`${t(change.refused ? 'changes.stateRefused' : 'changes.stateWithdrawn')}:${change.withdrawReason} · ${change.withdrawnBy ?? ''}`}
          />
        )}
        <div className={styles['reading']}>
          <Facts change={change} />
          <Entries change={change} />
          <Effects change={change} />
        </div>
      </Panel>
      <Panel label={t('changes.toldTitle')}>
        <ChangeSide change={change} />
      </Panel>
      {returning && change.signBack && (
        <ReturnDialog
          kind="change"
          id={change.signBack.id}
          version={change.signBack.version}
          number={change.number}
          result={returning}
          onClose={() => setReturning(null)}
        />
      )}
    </Page>
  )
}

const WithdrawKey = ({ change }: { change: Change }) => {
  const t = useT()
  const { withdraw } = useDeeds(change)
  return (
    <KeyButton keys="Control+Delete" onClick={withdraw}>
      {t('changes.withdraw')}
    </KeyButton>
  )
}
