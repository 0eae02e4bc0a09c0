import type { SignBackRow } from '../../../shared/signBacks.ts'
import { client } from '../../lib/client.ts'
import { askReason } from '../../lib/dialogs.ts'
import { say } from '../../lib/language.ts'
import { attempt } from '../../lib/notices.ts'

/** Asks how a difference was settled and marks it: 差异已处理, with who and when. */
export const askSettled = async ({ id, version, documentNumber: number, difference }: SignBackRow): Promise<void> => {
  const how = await askReason({
    title: `${number} ${say('signBacks.settle')}`,
    children: difference,
    action: say('signBacks.settle'),
    label: say('signBacks.settleHow'),
  })
  if (how !== null)
    await attempt(() => client.signBacks.settle({ id, version, how }), say('signBacks.settled', { number }))
}
