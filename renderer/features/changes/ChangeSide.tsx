import { useState } from 'react'
import {
  type Change,
  type ChangeDepartment,
  changeDepartments,
  departmentKeys,
  toldWayKeys,
} from '../../../shared/changes.ts'
import { signBackStateKeys } from '../../../shared/signBacks.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { StateBadge } from '../../components/StateBadge.tsx'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Change.module.css'
import { SignDialog } from './SignDialog.tsx'

/** Who was told and signed, by department, and the customer's own copy. */
export const ChangeSide = ({ change }: { change: Change }) => {
  const t = useT()
  const mayWrite = useMay('changes.write')
  const [signing, setSigning] = useState<ChangeDepartment | null>(null)
  const { signBack, state } = change
  return (
    <div className={styles['side']}>
      <h2>{t('changes.toldTitle')}</h2>
      {changeDepartments.map((department, index) => {
        const sign = change.signs.find((each) => each.department === department)
        return (
          <div key={department} className={styles['department']}>
            <b>{t(departmentKeys[department])}</b>
            {sign ? (
              <span>
                <StateBadge tone="ok">{sign.name}</StateBadge>{' '}
                <small className="dim">{`${sign.on.slice(5)} ${t(toldWayKeys[sign.how])}`}</small>
              </span>
            ) : (
              <span>
                <StateBadge tone="wait">{t('changes.notSignedYet')}</StateBadge>
              </span>
            )}
            {mayWrite && state !== 'withdrawn' && state !== 'draft' && (
              <KeyButton
                keys={String(index + 1)}
                help={`${t('changes.sign')} ${t(departmentKeys[department])}`}
                onClick={() => setSigning(department)}
              >
                {t('changes.sign')}
              </KeyButton>
            )}
          </div>
        )
      })}
      <h2>{t('changes.customerSeal')}</h2>
      <p className="dim">{t(change.needsCustomer ? 'changes.customerNeeded' : 'changes.customerNotNeeded')}</p>
      {signBack && (
        <div className={styles['copy']}>
          <StateBadge tone={signBack.state === 'same' ? 'ok' : signBack.state === 'different' ? 'bad' : 'wait'}>
            {t(signBackStateKeys[signBack.state])}
          </StateBadge>
          <small>{`${t('signBacks.sentAt')} ${formatInstant(signBack.sentAt)} ${signBack.sentTo}`}</small>
          <small>{`${t('signBacks.dueOn')} ${signBack.dueOn}`}</small>
          {signBack.difference !== null && <RefusalNote message={signBack.difference} />}
        </div>
      )}
      {signing && <SignDialog change={change} department={signing} onClose={() => setSigning(null)} />}
    </div>
  )
}
