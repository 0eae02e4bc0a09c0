import type { production } from '../../../shared/production.ts'
import { refuse } from '../../../shared/refusals.ts'
import type { Handlers } from '../../context.ts'
import { refuseSecondKeyer } from '../blindKeys.ts'
import { list, markPrinted, read, voidNotice } from './notices.ts'
import { paper } from './paper.ts'
import { linesToRelease, release } from './release.ts'
import { waiting } from './waiting.ts'

// in a folder beside production.ts: a release plans operations, and a report of them calls production.ts
export const productionHandlers: Handlers<typeof production> = {
  waiting,
  async remaining(ctx, { orderId }) {
    const lines = await linesToRelease(ctx, orderId)
    if (lines.length === 0) throw refuse('app.notFound')
    await refuseSecondKeyer(ctx, orderId)
    return lines.map(({ productId: _, ...line }) => line)
  },
  release,
  list,
  read,
  void: voidNotice,
  paper,
  markPrinted,
}
