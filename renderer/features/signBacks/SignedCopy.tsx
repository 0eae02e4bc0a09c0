import { useState } from 'react'
import { formatFen } from '../../../shared/money.ts'
import { type SignBackKind, type SignBackRow, signBackStateKeys } from '../../../shared/signBacks.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { StateBadge, type Tone } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'
import { askSettled } from './askSettled.ts'
import { attachCopy, lacksCopy } from './attachCopy.ts'
import { ChaseDialog } from './ChaseDialog.tsx'
import { ReturnDialog } from './ReturnDialog.tsx'
import { withReason } from '../../lib/reasoned.ts'

const tones: Record<SignBackRow['state'], Tone> = {
  waiting: 'wait',
  same: 'ok',
  different: 'bad',
  cancelled: 'plain',
}

/** The signed copy of one paper beside it: out since when, back or not, and the keys 催 C, 同 Y, 有差异 N, 撤回 U. */
export const SignedCopy = ({
  kind,
  documentId,
  className,
}: {
  kind: SignBackKind
  documentId: number
  className?: string | undefined
}) => {
  const t = useT()
  const mayWrite = useMay('signBacks.write')
  const mayPick = useMay('inbox.write')
  const mayUnlock = useMay('statements.settle')
  const { data } = useQuery(client.signBacks.list, { kind, documentId })
  const [dialog, setDialog] = useState<'different' | 'chase' | null>(null)
  const copy = data?.rows.findLast(({ state }) => state !== 'cancelled')
  if (!copy) return null
  // a statement that stands signed locks its period: only who may settle opens it again
  const locks =
    kind === 'statement' && (copy.state === 'same' || (copy.state === 'different' && copy.settledAt !== null))
  const mayTakeBack = mayWrite && (mayUnlock || !locks)
  const same = (): Promise<unknown> =>
    attempt(
      () =>
        client.signBacks.markReturned({
          id: copy.id,
          version: copy.version,
          result: 'same',
          difference: '',
          differenceFen: null,
          copy: null,
        }),
      t('signBacks.marked', { number: copy.documentNumber }),
    )
  const undo = async (): Promise<void> => {
    await withReason(
      {
        title: `${t('signBacks.undo')} ${copy.documentNumber}`,
        action: t('signBacks.undo'),
        label: t('signBacks.undoReason'),
      },
      (reason) => client.signBacks.undo({ id: copy.id, version: copy.version, reason }),
    )
  }
  return (
    <div className={className}>
      <StateBadge tone={tones[copy.state]}>{t(signBackStateKeys[copy.state])}</StateBadge>
      {copy.overdueDays > 0 && <StateBadge tone="bad">{t('signBacks.overdue', { days: copy.overdueDays })}</StateBadge>}
      {copy.chases > 0 && (
        <StateBadge>{`${t('signBacks.chases')} ${t('signBacks.chasesCount', { count: copy.chases })}`}</StateBadge>
      )}
      {copy.state === 'waiting' && copy.lastAnswer !== '' && (
        <small>{[copy.lastSpokenTo, copy.lastAnswer, copy.nextOn?.slice(5)].filter(Boolean).join(' · ')}</small>
      )}
      <small>
        {copy.returnedAt === null
          ? t('deliveries.signOut', {
              by: copy.sentTo || copy.sentBy,
              at: formatInstant(copy.sentAt),
              due: copy.dueOn,
            })
          : t('deliveries.signReturned', { by: copy.returnedBy ?? '', at: formatInstant(copy.returnedAt) })}
      </small>
      {copy.difference !== null && (
        <small className="neg">
          {[copy.difference, copy.differenceFen === null ? '' : formatFen(copy.differenceFen)]
            .filter(Boolean)
            .join(' · ')}
        </small>
      )}
      {mayWrite && copy.state === 'waiting' && (
        <>
          <KeyButton keys="c" onClick={() => setDialog('chase')}>
            {t('signBacks.chase')}
          </KeyButton>
          <KeyButton keys="n" onClick={() => setDialog('different')}>
            {t('signBacks.markDifferent')}
          </KeyButton>
          <KeyButton keys="y" go onClick={same}>
            {t('signBacks.markSame')}
          </KeyButton>
        </>
      )}
      {copy.state === 'different' && !copy.open && (
        <small>
          {copy.settledAt === null
            ? t('signBacks.corrected')
            : t('signBacks.settledBy', {
                by: copy.settledBy ?? '',
                at: formatInstant(copy.settledAt),
                how: copy.settledHow,
              })}
        </small>
      )}
      {/* a statement's dispute is settled on its own page, with what goes to the next period */}
      {mayWrite && copy.open && kind !== 'statement' && (
        <KeyButton keys="F4" go onClick={() => askSettled(copy)}>
          {t('signBacks.settle')}
        </KeyButton>
      )}
      {mayWrite && mayPick && lacksCopy(copy) && (
        <KeyButton keys="a" onClick={() => attachCopy(copy, copy.documentNumber)}>
          {t('signBacks.attachCopy')}
        </KeyButton>
      )}
      {mayTakeBack && (copy.state === 'same' || copy.state === 'different') && (
        <KeyButton keys="u" onClick={undo}>
          {t('signBacks.undo')}
        </KeyButton>
      )}
      {dialog === 'chase' && <ChaseDialog papers={[copy]} onClose={() => setDialog(null)} />}
      {dialog === 'different' && (
        <ReturnDialog
          id={copy.id}
          version={copy.version}
          kind={copy.kind}
          number={copy.documentNumber}
          onClose={() => setDialog(null)}
        />
      )}
    </div>
  )
}
