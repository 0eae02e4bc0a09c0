import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { useQuery } from '../../lib/query.ts'
import styles from './Complaint.module.css'
import type { ComplaintForm } from './ComplaintFormPage.tsx'

/** While a complaint is keyed: the same product was complained of within 90 days (papers.md 4.8). */
export const RepeatNote = ({ form }: { form: ComplaintForm }) => {
  const t = useT()
  const { source, customerId, receivedOn, id } = form
  const asked = {
    productId: source?.productId ?? null,
    code: source?.code ?? '',
    customerId,
    on: receivedOn,
    exceptId: id,
  }
  const { data } = useQuery(client.complaints.repeats, asked, { enabled: source !== null })
  if (source === null || !data || data.all === 0) return null
  const { all, same, rows } = data
  return (
    <p role="note" className={styles['repeat']}>
      ▲ {t('complaints.repeatWords', { all, same, numbers: rows.map(({ number }) => number).join(' ') })}
    </p>
  )
}
