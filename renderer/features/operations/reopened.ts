import type { Reopened } from '../../../shared/operations.ts'
import { formatQuantity } from '../../../shared/quantities.ts'
import { say } from '../../lib/language.ts'
import { notify } from '../../lib/notices.ts'

/** Tells whoever entered scrap which processes have work again because of it, notice by notice. */
export const tellReopened = (reopened: readonly Reopened[]): void => {
  for (const [notice, own] of Map.groupBy(reopened, ({ noticeNumber }) => noticeNumber)) {
    const processes = own.map(({ processName, more, unit }) => `${processName} ${formatQuantity(more)} ${unit}`)
    notify(say('operations.reopened', { notice, processes: processes.join('、') }), 'bad')
  }
}
