import { type ArchivePaper, archivePaperKeys, type BatchState } from '../../../shared/archive.ts'
import type { Translate } from '../../../shared/language.ts'
import type { Tone } from '../../components/StateBadge.tsx'
import { client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { openTab } from '../../lib/tabs.ts'

export const batchTones: Record<BatchState, Tone> = { open: 'warn', closed: 'ok', void: 'plain' }

/** 齐, or what is missing: 传真/书面依据、送货单回签 */
export const missingWords = (t: Translate, missing: readonly ArchivePaper[]): string =>
  missing.length === 0 ? t('archive.complete') : missing.map((paper) => t(archivePaperKeys[paper])).join('、')

interface Lacking {
  orderId: number
  orderNumber: string
  customerId: number
  missing: readonly ArchivePaper[]
}

/** Opens the place where the first missing paper of an order is made good. */
export const mend = async ({ orderId, orderNumber, customerId, missing: [first] }: Lacking): Promise<void> => {
  if (first === 'confirmation')
    openTab({
      word: 'orders',
      page: 'confirmation',
      id: orderId,
      title: `${orderNumber} ${say('orders.confirmationTitle')}`,
    })
  else if (first === 'notice') openTab({ word: 'production', parameters: { orderId } })
  else if (first === 'statement') openTab({ word: 'statements', parameters: { customerId } })
  else if (first === 'delivery') {
    const { rows } = await client.deliveries.list({ orderId })
    const note = rows.find(({ signed, state }) => signed !== 'same' && state !== 'void') ?? rows[0]
    if (note) openTab({ word: 'deliveries', id: note.id, title: note.number })
    else openTab({ word: 'orders', id: orderId, title: orderNumber })
  } else openTab({ word: 'orders', id: orderId, title: orderNumber })
}
