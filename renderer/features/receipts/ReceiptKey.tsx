import { useKeys } from '../../lib/keys.ts'
import { useT } from '../../lib/language.ts'
import { useMay } from '../../lib/session.ts'
import { openTab, type Tab, useTabs } from '../../lib/tabs.ts'

/** Where somebody may ask for money: 「去收款 F8」 is said there. On other pages F8 is the page's own, or nothing. */
const places = new Set([
  'today',
  'orders',
  'deliveries',
  'receipts',
  'receivables',
  'openings',
  'cod',
  'statements',
  'accounts',
  'customers',
])
/** Pages that are read; the others are typed into. */
const readPages = new Set(['list', 'paper', 'confirmation', 'ledger', 'handovers'])

const activeTab = ({ tabs, active }: { tabs: Tab[]; active: string | null }): Tab | undefined =>
  tabs.find(({ key }) => key === active)

const isPlace = (tab: Tab | undefined): boolean => tab !== undefined && places.has(tab.word) && readPages.has(tab.page)

/** What the receipt is for, told by the paper that is open. */
const parametersOf = (tab: Tab | undefined): Record<string, number> => {
  if (tab?.id == null) return {}
  if (tab.word === 'orders') return { orderId: tab.id }
  return tab.word === 'deliveries' ? { deliveryNoteId: tab.id } : {}
}

/** The hand is in a field of the page, or the page holds something not saved. */
const isTyping = (tab: Tab | undefined): boolean =>
  (tab !== undefined && useTabs.getState().unsaved[tab.key] !== undefined) ||
  document.activeElement?.matches('main :is(input, select, textarea, [contenteditable=true])') === true

/** F8 where money is asked for: a new receipt, for the order or note that is open. */
export const ReceiptKey = () => {
  const t = useT()
  const mayWrite = useMay('receipts.write')
  const here = useTabs((store) => isPlace(activeTab(store)))
  const run = (): boolean => {
    const tab = activeTab(useTabs.getState())
    if (isTyping(tab)) return false
    openTab({
      word: 'receipts',
      page: 'new',
      another: true,
      title: t('receipts.newReceipt'),
      parameters: parametersOf(tab),
    })
    return true
  }
  useKeys({ F8: { label: t('receipts.newReceipt'), run } }, mayWrite && here, { everywhere: true })
  return null
}
