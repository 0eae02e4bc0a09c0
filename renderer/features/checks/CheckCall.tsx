import { type Check, checkProgress } from '../../../shared/checks.ts'
import { useT } from '../../lib/language.ts'
import { useKeys } from '../../lib/keys.ts'
import { formatInstant } from '../../lib/values.ts'
import styles from './Check.module.css'

export interface CallDraft {
  spokenTo: string
  phone: string
  salespersonTold: boolean
}

export interface CheckCallProps {
  check: Check
  call: CallDraft
  disabled: boolean
  onCall: (call: CallDraft) => void
  /** A field was left: what it says is kept. */
  onLeave: () => void
  onDone: () => void
}

/** Who is on the phone, and how far the check is. Enter goes back to the lines. */
export const CheckCall = ({ check, call, disabled, onCall, onLeave, onDone }: CheckCallProps) => {
  const t = useT()
  const { ok, changed, question, fields } = checkProgress(check)
  const told = check.call?.salespersonToldAt
  useKeys(
    {
      F8: {
        label: t('checks.salespersonTold'),
        run: () => onCall({ ...call, salespersonTold: !call.salespersonTold }),
      },
    },
    !disabled,
  )
  return (
    <div
      className={styles['call']}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.ctrlKey) return
        event.preventDefault()
        onDone()
      }}
    >
      <label htmlFor="check-spokenTo">{t('checks.spokenTo')}</label>
      <input
        id="check-spokenTo"
        value={call.spokenTo}
        maxLength={40}
        disabled={disabled}
        onChange={(event) => onCall({ ...call, spokenTo: event.currentTarget.value })}
        onBlur={onLeave}
      />
      <label htmlFor="check-phone">{t('checks.phone')}</label>
      <input
        id="check-phone"
        value={call.phone}
        maxLength={40}
        disabled={disabled}
        onChange={(event) => onCall({ ...call, phone: event.currentTarget.value })}
        onBlur={onLeave}
      />
      <span className="dim">{t('checks.firstSentence', { greeting: check.greeting })}</span>
      <span className={styles['told']}>{t('checks.salespersonTold')}</span>
      <label className={told ? `tag ok ${styles['tick']}` : styles['tick']}>
        <input
          id="check-told"
          type="checkbox"
          checked={call.salespersonTold}
          disabled={disabled}
          onChange={(event) => onCall({ ...call, salespersonTold: event.currentTarget.checked })}
          onBlur={onLeave}
        />
        {check.salesperson || t('checks.noSalesperson')} {told ? formatInstant(told).slice(-5) : ''}
        <kbd aria-hidden="true">F8</kbd>
      </label>
      <span className={styles['told']}>{t('checks.progress')}</span>
      <span className={styles['progress']} aria-live="polite">
        {t('checks.progressOf', { done: ok + changed, fields })} <span className={styles['y']}>✓ {ok}</span>{' '}
        <span className={styles['c']}>
          {t('checks.changed')} {changed}
        </span>{' '}
        <span className={styles['q']}>
          {t('checks.question')} {question}
        </span>
      </span>
    </div>
  )
}
