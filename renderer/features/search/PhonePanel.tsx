import { KeyButton } from '../../components/KeyButton.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import styles from './SearchBox.module.css'

/** The three sentences of the telephone (duty 7); the first is the office's own. */
export const PhonePanel = ({ onSlip }: { onSlip: () => void }) => {
  const t = useT()
  const { data } = useQuery(client.settings.read, {})
  const company = data?.company?.shortName || data?.company?.name || ''
  const greeting = data?.office.greeting.replace('{{company}}', company) ?? ''
  return (
    <section className={styles['phone']} aria-label={t('search.phoneTitle')}>
      <p className={styles['greeting']}>{t('search.phoneGreeting', { greeting })}</p>
      <ol>
        <li>{t('search.phoneWho')}</li>
        <li>{t('search.phoneFax')}</li>
      </ol>
      <KeyButton keys="F4" onClick={onSlip}>
        {t('search.phoneMessage')}
      </KeyButton>
    </section>
  )
}
