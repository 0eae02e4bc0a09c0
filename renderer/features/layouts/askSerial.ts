import { client } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { say } from '../../lib/language.ts'

/** The red serial of a form that another note has already, however it was written there: asked before it is written down. */
export const sureOfSerial = async (
  serial: string,
  { noteId, customerId }: { noteId: number | null; customerId: number | null },
): Promise<boolean> => {
  const typed = serial.trim()
  if (typed === '') return true
  const { usedBy } = await client.layouts.serial({ serial: typed, noteId, customerId })
  if (usedBy === '') return true
  return askConfirm({
    title: say('layouts.serialUsed', { serial: typed, number: usedBy }),
    children: say('layouts.serialTwice'),
    action: say('layouts.serialSame'),
    keys: 'Control+Enter',
  })
}
