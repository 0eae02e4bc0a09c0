import { useT } from '../lib/language.ts'
import { closeTab, useTabKey } from '../lib/tabs.ts'
import { KeyButton } from './KeyButton.tsx'

/** Esc leaves a page that is only read: back to the page it was opened from. */
export const LeaveKey = () => {
  const t = useT()
  const tab = useTabKey()
  return (
    <KeyButton keys="Escape" onClick={() => closeTab(tab)}>
      {t('app.back')}
    </KeyButton>
  )
}
