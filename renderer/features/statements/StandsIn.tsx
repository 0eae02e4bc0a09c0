import { isDateText } from '../../../shared/dates.ts'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import styles from './Statement.module.css'

/** What is entered on a day of a statement that is made stands in the next: said before it is saved. */
export const StandsIn = ({ customerId, on }: { customerId: number | null; on: string | null }) => {
  const t = useT()
  const { data } = useQuery(
    client.statements.statedOn,
    { customerId: customerId ?? 0, on: on ?? '' },
    { enabled: customerId !== null && on !== null && isDateText(on) },
  )
  if (!data) return null
  return (
    <p className={styles['locked']} role="status">
      {t(data.locked ? 'statements.standsInNextLocked' : 'statements.standsInNext', {
        number: data.number,
        from: data.periodFrom,
        to: data.periodTo,
        month: data.nextMonth,
      })}
    </p>
  )
}
