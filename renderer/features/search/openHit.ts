import type { Hit, HitKind } from '../../../shared/search.ts'
import { features } from '../../features.ts'
import { openTab } from '../../lib/tabs.ts'
import { answerCaller } from './answer.ts'

/** The page that shows a paper found by its number. */
const words: Record<Exclude<HitKind, 'customer' | 'order'>, string> = {
  product: 'products',
  notice: 'production',
  delivery: 'deliveries',
  receipt: 'receipts',
  statement: 'statements',
  change: 'changes',
  quotation: 'quotations',
  outsourcing: 'outsourcing',
  factory: 'factories',
  message: 'messages',
  inspection: 'quality',
  fax: 'inbox',
  handover: 'cod',
  archive: 'archive',
  invoice: 'invoices',
  complaint: 'complaints',
  adjustment: 'statements',
  truck: 'trucks',
  monthHandover: 'monthEnd',
}

/** What Enter does with a hit: a customer or an order is answered, any other paper opens. */
export const openHit = (hit: Hit): void => {
  if (hit.kind === 'customer') answerCaller(hit.id)
  else if (hit.kind === 'order' && hit.customerId !== null) answerCaller(hit.customerId, hit.id)
  else if (hit.kind === 'fax') openTab({ word: 'inbox', parameters: { inboxItemId: hit.id } })
  else if (hit.kind === 'message') openTab({ word: 'messages', parameters: { text: hit.title.split(' · ').at(-1)! } })
  else if (hit.kind === 'truck')
    openTab({ word: 'trucks', parameters: { onDay: hit.detail.split(' · ')[0]!, truckId: hit.id } })
  else if (hit.kind === 'adjustment')
    openTab({
      word: 'statements',
      page: 'adjustments',
      parameters: { customerId: hit.customerId, customer: hit.detail.split(' · ')[0] ?? '' },
    })
  else if (hit.kind !== 'order') {
    const word = words[hit.kind]
    const paper = features[word]?.pages['paper'] !== undefined
    openTab(paper ? { word, id: hit.id, title: hit.title } : { word })
  }
}
