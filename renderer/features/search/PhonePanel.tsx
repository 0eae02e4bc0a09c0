import { KeyButton } from '../../components/KeyButton.tsx'
import { features } from '../../features.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { openTab } from '../../lib/tabs.ts'
import styles from './SearchBox.module.css'

/** Somebody nobody knows: an inquiry or a new customer, with the number kept. */
const Unknown = ({ phone, onLeave }: { phone: string; onLeave: () => void }) => {
  const t = useT()
  const mayCustomer = useMay('customers.write')
  const inquiry = features['quotations']
  const mayInquiry = useMay(inquiry?.permission ?? 'customers.write')
  const begin = (word: string, title: string) => (): void => {
    onLeave()
    openTab({ word, page: 'new', title, another: true, parameters: { phone } })
  }
  return (
    <>
      {inquiry?.pages['new'] && mayInquiry && (
        <KeyButton keys="F6" onClick={begin('quotations', t('search.phoneInquiry'))}>
          {t('search.phoneInquiry')}
        </KeyButton>
      )}
      {mayCustomer && (
        <KeyButton keys="F7" onClick={begin('customers', t('search.phoneNewCustomer'))}>
          {t('search.phoneNewCustomer')}
        </KeyButton>
      )}
    </>
  )
}

/** The three sentences of the telephone (duty 7); the first is the office's own. `unknown`: a number nobody has. */
export const PhonePanel = ({
  unknown,
  onSlip,
  onLeave,
}: {
  unknown: string
  onSlip: () => void
  onLeave: () => void
}) => {
  const t = useT()
  const maySlip = useMay('messages.write')
  const { data } = useQuery(client.settings.read, {})
  const company = data?.company?.shortName || data?.company?.name || ''
  const greeting = data?.office.greeting.replace('{{company}}', company) ?? ''
  return (
    <section className={styles['phone']} aria-label={t('search.phoneTitle')}>
      {unknown === '' ? (
        <>
          <p className={styles['greeting']}>{t('search.phoneGreeting', { greeting })}</p>
          <ol>
            <li>{t('search.phoneWho')}</li>
            <li>{t('search.phoneFax')}</li>
          </ol>
        </>
      ) : (
        <p>{t('search.phoneUnknown', { phone: unknown })}</p>
      )}
      <div className={styles['phoneKeys']}>
        {maySlip && (
          <KeyButton keys="F4" onClick={onSlip}>
            {t('search.phoneMessage')}
          </KeyButton>
        )}
        {unknown !== '' && <Unknown phone={unknown} onLeave={onLeave} />}
      </div>
    </section>
  )
}
