import { useRef, useState } from 'react'
import type { OrderWarning } from '../../../shared/orders.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { Button, KeyButton } from '../../components/KeyButton.tsx'
import { RefusalNote } from '../../components/RefusalNote.tsx'
import { useT } from '../../lib/language.ts'
import styles from './Order.module.css'

/** What to look at before saving; Enter saves all the same, Esc goes back to the lines. */
export const WarningsDialog = ({
  warnings,
  onBack,
  onSave,
}: {
  warnings: readonly OrderWarning[]
  onBack: () => void
  onSave: () => Promise<void>
}) => {
  const t = useT()
  const [refusal, setRefusal] = useState<string | null>(null)
  const busy = useRef(false)
  const save = async (): Promise<void> => {
    if (busy.current) return
    busy.current = true
    try {
      await onSave()
    } catch (error) {
      setRefusal(error instanceof Error ? error.message : String(error))
    } finally {
      busy.current = false
    }
  }
  return (
    <Dialog
      title={t('orders.warningsTitle')}
      width={560}
      onClose={onBack}
      foot={
        <>
          <Button onClick={onBack}>
            {t('app.back')}
            <kbd aria-hidden="true">Esc</kbd>
          </Button>
          <KeyButton keys="Enter" go onClick={save}>
            {t('orders.saveAnyway')}
          </KeyButton>
        </>
      }
    >
      <ul className={styles['warnings']}>
        {warnings.map((warning, index) => (
          <li key={index}>
            <span aria-hidden="true">◆</span> {warning.message}
          </li>
        ))}
      </ul>
      <RefusalNote message={refusal} />
    </Dialog>
  )
}
