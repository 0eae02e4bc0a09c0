import { useEffect, useState } from 'react'
import { KeyButton } from '../../components/KeyButton.tsx'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { formatInstant } from '../../lib/values.ts'
import { dropDraft, type KeptDraft, keptDrafts } from './drafts.ts'
import styles from './Order.module.css'
import { filledLines, type OrderForm, resumed } from './orderForm.ts'

/** Offers the order that was being keyed when the window closed or the power went. */
export const KeptDrafts = ({ onResume }: { onResume: (form: OrderForm, keptKey: string) => void }) => {
  const t = useT()
  const [drafts, setDrafts] = useState<KeptDraft[]>([])
  useEffect(() => {
    let shown = true
    void attempt(keptDrafts).then((kept) => (shown && kept ? setDrafts(kept) : undefined))
    return () => {
      shown = false
    }
  }, [])
  const draft = drafts.at(-1)
  if (!draft) return null
  const drop = (): void => {
    dropDraft(draft.key)
    setDrafts(drafts.filter(({ key }) => key !== draft.key))
  }
  const values = {
    customer: draft.form.head.customerName || '—',
    lines: filledLines(draft.form.lines).length,
    time: formatInstant(draft.at),
  }
  return (
    <div className={styles['kept']} role="status">
      <span>{t('orders.draftFound', values)}</span>
      <span className="spring" />
      <KeyButton
        keys="F6"
        onClick={() => {
          onResume(resumed(draft.form), draft.key)
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
