import { plusDays } from '../../../shared/dates.ts'
import { Button } from '../../components/KeyButton.tsx'
import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { todayHere } from '../../lib/values.ts'
import styles from './Statement.module.css'

/** The month before this one: what is usually stated. */
export const lastMonth = (): string => plusDays(`${todayHere().slice(0, 7)}-01`, -1).slice(0, 7)
const monthBefore = (month: string): string => plusDays(`${month}-01`, -1).slice(0, 7)
const monthAfter = (month: string): string => plusDays(`${month}-01`, 32).slice(0, 7)

/** A month, `YYYY-MM`: the keys , and . go back and on. */
export const MonthChoice = ({ month, onChange }: { month: string; onChange: (month: string) => void }) => {
  const t = useT()
  const back = (): void => onChange(monthBefore(month))
  const on = (): void => onChange(monthAfter(month))
  useKeys({
    ',': { label: t('statements.previousMonth'), run: back },
    '.': { label: t('statements.nextMonth'), run: on },
  })
  return (
    <span className={styles['month']}>
      <Button onClick={back} aria-label={t('statements.previousMonth')} aria-keyshortcuts=",">
        ‹<kbd aria-hidden="true">,</kbd>
      </Button>
      <b aria-live="polite" aria-label={t('statements.month')}>
        {month}
      </b>
      <Button onClick={on} aria-label={t('statements.nextMonth')} aria-keyshortcuts=".">
        ›<kbd aria-hidden="true">.</kbd>
      </Button>
    </span>
  )
}
