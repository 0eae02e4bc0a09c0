import type { Receipt } from '../../../shared/receipts.ts'
import { client, Refused } from '../../lib/client.ts'
import { askConfirm } from '../../lib/dialogs.ts'
import { say } from '../../lib/language.ts'

/** Confirms a receipt; a slip number that was used before is asked about first. Null when the cashier thought better of it. */
export const confirmReceipt = async (
  { id, version }: { id: number; version: number },
  slipNumber: string,
): Promise<Receipt | null> => {
  try {
    return await client.receipts.confirm({ id, version, slipNumber })
  } catch (error) {
    if (!(error instanceof Refused) || error.code !== 'receipts.slipKnown') throw error
    const another = await askConfirm({
      title: say('receipts.slipKnownTitle'),
      children: error.message,
      action: say('receipts.slipAnother'),
      danger: true,
      keys: 'Control+Enter',
    })
    return another ? client.receipts.confirm({ id, version, slipNumber, knownSlip: true }) : null
  }
}
