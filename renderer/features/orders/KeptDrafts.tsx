import { useState } from 'react'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useT } from '../../lib/language.ts'
import { useSession } from '../../lib/session.ts'
import { formatInstant } from '../../lib/values.ts'
import { dropDraft, keptDrafts } from './drafts.ts'
import styles from './Order.module.css'
import { filledLines, type OrderForm, resumed } from './orderForm.ts'

/** Offers the order that was being keyed when the window closed or the power went. */
export const KeptDrafts = ({ onResume }: { onResume: (form: OrderForm) => void }) => {
  const t = useT()
  const userId = useSession((store) => store.person?.id ?? 0)
  const [drafts, setDrafts] = useState(() => keptDrafts(userId))
  const draft = drafts.at(-1)
  if (!draft) return null
  const drop = (): void => {
    dropDraft(userId, draft.key)
    setDrafts(keptDrafts(userId))
  }
  const values = { customer: draft.form.head.customerName || '—', lines: filledLines(draft.form.lines).length, time: formatInstant(draft.at) }
  return (
    <div className={styles['kept']} role="status">
      <span>{t('orders.draftFound', values)}</span>
      <span className="spring" />
      <KeyButton
        keys="F6"
        onClick={() => {
          onResume(resumed(draft.form))
          dropDraft(userId, draft.key)
          setDrafts([])
        }}
      >
        {t('orders.draftResume')}
      </KeyButton>
      <KeyButton keys="F7" onClick={drop}>
        {t('orders.draftDrop')}
      </KeyButton>
    </div>
  )
}
