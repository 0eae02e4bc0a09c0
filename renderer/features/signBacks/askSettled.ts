import type { SignBackRow } from '../../../shared/signBacks.ts'
import { client } from '../../lib/client.ts'
import { say } from '../../lib/language.ts'
import { withReason } from '../../lib/reasoned.ts'

/** Asks how a difference was settled and marks it: 差异已处理, with who and when. */
export const askSettled = async ({ id, version, documentNumber: number, difference }: SignBackRow): Promise<void> => {
  await withReason(
    {
      title: `${number} ${say('signBacks.settle')}`,
      children: difference,
      action: say('signBacks.settle'),
      label: say('signBacks.settleHow'),
    },
    (how) => client.signBacks.settle({ id, version, how }),
    say('signBacks.settled', { number }),
  )
}
