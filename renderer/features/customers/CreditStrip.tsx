import { formatFen } from '../../../shared/money.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useLanguage, useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { creditBadges } from '../search/creditTone.ts'
import styles from './Customer.module.css'

/** What a customer owes and may owe, in colour, shape and word (duty 28). Hidden from who may not see prices. */
export const CreditStrip = ({ id }: { id: number }) => {
  const t = useT()
  const language = useLanguage((store) => store.language)
  const mayPrices = useMay('prices.read')
  const { data } = useQuery(client.customers.credit, { id }, { enabled: mayPrices })
  if (!data) return null
  const { owedFen, limitFen, overdueFen, blacklistNote } = data
  return (
    <div className={styles['credit']}>
      <div>
        <small>{t(owedFen < 0 ? 'customers.inAdvance' : 'customers.owed')}</small>
        <span className="big">¥{formatFen(Math.abs(owedFen))}</span>
      </div>
      <div>
        <small>{t('customers.overdue')}</small>
        <span className={overdueFen > 0 ? 'big neg' : 'big'}>¥{formatFen(overdueFen)}</span>
      </div>
      <div>
        <small>{t('customers.limit')}</small>
        <span className="big">{limitFen > 0 ? `¥${formatFen(limitFen)}` : t('customers.noLimit')}</span>
      </div>
      <p>
        {creditBadges(t, language, data).map(({ tone, text, shape }) => (
          <StateBadge key={text} tone={tone} {...(shape ? { shape } : {})}>
            {text}
          </StateBadge>
        ))}
        {blacklistNote !== '' && <StateBadge tone="bad">{t('search.blacklist', { note: blacklistNote })}</StateBadge>}
      </p>
    </div>
  )
}
