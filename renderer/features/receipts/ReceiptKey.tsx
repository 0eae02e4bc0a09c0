import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab, type Tab, useTabs } from '../../lib/tabs.ts'

/** What the receipt is for, told by the paper that is open. */
const parametersOf = (tab: Tab | undefined): Record<string, number> => {
  if (tab?.id == null) return {}
  if (tab.word === 'orders') return { orderId: tab.id }
  return tab.word === 'deliveries' ? { deliveryNoteId: tab.id } : {}
}

/** F8 anywhere: a new receipt, for the order or note that is open. */
export const ReceiptKey = () => {
  const t = useT()
  const mayWrite = useMay('receipts.write')
  const run = (): void => {
    const { tabs, active } = useTabs.getState()
    openTab({
      word: 'receipts',
      page: 'new',
      another: true,
      title: t('receipts.newReceipt'),
      parameters: parametersOf(tabs.find(({ key }) => key === active)),
    })
  }
  useKeys({ F8: { label: t('receipts.newReceipt'), run } }, mayWrite, { everywhere: true })
  return null
}
