import type { ReactNode } from 'react'
import type { FaxHint } from '../../../shared/faxHints.ts'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Check.module.css'
import type { FaxReading } from './useFaxReading.ts'

/** What the fax seems to say, under a number that is not keyed so. */
export const FaxDifference = ({ hint }: { hint: FaxHint | undefined }) => {
  const t = useT()
  if (hint?.kind !== 'different') return null
  return <span className={styles['faxLike']}>{t('checks.faxLike', { value: hint.value })}</span>
}

/** A keyed number; underlined where the fax seems to say the same. */
export const FaxSame = ({ hint, children }: { hint: FaxHint | undefined; children: ReactNode }) => {
  const t = useT()
  if (hint?.kind !== 'same') return children
  return (
    <span className={styles['faxSame']} title={t('checks.faxSame')} data-fax="same">
      {children}
    </span>
  )
}

/** D reads the fax; while it is read Esc stops that and nothing else. */
export const FaxHintBar = ({ reading }: { reading: FaxReading }) => {
  const t = useT()
  const { possible, progress, done, hints, read, stop } = reading
  if (!possible) return null
  const kinds = [...hints.values()].map(({ kind }) => kind)
  const same = kinds.filter((kind) => kind === 'same').length
  const different = kinds.length - same
  return (
    <div className={styles['reading']}>
      {progress ? (
        <KeyButton keys="Escape" onClick={stop}>
          {t('checks.stopReadingFax')}
        </KeyButton>
      ) : (
        <KeyButton keys="d" onClick={read}>
          {t('checks.readFax')}
        </KeyButton>
      )}
      <span role="status" className={different > 0 && !progress ? styles['faxDiffers'] : 'dim'}>
        {progress
          ? t('checks.readingFax', progress)
          : done && (kinds.length > 0 ? t('checks.faxRead', { same, different }) : t('checks.faxNothing'))}
      </span>
    </div>
  )
}
