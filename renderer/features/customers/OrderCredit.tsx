import { problemsOfCredit } from '../../../shared/credit.ts'
import { formatFen } from '../../../shared/money.ts'
import { StateBadge } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import { useMay } from '../../lib/session.ts'
import { settlementKeys } from '../orders/settlementKeys.ts'
import styles from './OrderCredit.module.css'

/** Four fifths of the limit used: amber before it is red. */
const near = 0.8

/**
 * 客户资信 on every order, new, saved or going out (duty 28): terms, limit, used = owed + on order, overdue, blacklist.
 * `moreFen` is an order still being keyed. Hidden from who may not see prices.
 */
export const OrderCredit = ({ customerId, moreFen = 0 }: { customerId: number | null; moreFen?: number }) => {
  const t = useT()
  const mayPrices = useMay('prices.read')
  const { data } = useQuery(
    client.customers.credit,
    { id: customerId ?? 0 },
    { enabled: mayPrices && customerId !== null },
  )
  if (!data || customerId === null) return null
  const { settlement, termDays, limitFen, owedFen, onOrderFen, overdueFen, blacklistNote } = data
  const usedFen = data.usedFen + moreFen
  const problems = problemsOfCredit(data, moreFen)
  const tone =
    problems.length > 0 ? styles['bad'] : limitFen > 0 && usedFen > limitFen * near ? styles['near'] : undefined
  const terms = [t(settlementKeys[settlement]), settlement === 'monthly' ? t('gates.days', { days: termDays }) : '']
  const figures: [string, string, boolean][] = [
    [t('gates.terms'), terms.filter(Boolean).join(' '), false],
    [t('customers.limit'), limitFen > 0 ? `¥${formatFen(limitFen)}` : t('customers.noLimit'), false],
    [t('gates.used'), `¥${formatFen(usedFen)}`, problems.includes('overLimit')],
    [t(owedFen < 0 ? 'customers.inAdvance' : 'customers.owed'), `¥${formatFen(Math.abs(owedFen))}`, false],
    [t('gates.onOrder'), `¥${formatFen(onOrderFen + moreFen)}`, false],
    [t('customers.overdue'), `¥${formatFen(overdueFen)}`, overdueFen > 0],
  ]
  return (
    <div className={[styles['strip'], tone].filter(Boolean).join(' ')} role="note" aria-label={t('gates.credit')}>
      <StateBadge tone={problems.length > 0 ? 'bad' : tone ? 'warn' : 'ok'}>
        {problems.length === 0 ? t('gates.creditFine') : problems.map((each) => t(`gates.${each}`)).join(' ')}
      </StateBadge>
      {figures.map(([label, value, bad]) => (
        <span key={label}>
          <small>{label}</small>
          {bad ? <b className="neg">{value}</b> : value}
        </span>
      ))}
      {blacklistNote !== '' && <span className="neg">{blacklistNote}</span>}
    </div>
  )
}
