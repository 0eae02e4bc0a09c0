import { useEffect, useState } from 'react'
import type { WaitingLine, WaitingOrder } from '../../../shared/production.ts'
import { Dialog } from '../../components/Dialog.tsx'
import { client } from '../../lib/client.ts'
import { useT } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { useWorkshops } from './useWorkshops.ts'
import { ReleaseForm } from './ReleaseForm.tsx'

/** Releases one order: names what goes to the workshop in numbers, and offers the way out of a closed deposit gate. */
export const ReleaseDialog = ({ order, onClose }: { order: WaitingOrder; onClose: () => void }) => {
  const t = useT()
  const workshops = useWorkshops()
  const [lines, setLines] = useState<readonly WaitingLine[] | null>(null)
  // asked anew each time it opens: an answer of before knows nothing of what was released since
  useEffect(() => {
    const ask = async (): Promise<void> => {
      const all = await attempt(() => client.production.remaining({ orderId: order.orderId }))
      if (all) setLines(all.filter((line) => line.remaining > 0))
    }
    void ask()
  }, [order.orderId])
  // a dialog puts the cursor into its first field as it opens: it waits for its fields
  if (!lines || !workshops) return null
  return (
    <Dialog
      title={t('production.releaseTitle', { number: order.number, customer: order.customer })}
      onClose={onClose}
      width={980}
    >
      <ReleaseForm order={order} lines={lines} workshops={workshops} onClose={onClose} />
    </Dialog>
  )
}
