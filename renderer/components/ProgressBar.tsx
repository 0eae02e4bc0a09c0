import { useT } from '../lib/language.ts'
import { useProgress } from '../lib/progress.ts'
import { KeyButton } from './KeyButton.tsx'
import styles from './ProgressBar.module.css'

/** Long work: a bar, what it is at, and the button that stops it leaving nothing half done. */
export const ProgressBar = ({ label, onCancel }: { label: string; onCancel?: () => unknown }) => {
  const t = useT()
  const progress = useProgress(true)
  return (
    <div className={styles['progress']}>
      <div className={styles['words']}>
        <b>{label}</b>
        <small>{progress && `${progress.words} ${progress.done} / ${progress.of}`}</small>
      </div>
      <progress max={progress?.of ?? 1} value={progress ? progress.done : undefined} aria-label={label} />
      {onCancel && (
        <KeyButton keys="Escape" onClick={onCancel}>
          {t('shell.progressCancel')}
        </KeyButton>
      )}
    </div>
  )
}
