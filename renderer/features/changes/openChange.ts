import { client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'
import { openTab } from '../../lib/tabs.ts'

/** E on an order that stands: the slip that is open already, else a new one. */
export const openChange = async ({ id, number }: { id: number; number: string }): Promise<void> => {
  const known = await attempt(() => client.changes.ofOrder({ orderId: id }))
  const open = known?.find(({ state }) => state === 'draft' || state === 'toApprove' || state === 'toSign')
  if (open) openTab({ word: 'changes', id: open.id, title: open.number })
  else openTab({ word: 'changes', page: 'new', id, title: say('changes.writeFor', { number }) })
}
